import { useLanguage, useSay, useTexts } from '#platform/i18n/LanguageProvider.tsx';
import { limitInWords } from '#platform/ui/duration.ts';
import type { DraftReview } from '../drafts/plan-drafts.schema.ts';
import { reviewTexts } from './review.texts.ts';

type Group = NonNullable<DraftReview['differences']>[number];
type Difference = Group['differences'][number];

/** What changes against the version in force, by clause; less than was promised is said in words. */
export function Differences({ review }: { readonly review: DraftReview | undefined }) {
  const texts = useTexts(reviewTexts);
  if (review === undefined) return <p className="muted">{texts.comparing}</p>;
  if (review.differences === null) return <p>{texts.unreadable}</p>;
  if (review.differences.length === 0) return <p>{texts.noDifference}</p>;
  const all = review.differences.flatMap(({ differences }) => differences);
  const weaker = all.filter(({ isWeaker }) => isWeaker);
  const toApprove = weaker.filter(({ wasAssumed }) => !wasAssumed);
  return (
    <>
      <p role="status">
        {texts.counted(all.length, weaker.length)}
        {toApprove.length > 0 && ` ${texts.toApprove(toApprove.length)}`}
      </p>
      <ul className="plan-differences">
        {review.differences.map((group) => (
          <GroupRow key={group.differences.map(({ path }) => path).join(' ')} group={group} />
        ))}
      </ul>
    </>
  );
}

function GroupRow({ group }: { readonly group: Group }) {
  const texts = useTexts(reviewTexts);
  const say = useSay();
  const { language } = useLanguage();
  // A limit as people say it; anything else as the plan has it.
  const worded = (value: string): string => limitInWords(value, null, language);
  return (
    <li>
      {group.clauses.length === 0 && <p className="strong">{texts.noClause}</p>}
      {group.clauses.map(({ id, clause, quote, zh, en }) => (
        <p key={id} className="plan-clause">
          <span className="number">{id}</span> <span className="number">{texts.clause(clause)}</span> “{quote}”{' '}
          <span className="supporting">{say({ zh, en })}</span>
        </p>
      ))}
      <ul>
        {group.differences.map((one) => (
          <li key={one.path} className={one.isWeaker ? 'plan-change weaker' : 'plan-change'}>
            <code>{one.path}</code>
            <span className="plan-values">
              <del>{worded(one.before)}</del> <span aria-hidden="true">→</span> <ins>{worded(one.after)}</ins>
            </span>
            <Mark one={one} />
          </li>
        ))}
      </ul>
    </li>
  );
}

function Mark({ one }: { readonly one: Difference }) {
  const texts = useTexts(reviewTexts);
  if (!one.isWeaker) return null;
  return <span className={one.wasAssumed ? 'tag' : 'tag gravest'}>{one.wasAssumed ? texts.weakerOwn : texts.weaker}</span>;
}
