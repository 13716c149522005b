import { useSay, useTexts } from '#platform/i18n/LanguageProvider.tsx';
import type { CommitmentAnswer } from '../../register/register.schema.ts';
import { roleName } from '../../register/roles.texts.ts';
import { commitmentTexts } from './commitment.texts.ts';
import { registerTexts } from './register.texts.ts';
import { StatusMark } from './StatusMark.tsx';

/** By what each of its means is measured, or what that waits for; `isEarlier` where it is looked at as of a day that is over. */
export function HowMeasured({ commitment, isEarlier }: { commitment: CommitmentAnswer; isEarlier: boolean }) {
  const texts = useTexts(commitmentTexts);
  const register = useTexts(registerTexts);
  const say = useSay();
  const { feeds, limits, named, repeated, plan, planCount } = commitment;
  const said = {
    plan: texts.byPlan,
    attestations: texts.byWord,
    objectives: texts.byObjectives,
    card: texts.byCard,
    duties: texts.byDuties,
  };
  const called = (name: string): string => {
    const words = named.find((one) => one.name === name)?.words;
    return words === undefined ? name : say(words);
  };
  const rolesOf = (names: readonly string[]): string => names.map((role) => say(roleName(role))).join(texts.list);
  // Work that has no date yet has no name but that of the plan.
  const worksOf = (names: readonly string[]): string =>
    commitment.duties.length === 0
      ? names.join(texts.list)
      : [...new Set(commitment.duties.map(({ work }) => say(work)))].join(texts.list);
  return (
    <section className="measured">
      <h3>{texts.how}</h3>
      {repeated.length > 0 && (
        <p>
          {texts.repeats(repeated.map(({ id }) => id).join(texts.list))}{' '}
          {repeated.map(({ id, status }) => (
            <span key={id} className={`status-words inline ${status}`}>
              <StatusMark status={status} />
              {id} {register.statuses[status]}
            </span>
          ))}
        </p>
      )}
      <dl>
        {feeds.map(({ means, by, names }) => (
          <div key={means}>
            <dt>{register.meansNames[means]}</dt>
            {by === 'clocks' ? (
              <dd>
                {texts.byClocks}
                <ul>
                  {limits.map((limit) => (
                    <li key={limit.zh}>{say(limit)}</li>
                  ))}
                </ul>
                {planCount > 1 && <p className="small muted">{texts.limitsOf(plan.code, planCount - 1)}</p>}
              </dd>
            ) : by === 'guards' ? (
              <dd>
                {texts.byGuards}
                <ul>
                  {names.map((name) => (
                    <li key={name}>{called(name)}</li>
                  ))}
                </ul>
              </dd>
            ) : by === null ? (
              <dd className="muted">{texts.waitsFor(texts.waits[means], names.join(texts.list))}</dd>
            ) : (
              <dd>
                {said[by](
                  by === 'attestations' ? rolesOf(names) : by === 'duties' ? worksOf(names) : names.map(called).join(texts.list),
                )}
              </dd>
            )}
          </div>
        ))}
      </dl>
      {isEarlier && feeds.some(({ by }) => by === 'card') && <p className="small muted">{texts.numbersNow}</p>}
      {commitment.lacks.map(({ project, part, lacks }) => (
        <p key={`${project.zh}${part.zh}`} className="late">
          {texts.lacks(say(project), say(part), lacks.map(say).join(texts.list))}
        </p>
      ))}
    </section>
  );
}
