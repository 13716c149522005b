import { useEffect, useRef } from 'react';
import { ControlsProvider } from '#platform/ui/ControlsProvider.tsx';
import { useSay } from '#platform/i18n/LanguageProvider.tsx';
import type { NeededField } from '../requests.schema.ts';
import { Occurrence } from './Occurrence.tsx';
import { StepField } from './StepField.tsx';
import type { StepInput } from './step-input.rules.ts';

export interface StepFieldsProps {
  readonly needs: readonly NeededField[];
  readonly zone: string;
  readonly input: StepInput;
  /** What is wrong with a field of this name, in words that name its label. */
  readonly wrong: (name: string, label: string) => string | null;
  readonly onChange: (changed: StepInput) => void;
}

/** The inputs of a step in the order it asks for them; the first has the focus when the form opens. */
export function StepFields({ needs, zone, input, wrong, onChange }: StepFieldsProps) {
  const say = useSay();
  const frame = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const first = frame.current?.querySelector<HTMLElement>('input, textarea');
    (first ?? frame.current?.closest('form'))?.focus({ preventScroll: true });
  }, []);
  return (
    <ControlsProvider>
      <div className="fields" ref={frame}>
        {needs.map((field) => (
          <StepField
            key={field.name}
            field={field}
            zone={zone}
            value={input[field.name]}
            wrong={wrong(field.name, say(field.label))}
            onChange={(value) => onChange({ [field.name]: value })}
          />
        ))}
        <Occurrence zone={zone} value={input} wrong={wrong} onChange={onChange as (occurred: object) => void} />
      </div>
    </ControlsProvider>
  );
}
