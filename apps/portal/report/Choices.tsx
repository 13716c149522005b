import type { ReactNode } from 'react';

export interface Choice {
  readonly value: string;
  readonly label: string;
  readonly note?: string | undefined;
}

interface ChoicesProps {
  readonly name: string;
  readonly legend: ReactNode;
  readonly choices: readonly Choice[];
  readonly value: string;
  readonly wrong: string | null;
  readonly onChange: (value: string) => void;
}

/** A few answers as large cards, each with a line that says what it means. */
export function Choices({ name, legend, choices, value, wrong, onChange }: ChoicesProps) {
  return (
    <fieldset className="plain-field" data-field={name}>
      <legend>{legend}</legend>
      <div className="plain-cards noted" aria-describedby={wrong === null ? undefined : `${name}-wrong`}>
        {choices.map((choice) => (
          <label key={choice.value}>
            <input
              type="radio"
              name={name}
              value={choice.value}
              checked={value === choice.value}
              onChange={() => onChange(choice.value)}
            />
            <span>
              {choice.label}
              {choice.note !== undefined && <small>{choice.note}</small>}
            </span>
          </label>
        ))}
      </div>
      {wrong !== null && (
        <p className="wrong" role="alert" id={`${name}-wrong`}>
          {wrong}
        </p>
      )}
    </fieldset>
  );
}
