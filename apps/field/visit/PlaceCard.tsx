import { useState } from 'react';
import type { ClockView } from '#centre/commitments/clock-view.schema.ts';
import { ClockShape } from '#centre/commitments/ui/ClockShape.tsx';
import type { VisitView } from '#centre/visits/visits.schema.ts';
import type { Language } from '#platform/i18n/language.ts';
import { useLanguage, useTexts } from '#platform/i18n/LanguageProvider.tsx';
import { parseInstant } from '#platform/time/instant.ts';
import { figure, limitInWords } from '#platform/ui/duration.ts';
import { dueMoment, type Place } from '#platform/ui/format.ts';
import { Icon } from '#platform/ui/icons.tsx';
import { CauseForm } from './CauseForm.tsx';
import { breachAt, keptAt } from './visit-steps.rules.ts';
import { visitTexts } from './visit.texts.ts';

/** Where to, whom to call there, and when the engineer came. */
export function PlaceCard({ visit, place }: { visit: VisitView; place: Place }) {
  const texts = useTexts(visitTexts);
  const { language } = useLanguage();
  const { contact, site } = visit;
  const travel = visit.travelTime === null ? null : texts.travel(limitInWords(visit.travelTime, null, language));
  const about = [
    contact === null ? texts.noContact : texts.contact(contact.name),
    visit.arrivedAt === null ? travel : null,
  ].filter((part) => part !== null);
  return (
    <section className="sheet visit-sheet" aria-label={texts.place}>
      <div className="place-line">
        <Icon name="place" />
        <div>
          {site?.address ?? site?.name}
          <small>{about.join(language === 'zh' ? '，' : ', ')}</small>
        </div>
        {contact?.phone != null && (
          <a className="button" href={`tel:${contact.phone.replaceAll(/[^+\d]/g, '')}`} aria-label={texts.dialTo(contact.name)}>
            <Icon name="phone" />
            {texts.dial}
          </a>
        )}
      </div>
      <Arrival visit={visit} place={place} />
    </section>
  );
}

function Arrival({ visit, place }: { visit: VisitView; place: Place }) {
  const texts = useTexts(visitTexts);
  const [explaining, setExplaining] = useState(false);
  const [saved, setSaved] = useState(false);
  const arrived = visit.arrivedAt === null ? undefined : parseInstant(visit.arrivedAt);
  const expected = visit.expectedAt === null ? undefined : parseInstant(visit.expectedAt);
  if (arrived === undefined)
    return expected === undefined ? null : (
      <div className="place-line">
        <Icon name="waiting" />
        <div>{texts.expected(dueMoment(expected, place))}</div>
      </div>
    );
  const breach = breachAt(visit.clocks, visit.arrivedAt);
  const kept = keptAt(visit.clocks, visit.arrivedAt);
  const moment = dueMoment(arrived, place);
  const late = breach?.lateSeconds == null ? null : figure(breach.lateSeconds, place.language);
  return (
    <>
      <div className="place-line">
        <span className={breach === undefined ? 'tone kept' : 'tone breached'}>
          <ClockShape mark={breach === undefined ? 'kept' : 'breached'} />
        </span>
        <div>
          {late === null ? texts.arrived(moment) : texts.arrivedLate(moment, late)}
          {kept !== undefined && late === null && <small>{keptWords(kept, texts, place.language)}</small>}
          {saved && <small role="status">{texts.causeSaved}</small>}
        </div>
        {late !== null && (
          <button type="button" className="button" aria-expanded={explaining} onClick={() => setExplaining(!explaining)}>
            {texts.writeCause}
          </button>
        )}
      </div>
      {explaining && late !== null && (
        <CauseForm visit={visit} late={late} onSaved={() => setSaved(true)} onClose={() => setExplaining(false)} />
      )}
    </>
  );
}

function keptWords(clock: ClockView, texts: typeof visitTexts.zh, language: Language): string {
  if (clock.limit === null) return texts.keptOnly;
  return texts.keptIn(figure(clock.elapsedSeconds, language), limitInWords(clock.limit, clock.unit, language));
}
