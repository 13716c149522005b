import { useTexts } from '#platform/i18n/LanguageProvider.tsx';
import { Icon } from '#platform/ui/icons.tsx';
import type { IntakeContext } from './intake.queries.ts';
import { intakeQuestions, isAnswered, type IntakeDraft } from './intake.schema.ts';
import { intakeTexts } from './intake.texts.ts';

/** What is still to be asked, what may be said and what not: at hand while someone talks. */
export function IntakeGuide({ draft, context }: { draft: IntakeDraft; context: IntakeContext | undefined }) {
  const texts = useTexts(intakeTexts);
  const answered = intakeQuestions.filter((question) => isAnswered(draft, question));
  return (
    <div>
      <section className="sheet facts ask-list">
        <h2>
          {texts.questions}
          <span className="muted">
            {answered.length} / {intakeQuestions.length}
          </span>
        </h2>
        <ul>
          {intakeQuestions.map((question) => {
            const done = answered.includes(question);
            return (
              <li key={question}>
                <span className={done ? 'done' : 'muted'}>
                  <Icon name={done ? 'check' : 'circle'} small />
                </span>
                {texts.ask[question]}
                <span className="unseen">{done ? texts.answered : texts.open}</span>
              </li>
            );
          })}
        </ul>
      </section>
      {context && context.phrases.courteous.length > 0 && (
        <section className="sheet facts say-list">
          <h2>{texts.mayBeSaid}</h2>
          <ul>
            {context.phrases.courteous.map((phrase) => (
              <li key={phrase}>{phrase}</li>
            ))}
          </ul>
        </section>
      )}
      {context && context.phrases.forbidden.length > 0 && (
        <section className="sheet facts">
          <h2>{texts.notToBeSaid}</h2>
          <p className="dont-say">
            {context.phrases.forbidden.map((phrase) => (
              <s key={phrase}>{phrase}</s>
            ))}
          </p>
          <p className="small muted">{texts.notToBeSaidWhy}</p>
        </section>
      )}
    </div>
  );
}
