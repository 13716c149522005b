import { useState } from 'react';
import { ClockShape } from '#centre/commitments/ui/ClockShape.tsx';
import type { NextEvent } from '#centre/requests/requests.schema.ts';
import type { VisitConsent, VisitView } from '#centre/visits/visits.schema.ts';
import { useSay, useTexts } from '#platform/i18n/LanguageProvider.tsx';
import { parseInstant } from '#platform/time/instant.ts';
import { dueMoment, type Place } from '#platform/ui/format.ts';
import { ConsentAsk } from './ConsentAsk.tsx';
import type { Fire } from './useVisitSteps.ts';
import { visitTexts } from './visit.texts.ts';

interface ConsentsCardProps {
  readonly visit: VisitView;
  readonly place: Place;
  /** The step that asks; undefined where nobody may ask now. */
  readonly ask: NextEvent | undefined;
  readonly onFire: Fire;
}

/** What may be done with the customer's leave only: given, refused, or still to be asked. */
export function ConsentsCard({ visit, place, ask, onFire }: ConsentsCardProps) {
  const texts = useTexts(visitTexts);
  const say = useSay();
  const [asking, setAsking] = useState<string | null>(null);
  return (
    <section className="sheet visit-sheet" aria-label={texts.consents}>
      <h2>
        {texts.consents}
        <span>{texts.consentsNote}</span>
      </h2>
      {visit.scopes.map(({ scope, label }) => {
        const consent = visit.consents.findLast((known) => known.scope === scope);
        const given = consent?.standing === 'given';
        return (
          <div className="check-line" key={scope}>
            {given ? (
              <span className="tone kept">
                <ClockShape mark="kept" />
              </span>
            ) : (
              <span className="box" aria-hidden="true" />
            )}
            <span>{say(label)}</span>
            <span className="end">
              <Standing consent={consent} place={place} />
              {!given && ask !== undefined && (
                <button type="button" className="button" onClick={() => setAsking(scope)}>
                  {visit.contact === null ? texts.askAnyone : texts.ask(visit.contact.name)}
                  <span className="unseen">{say(label)}</span>
                </button>
              )}
            </span>
            {consent !== undefined && consent.standing === 'given' && <p>{consent.what}</p>}
          </div>
        );
      })}
      {asking !== null && ask !== undefined && (
        <ConsentAsk key={asking} visit={visit} scope={asking} ask={ask} onFire={onFire} onClose={() => setAsking(null)} />
      )}
    </section>
  );
}

/** Who answered, and when; or that the answer does not hold. */
function Standing({ consent, place }: { consent: VisitConsent | undefined; place: Place }) {
  const texts = useTexts(visitTexts);
  if (consent === undefined) return null;
  const at = parseInstant(consent.at);
  switch (consent.standing) {
    case 'given':
      return <small>{[texts.givenBy(consent.by), at === undefined ? '' : dueMoment(at, place)].join(' ')}</small>;
    case 'asked':
      return <small>{texts.askedInPortal}</small>;
    case 'refused':
      return <small>{texts.refusedBy(consent.by)}</small>;
    case 'withdrawn':
      return <small>{texts.withdrawn}</small>;
    case 'ended':
      return <small>{texts.ended}</small>;
  }
}
