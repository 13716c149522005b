import type { ReactNode } from 'react';
import { useTexts } from '#platform/i18n/LanguageProvider.tsx';
import { Icon } from '#platform/ui/icons.tsx';
import { Diagnostics } from './Diagnostics.tsx';
import { stepStates } from './review-lines.rules.ts';
import type { ReviewSoFar, StepState } from './review-lines.rules.ts';
import { reviewTexts } from './review.texts.ts';
import type { ReviewTexts } from './review.texts.zh.ts';

const NUMBERS = [1, 2, 3, 4, 5, 6, 7, 8, 9] as const;

/** The nine checks, each by its name as it is made: to come, running, passed, failed, and why. */
export function ActivationChecks({ review }: { readonly review: ReviewSoFar | undefined }) {
  const texts = useTexts(reviewTexts);
  const [reading, ...states] = stepStates(review, NUMBERS);
  return (
    <>
      <p className="plan-check-word" role="status">
        {wordOf(review, [reading ?? 'comes', ...states], texts)}
      </p>
      <ol className="plan-checks" aria-busy={review?.whole == null}>
        <Check name={texts.reading} state={reading ?? 'comes'}>
          {review !== undefined && review.reading.length > 0 && <Diagnostics found={review.reading} />}
        </Check>
        {NUMBERS.map((number, index) => {
          const found = review?.checks.find((check) => check.number === number);
          return (
            <Check key={number} name={`${number}. ${texts.checkNames[number]}`} state={states[index] ?? 'comes'}>
              {found !== undefined && found.diagnostics.length > 0 && <Diagnostics found={found.diagnostics} />}
            </Check>
          );
        })}
      </ol>
    </>
  );
}

/** How far the checks are, for eyes and ears alike: the last one made, and in the end what came of all. */
function wordOf(review: ReviewSoFar | undefined, states: readonly StepState[], texts: ReviewTexts): string {
  if (review === undefined) return texts.checking;
  if (review.reading.length > 0) return texts.unreadSum;
  const count = (state: StepState) => states.filter((found) => found === state).length;
  if (review.whole !== null) return texts.checkSum(count('failed'), count('warned'));
  const last = review.checks.at(-1);
  return last === undefined ? texts.checking : texts.checkMade(last.number, NUMBERS.length, texts.states[last.state]);
}

const SIGNS = {
  passed: 'check',
  warned: 'note',
  failed: 'close',
  notChecked: 'waiting',
  running: 'waiting',
  comes: 'circle',
  waits: 'circle',
} as const;

function Check({ name, state, children }: { readonly name: string; readonly state: StepState; readonly children: ReactNode }) {
  const texts = useTexts(reviewTexts);
  return (
    <li className={`plan-check ${state}`}>
      <div className="plan-check-head">
        <Icon name={SIGNS[state]} />
        <span>{name}</span>
        <span className="plan-check-state">{texts.states[state]}</span>
      </div>
      {children}
    </li>
  );
}
