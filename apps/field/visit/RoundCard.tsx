import type { VisitView } from '#centre/visits/visits.schema.ts';
import { useTexts } from '#platform/i18n/LanguageProvider.tsx';
import { parseInstant } from '#platform/time/instant.ts';
import { dueMoment, type Place } from '#platform/ui/format.ts';
import { visitTexts } from './visit.texts.ts';

/** A further round: what the one before left unsolved, in the words of whoever said so. */
export function RoundCard({ round, place }: { round: NonNullable<VisitView['round']>; place: Place }) {
  const texts = useTexts(visitTexts);
  const at = parseInstant(round.at);
  return (
    <section className="sheet visit-sheet round" aria-label={texts.round(round.number)}>
      <h2>
        {texts.round(round.number)}
        <span>{texts.notSolvedBy(round.by, at === undefined ? '' : dueMoment(at, place))}</span>
      </h2>
      {round.said !== '' && <p className="task">{round.said}</p>}
    </section>
  );
}
