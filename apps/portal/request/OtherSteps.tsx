import { useState } from 'react';
import type { NextEvent } from '#centre/requests/requests.schema.ts';
import { PlainForm } from '#centre/requests/ui/PlainForm.tsx';
import { Refusal } from '#centre/requests/ui/Refusal.tsx';
import { initialInput, type StepInput } from '#centre/requests/ui/step-input.rules.ts';
import type { Answer } from '#platform/client/client.ts';
import { useSay, useTexts } from '#platform/i18n/LanguageProvider.tsx';
import { askedOf, inCustomersWords, openedByCustomer } from './customer-steps.rules.ts';
import { requestTexts } from './request.texts.ts';

interface OtherStepsProps {
  /** Those that stand here; the others have places of their own. */
  readonly listed: readonly NextEvent[];
  readonly events: readonly NextEvent[];
  readonly requestId: string;
  readonly zone: string;
  readonly onFire: (event: NextEvent, input: StepInput) => Promise<Answer<unknown>>;
}

/** What the customer may do beside answering the question, and what not now, with the reason. */
export function OtherSteps({ listed, events, requestId, zone, onFire }: OtherStepsProps) {
  const texts = useTexts(requestTexts);
  const say = useSay();
  const [opened, setOpened] = useState<NextEvent | null>(null);
  const steps = listed.map(inCustomersWords);
  const active = opened === null ? undefined : openedByCustomer(opened, events.map(inCustomersWords));
  const refused = steps.filter((event) => !event.allowed);
  if (steps.length === 0 && active === undefined) return null;
  return (
    <section className="others" aria-label={texts.other}>
      <h2 className="section-title">{texts.other}</h2>
      <div className="choices">
        {steps
          .filter((event) => event.allowed)
          .map((event) => (
            <button
              key={event.path}
              type="button"
              className="button thumb"
              aria-expanded={event.path === active?.path}
              onClick={() => setOpened(event.path === active?.path ? null : event)}
            >
              {say(event.label)}
            </button>
          ))}
      </div>
      {active && (
        <PlainForm
          key={active.path}
          event={active}
          needs={askedOf(active)}
          zone={zone}
          draftKey={`portal.${requestId}.${active.event}`}
          title={say(active.label)}
          submitLabel={say(active.label)}
          onSend={(input) => onFire(active, { ...initialInput(active.needs), ...input })}
          onClose={() => setOpened((now) => (now?.path === active.path ? null : now))}
        />
      )}
      {refused.map((event) => (
        <Refusal
          key={event.path}
          title={say(event.label)}
          commitments={event.refusedBy}
          reason={event.reason === null ? texts.refusedNow : say(event.reason)}
        />
      ))}
    </section>
  );
}
