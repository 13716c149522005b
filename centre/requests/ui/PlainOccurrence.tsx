import { useState } from 'react';
import { useTexts } from '#platform/i18n/LanguageProvider.tsx';
import { formatInstant } from '#platform/time/instant.ts';
import { serverNow } from '#platform/time/server-clock.ts';
import { needsReason } from './occurrence.rules.ts';
import { PlainField } from './PlainField.tsx';
import { plainTexts } from './plain.texts.ts';
import type { StepInput } from './step-input.rules.ts';

interface PlainOccurrenceProps {
  readonly zone: string;
  readonly input: StepInput;
  readonly wrong: (name: string, label: string) => string | null;
  readonly onChange: (changed: StepInput) => void;
}

/** What happens now needs nothing; what happened before is entered with its time and, a day later, with a reason. */
export function PlainOccurrence({ zone, input, wrong, onChange }: PlainOccurrenceProps) {
  const texts = useTexts(plainTexts);
  const [earlier, setEarlier] = useState(input['occurredAt'] !== undefined);
  const occurredAt = typeof input['occurredAt'] === 'string' ? input['occurredAt'] : undefined;
  const both = (name: 'happenedAt' | 'lateReason') => ({ zh: plainTexts.zh[name], en: plainTexts.en[name] });
  if (!earlier)
    return (
      <button
        type="button"
        className="act earlier"
        onClick={() => {
          onChange({ occurredAt: formatInstant(serverNow()) });
          setEarlier(true);
        }}
      >
        {texts.happenedEarlier}
      </button>
    );
  return (
    <>
      <PlainField
        field={{ name: 'occurredAt', type: 'instant', label: both('happenedAt'), required: false }}
        zone={zone}
        value={occurredAt}
        wrong={wrong('occurredAt', texts.happenedAt)}
        onChange={(at) => onChange({ occurredAt: at })}
      />
      <button
        type="button"
        className="act earlier"
        onClick={() => {
          onChange({ occurredAt: undefined, lateReason: undefined });
          setEarlier(false);
        }}
      >
        {texts.happenedNow}
      </button>
      {needsReason(occurredAt, serverNow()) && (
        <PlainField
          field={{ name: 'lateReason', type: 'text', label: both('lateReason'), required: true }}
          zone={zone}
          value={input['lateReason']}
          wrong={wrong('lateReason', texts.lateReason)}
          onChange={(words) => onChange({ lateReason: words })}
        />
      )}
    </>
  );
}
