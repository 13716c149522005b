import { useZone } from '#centre/requests/ui/useZone.ts';
import type { NextEvent } from '#centre/requests/requests.schema.ts';
import { PlainForm } from '#centre/requests/ui/PlainForm.tsx';
import type { VisitView } from '#centre/visits/visits.schema.ts';
import { useSay, useTexts } from '#platform/i18n/LanguageProvider.tsx';
import type { Fire } from './useVisitSteps.ts';
import { visitTexts } from './visit.texts.ts';

interface VisitFormProps {
  readonly visit: VisitView;
  readonly event: NextEvent;
  readonly onFire: Fire;
  readonly onClose: () => void;
}

/** The settings that a step changes are asked for where it uses the consent to change them. */
const ofAdjusting = new Set(['oldValue', 'newValue']);
const ADJUST = 'adjust';

/** The form of a step on the phone: what the server asks for, with what this visit knows. */
export function VisitForm({ visit, event, onFire, onClose }: VisitFormProps) {
  const texts = useTexts(visitTexts);
  const say = useSay();
  const zone = useZone(visit.clocks);
  return (
    <PlainForm
      key={event.path}
      event={event}
      needs={needsOf(event, visit)}
      shown={(field, input) => !ofAdjusting.has(field.name) || input['scope'] === ADJUST}
      zone={zone}
      draftKey={`field.${visit.id}.${event.event}`}
      title={say(event.label)}
      submitLabel={say(event.label)}
      backdated
      onSend={(input) => onFire(event, input)}
      onClose={onClose}
    >
      {event.event === 'customerCheck' && <p className="supporting">{texts.handOver}</p>}
    </PlainForm>
  );
}

/** A scope without consent says so before it is chosen. */
function needsOf(event: NextEvent, visit: VisitView): NextEvent['needs'] {
  const given = new Set(visit.consents.filter((consent) => consent.standing === 'given').map((consent) => consent.scope));
  return event.needs.map((field) => {
    if (field.name !== 'scope' || field.options === undefined) return field;
    const options = field.options.map(({ value, label }) => ({
      value,
      label: given.has(value) ? label : { zh: visitTexts.zh.noConsent(label.zh), en: visitTexts.en.noConsent(label.en) },
    }));
    return { ...field, options };
  });
}
