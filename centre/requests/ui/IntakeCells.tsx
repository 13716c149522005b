import { useId, type ReactNode } from 'react';
import { useTexts } from '#platform/i18n/LanguageProvider.tsx';
import { intakeTexts } from './intake.texts.ts';
import './intake.css';

interface CellProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly wrong?: string | undefined;
  readonly className?: string;
  /** The first of its row has no rule at its left. */
  readonly first?: boolean;
}

interface Told {
  readonly id: string;
  readonly 'aria-invalid': true | undefined;
  readonly 'aria-describedby': string | undefined;
}

export function Cell({
  label,
  wrong,
  className = '',
  first = false,
  children,
}: Pick<CellProps, 'label' | 'wrong' | 'className' | 'first'> & { children: (told: Told) => ReactNode }) {
  const id = useId();
  const isWrong = wrong !== undefined;
  return (
    <div className={`intake-cell ${className} ${first ? 'first' : ''}`}>
      <label htmlFor={id}>{label}</label>
      {children({ id, 'aria-invalid': isWrong || undefined, 'aria-describedby': isWrong ? `${id}-wrong` : undefined })}
      {isWrong && (
        <p className="wrong" id={`${id}-wrong`}>
          {wrong}
        </p>
      )}
    </div>
  );
}

export function TextCell({
  label,
  value,
  wrong,
  onChange,
  className,
  first,
  ...input
}: CellProps & { type?: 'tel' | 'email'; autoComplete?: string }) {
  return (
    <Cell label={label} wrong={wrong} className={className} first={first}>
      {(told) => <input {...told} {...input} value={value} onChange={(event) => onChange(event.target.value)} />}
    </Cell>
  );
}

export function LongCell({ label, hint, value, wrong, onChange }: CellProps & { hint: string }) {
  return (
    <Cell label={label} wrong={wrong} className="whole" first>
      {(told) => (
        <textarea {...told} rows={2} placeholder={hint} value={value} onChange={(event) => onChange(event.target.value)} />
      )}
    </Cell>
  );
}

type Options = readonly (readonly [value: string, label: string])[];

export function ChoiceCell({ label, value, wrong, onChange, className, first, options }: CellProps & { options: Options }) {
  const texts = useTexts(intakeTexts);
  return (
    <Cell label={label} wrong={wrong} className={className} first={first}>
      {(told) => (
        <select {...told} value={value} onChange={(event) => onChange(event.target.value)}>
          <option value="">{texts.choose}</option>
          {options.map(([option, name]) => (
            <option key={option} value={option}>
              {name}
            </option>
          ))}
        </select>
      )}
    </Cell>
  );
}

export function AnswersCell({
  label,
  value,
  onChange,
  className = '',
  first = false,
  options,
}: CellProps & { options: Options }) {
  const name = useId();
  return (
    <fieldset className={`intake-cell ${className} ${first ? 'first' : ''}`}>
      <legend className="unseen">{label}</legend>
      <span className="field-label" aria-hidden="true">
        {label}
      </span>
      <span className="answers">
        {options.map(([option, words]) => (
          <label key={option}>
            <input type="radio" name={name} checked={value === option} onChange={() => onChange(option)} />
            {words}
          </label>
        ))}
      </span>
    </fieldset>
  );
}
