import { useState } from 'react';
import { useZone } from '#centre/requests/ui/useZone.ts';
import type { NeededField, NextEvent } from '#centre/requests/requests.schema.ts';
import { PlainField } from '#centre/requests/ui/PlainField.tsx';
import { isGiven } from '#centre/requests/ui/step-input.rules.ts';
import type { VisitView } from '#centre/visits/visits.schema.ts';
import { useSay, useTexts } from '#platform/i18n/LanguageProvider.tsx';
import { useDraftFields } from '#platform/ui/draft-fields.ts';
import { ConsentSheet } from './ConsentSheet.tsx';
import type { Fire } from './useVisitSteps.ts';
import { visitTexts } from './visit.texts.ts';

interface ConsentAskProps {
  readonly visit: VisitView;
  /** What is asked for first; more may be ticked. */
  readonly scope: string;
  readonly ask: NextEvent;
  readonly onFire: Fire;
  readonly onClose: () => void;
}

/** What the engineer says about it; the rest is the customer's. */
const own = new Set(['scopes', 'what', 'why']);
const nothing = {};

/** Asks for consent in two steps: the engineer writes what and why, then the customer reads it on this screen and answers. */
export function ConsentAsk({ visit, scope, ask, onFire, onClose }: ConsentAskProps) {
  const texts = useTexts(visitTexts);
  const say = useSay();
  const [kept, keep] = useDraftFields(`field.${visit.id}.consent.${scope}`, nothing);
  const zone = useZone(visit.clocks);
  const [showing, setShowing] = useState(false);
  const [missing, setMissing] = useState<readonly string[]>([]);
  const input: Readonly<Record<string, unknown>> = { scopes: [scope], ...kept };
  const needs = ask.needs.filter((field) => own.has(field.name));
  const show = () => {
    const lacking = needs.filter((field) => !isGiven(input[field.name])).map((field) => field.name);
    setMissing(lacking);
    if (lacking.length === 0) setShowing(true);
  };
  const wrong = ({ name, label }: NeededField) =>
    missing.includes(name) && !isGiven(input[name]) ? texts.lacks(say(label)) : null;
  return (
    <form
      className="plain-form consent-form"
      noValidate
      aria-label={texts.askTitle}
      onSubmit={(event) => {
        event.preventDefault();
        show();
      }}
    >
      {needs.map((field) => (
        <PlainField
          key={field.name}
          field={field}
          zone={zone}
          value={input[field.name]}
          wrong={wrong(field)}
          onChange={(value) => keep({ [field.name]: value })}
        />
      ))}
      <div className="actions">
        <button type="submit" className="button primary thumb">
          {visit.contact === null ? texts.askAnyone : texts.show(visit.contact.name)}
        </button>
        <button type="button" className="button thumb" onClick={onClose}>
          {texts.closeSheet}
        </button>
      </div>
      {showing && (
        <ConsentSheet
          visit={visit}
          ask={ask}
          input={input}
          onAnswer={async (answered) => {
            const answer = await onFire(ask, answered);
            if (answer.ok) {
              keep(null);
              onClose();
            }
            return answer;
          }}
          onClose={() => setShowing(false)}
        />
      )}
    </form>
  );
}
