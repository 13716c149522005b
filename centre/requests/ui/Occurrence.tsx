import { useState } from 'react';
import { useTexts } from '#platform/i18n/LanguageProvider.tsx';
import { serverNow } from '#platform/time/server-clock.ts';
import { needsReason } from './occurrence.rules.ts';
import { StepField } from './StepField.tsx';
import { stepTexts } from './steps.texts.ts';

/** When a step happened, where that is not now, and why it is entered so late. */
export interface Occurred {
  readonly occurredAt?: string | undefined;
  readonly lateReason?: string | undefined;
}

interface OccurrenceProps {
  readonly zone: string;
  readonly value: Occurred;
  readonly wrong: (field: string, label: string) => string | null;
  readonly onChange: (occurred: Occurred) => void;
}

/** What happens now needs nothing; what happened on the road or on the phone is entered with its time. */
export function Occurrence({ zone, value, wrong, onChange }: OccurrenceProps) {
  const texts = useTexts(stepTexts);
  const [earlier, setEarlier] = useState(value.occurredAt !== undefined);
  if (!earlier) {
    return (
      <div className="occurred">
        <button type="button" className="act" onClick={() => setEarlier(true)}>
          {texts.happenedEarlier}
        </button>
      </div>
    );
  }
  const happened = { zh: stepTexts.zh.happenedAt, en: stepTexts.en.happenedAt };
  const reason = { zh: stepTexts.zh.lateReason, en: stepTexts.en.lateReason };
  return (
    <div className="occurred">
      <StepField
        field={{ name: 'occurredAt', type: 'instant', label: happened, required: false }}
        zone={zone}
        value={value.occurredAt}
        wrong={wrong('occurredAt', texts.happenedAt)}
        onChange={(at) => onChange({ ...value, occurredAt: typeof at === 'string' ? at : undefined })}
      />
      {needsReason(value.occurredAt, serverNow()) && (
        <StepField
          field={{ name: 'lateReason', type: 'text', label: reason, required: true }}
          zone={zone}
          value={value.lateReason}
          wrong={wrong('lateReason', texts.lateReason)}
          onChange={(words) => onChange({ ...value, lateReason: typeof words === 'string' ? words : undefined })}
        />
      )}
    </div>
  );
}
