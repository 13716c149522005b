import type { ReactNode } from 'react';
import { useTexts } from '#platform/i18n/LanguageProvider.tsx';
import { Icon } from '#platform/ui/icons.tsx';
import type { DraftReview } from '../drafts/plan-drafts.schema.ts';
import { Diagnostics } from './Diagnostics.tsx';
import { reviewTexts } from './review.texts.ts';

const NUMBERS = [1, 2, 3, 4, 5, 6, 7, 8, 9] as const;
type State = DraftReview['checks'][number]['state'] | 'running' | 'waits';

/** The nine checks, each by its name: running, passed, failed, and why. */
export function ActivationChecks({ review }: { readonly review: DraftReview | undefined }) {
  const texts = useTexts(reviewTexts);
  const unread = review !== undefined && review.reading.length > 0;
  return (
    <ol className="plan-checks" aria-busy={review === undefined}>
      <Check name={texts.reading} state={review === undefined ? 'running' : unread ? 'failed' : 'passed'}>
        {unread && <Diagnostics found={review.reading} />}
      </Check>
      {NUMBERS.map((number) => {
        const found = review?.checks.find((check) => check.number === number);
        const state = review === undefined ? 'running' : (found?.state ?? 'waits');
        return (
          <Check key={number} name={`${number}. ${texts.checkNames[number]}`} state={state}>
            {found !== undefined && found.diagnostics.length > 0 && <Diagnostics found={found.diagnostics} />}
          </Check>
        );
      })}
    </ol>
  );
}

const SIGNS = {
  passed: 'check',
  warned: 'note',
  failed: 'close',
  notChecked: 'waiting',
  running: 'waiting',
  waits: 'circle',
} as const;

function Check({ name, state, children }: { readonly name: string; readonly state: State; readonly children: ReactNode }) {
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
