import { quoted } from '#platform/i18n/quoted.ts';
import { useSay, useTexts } from '#platform/i18n/LanguageProvider.tsx';
import type { ClausesChanged } from '../drafts/plan-drafts.schema.ts';
import { reviewTexts } from './review.texts.ts';

type Difference = ClausesChanged['differences'][number];

interface DifferencesProps {
  /** Undefined while it is asked; null where the text is no plan. */
  readonly found: readonly ClausesChanged[] | null | undefined;
  /** It was activated: what the customer had to approve is approved. */
  readonly isPast?: boolean;
  /** There is no version before. */
  readonly isFirst?: boolean;
  /** For who writes the text: each place as the text has it too. */
  readonly withPaths?: boolean;
}

/** What changes against the version before, by clause; less than was promised is said in words. */
export function Differences({ found, isPast = false, isFirst = false, withPaths = false }: DifferencesProps) {
  const texts = useTexts(reviewTexts);
  if (found === undefined) return <p className="muted">{texts.comparing}</p>;
  if (found === null) return <p>{texts.unreadable}</p>;
  if (isFirst) return <p>{texts.firstVersion}</p>;
  if (found.length === 0) return <p>{isPast ? texts.changedNothing : texts.noDifference}</p>;
  const all = found.flatMap(({ differences }) => differences);
  const weaker = all.filter(({ isWeaker }) => isWeaker);
  const toApprove = weaker.filter(({ wasAssumed }) => !wasAssumed);
  return (
    <>
      <p role="status">
        {texts.counted(all.length, weaker.length)}
        {toApprove.length > 0 && !isPast && ` ${texts.toApprove(toApprove.length)}`}
      </p>
      <ul className="plan-differences">
        {found.map((group) => (
          <GroupRow
            key={group.differences.map(({ path }) => path).join(' ')}
            group={group}
            isPast={isPast}
            withPaths={withPaths}
          />
        ))}
      </ul>
    </>
  );
}

interface GroupRowProps {
  readonly group: ClausesChanged;
  readonly isPast: boolean;
  readonly withPaths: boolean;
}

function GroupRow({ group, isPast, withPaths }: GroupRowProps) {
  const texts = useTexts(reviewTexts);
  const say = useSay();
  return (
    <li>
      {group.clauses.length === 0 && <p className="strong">{texts.noClause}</p>}
      {group.clauses.map(({ id, clause, quote, zh, en }) => (
        <p key={id} className="plan-clause">
          <span className="number">{id}</span> <span className="number">{texts.clause(clause)}</span> {quoted(quote)}{' '}
          <span className="supporting">{say({ zh, en })}</span>
        </p>
      ))}
      <ul>
        {group.differences.map((one) => (
          <li key={one.path} className={one.isWeaker ? 'plan-change weaker' : 'plan-change'}>
            <span className="plan-place">
              {say(one.words.place)} {withPaths && <code>{one.path}</code>}
            </span>
            <span className="plan-values">
              <del>{say(one.words.before)}</del> <span aria-hidden="true">→</span> <ins>{say(one.words.after)}</ins>
            </span>
            <Mark one={one} isPast={isPast} />
          </li>
        ))}
      </ul>
    </li>
  );
}

function Mark({ one, isPast }: { readonly one: Difference; readonly isPast: boolean }) {
  const texts = useTexts(reviewTexts);
  if (!one.isWeaker) return null;
  if (one.wasAssumed) return <span className="tag">{texts.weakerOwn}</span>;
  return <span className="tag gravest">{isPast ? texts.weakerApproved : texts.weaker}</span>;
}
