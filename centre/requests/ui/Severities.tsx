import { useId } from 'react';
import { useSay, useTexts } from '#platform/i18n/LanguageProvider.tsx';
import type { IntakeContext } from './intake.queries.ts';
import { intakeTexts } from './intake.texts.ts';

interface SeveritiesProps {
  readonly severities: IntakeContext['severities'];
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** How grave it is as it is told: it starts the right clocks, and is not printed on the record. */
export function Severities({ severities, value, onChange }: SeveritiesProps) {
  const texts = useTexts(intakeTexts);
  const say = useSay();
  const name = useId();
  if (severities.length === 0) return null;
  return (
    <fieldset className="severities">
      <legend className="small muted">{texts.severity}</legend>
      <div className="cards">
        {severities.map((severity) => (
          <label key={severity.value}>
            <input type="radio" name={name} checked={value === severity.value} onChange={() => onChange(severity.value)} />
            <b>{say(severity.label)}</b>
            <span lang="zh-CN">{severity.criteria?.join('；')}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
