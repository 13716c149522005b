import { useState } from 'react';
import type { NextEvent } from '#centre/requests/requests.schema.ts';
import { Refusal } from '#centre/requests/ui/Refusal.tsx';
import { StepForm, type StepOutcome } from '#centre/requests/ui/StepForm.tsx';
import { stepTexts } from '#centre/requests/ui/steps.texts.ts';
import { useSay, useTexts } from '#platform/i18n/LanguageProvider.tsx';
import { useOffers } from '#platform/ui/palette/offers.tsx';
import { useZone } from '#centre/requests/ui/useZone.ts';

interface RecordStepsProps {
  readonly events: readonly NextEvent[];
  readonly onFire: (event: NextEvent, input: Readonly<Record<string, unknown>>) => Promise<StepOutcome>;
}

/** What may be done with a whole record apart from writing and signing it: seldom wanted, so it stands small above the sheet. */
export function RecordSteps({ events, onFire }: RecordStepsProps) {
  const texts = useTexts(stepTexts);
  const say = useSay();
  const zone = useZone();
  const [chosen, setChosen] = useState<string | null>(null);
  const active = events.find((event) => event.path === chosen);
  const refused = events.filter((event) => !event.allowed);
  useOffers(
    events
      .filter((event) => event.allowed)
      .map((event) => ({
        id: `step.${event.path}`,
        of: 'here',
        label: say(event.label),
        icon: 'right',
        onChoose: () => setChosen(event.path),
      })),
  );
  return (
    <div className="record-steps">
      <div className="allowed">
        {events
          .filter((event) => event.allowed)
          .map((event) => (
            <button
              key={event.path}
              type="button"
              className="button compact"
              aria-expanded={chosen === event.path}
              onClick={() => setChosen(chosen === event.path ? null : event.path)}
            >
              {say(event.label)}
            </button>
          ))}
      </div>
      {active && (
        <StepForm
          key={active.path}
          event={active}
          zone={zone}
          onFire={(input) => onFire(active, input)}
          onClose={() => setChosen((now) => (now === active.path ? null : now))}
        />
      )}
      {refused.length > 0 && (
        <div className="refusals" role="group" aria-label={texts.refusedNow}>
          {refused.map((event) => (
            <Refusal
              key={event.path}
              title={say(event.label)}
              commitments={event.refusedBy}
              reason={event.reason === null ? texts.refusedNow : say(event.reason)}
            />
          ))}
        </div>
      )}
    </div>
  );
}
