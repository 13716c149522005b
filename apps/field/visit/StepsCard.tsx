import type { VisitView } from '#centre/visits/visits.schema.ts';
import { useSay, useTexts } from '#platform/i18n/LanguageProvider.tsx';
import { parseInstant } from '#platform/time/instant.ts';
import { dueMoment, type Place } from '#platform/ui/format.ts';
import { visitTexts } from './visit.texts.ts';

interface StepsCardProps {
  readonly visit: VisitView;
  readonly place: Place;
  /** Opens the form of a further step; undefined where none may be logged now. */
  readonly onAdd: (() => void) | undefined;
}

/** What was done on site, in its order; a changed setting with its old and its new value. */
export function StepsCard({ visit, place, onAdd }: StepsCardProps) {
  const texts = useTexts(visitTexts);
  const say = useSay();
  return (
    <section className="sheet visit-sheet" aria-label={texts.steps}>
      <h2>
        {texts.steps}
        {onAdd && (
          <button type="button" className="button" onClick={onAdd}>
            {texts.addStep}
          </button>
        )}
      </h2>
      {visit.steps.length === 0 && <p className="nothing">{texts.noSteps}</p>}
      <ol className="logged">
        {visit.steps.map((step) => {
          const at = parseInstant(step.at);
          return (
            <li key={step.id}>
              <time dateTime={step.at}>{at === undefined ? '' : dueMoment(at, place)}</time>
              <div>
                {step.text}
                {step.oldValue !== null && step.newValue !== null && <small>{texts.change(step.oldValue, step.newValue)}</small>}
                {step.scope !== null && <small>{say(step.scope)}</small>}
              </div>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
