import type { GateBreachView } from '#centre/commitments/clock-view.schema.ts';
import { ClockShape } from '#centre/commitments/ui/ClockShape.tsx';
import { CommitmentIds } from '#centre/commitments/ui/CommitmentIds.tsx';
import { useSay, useTexts } from '#platform/i18n/LanguageProvider.tsx';
import { parseInstant } from '#platform/time/instant.ts';
import { moment, type Place } from '#platform/ui/format.ts';
import { gateBreachTextsEn } from './gate-breach.texts.en.ts';
import { gateBreachTextsZh } from './gate-breach.texts.zh.ts';

const texts = { zh: gateBreachTextsZh, en: gateBreachTextsEn };

/** That what a guard asks for did not come in time; with `place` also since when, and against which commitments. */
export function GateBreach({ breach, place }: { readonly breach: GateBreachView; readonly place?: Place }) {
  const say = useSay();
  const words = useTexts(texts);
  const at = parseInstant(breach.at);
  return (
    <span className="gate-breach">
      <span className="tone breached">
        <ClockShape mark="breached" small /> {words.overdue(say(breach.name))}
      </span>
      {place !== undefined && at !== undefined && (
        <>
          {' '}
          {words.since(moment(at, place))} <CommitmentIds ids={breach.commitments} />
        </>
      )}
    </span>
  );
}
