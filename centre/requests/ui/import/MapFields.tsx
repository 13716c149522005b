import { useId } from 'react';
import { useTexts } from '#platform/i18n/LanguageProvider.tsx';
import type { ByColumn } from './pointed.rules.ts';
import { importTexts } from './import.texts.ts';

export interface Choice {
  readonly value: string;
  readonly label: string;
}

interface SelectProps {
  readonly label: string;
  readonly value: string;
  readonly choices: readonly Choice[];
  readonly onChange: (value: string) => void;
  /** What stands for nothing; null where something has to be chosen. */
  readonly none?: string | null | undefined;
}

/** One of several; what is written and not among them stays to be seen. */
export function SelectField({ label, value, choices, onChange, none }: SelectProps) {
  const texts = useTexts(importTexts);
  const isKnown = value === '' || choices.some((choice) => choice.value === value);
  return (
    <label>
      {label}
      <select className="input" value={value} onChange={(event) => onChange(event.target.value)}>
        {none !== null && <option value="">{none ?? texts.unset}</option>}
        {!isKnown && <option value={value}>{value}</option>}
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.label}
          </option>
        ))}
      </select>
    </label>
  );
}

interface TextProps {
  readonly label: string;
  readonly value: string;
  readonly hint?: string;
  readonly onChange: (value: string) => void;
}

export function TextField({ label, value, hint, onChange }: TextProps) {
  const id = useId();
  return (
    <label>
      {label}
      <input
        className="input"
        value={value}
        spellCheck={false}
        autoCapitalize="none"
        aria-describedby={hint === undefined ? undefined : id}
        onChange={(event) => onChange(event.target.value)}
      />
      {hint !== undefined && (
        <span id={id} className="small muted">
          {hint}
        </span>
      )}
    </label>
  );
}

interface ByColumnProps {
  readonly label: string;
  readonly value: ByColumn;
  readonly choices: readonly Choice[];
  readonly columns: readonly { readonly name: string; readonly values: readonly string[] }[];
  readonly onChange: (value: ByColumn) => void;
  /** Whether one value may hold for all rows; else the choice is of nothing or of a column. */
  readonly mayBeFixed: boolean;
}

/** A kind or a severity: the same for all rows, or by what stands in a column. */
export function ByColumnField({ label, value, choices, columns, onChange, mayBeFixed }: ByColumnProps) {
  const texts = useTexts(importTexts);
  const met = columns.find(({ name }) => name === value.column)?.values ?? [];
  const rows = [...new Set([...met, ...Object.keys(value.values).filter((one) => one !== 'default')])];
  const means = (cell: string, meant: string) => {
    const { [cell]: _before, ...rest } = value.values;
    onChange({ ...value, values: meant === '' ? rest : { ...rest, [cell]: meant } });
  };
  return (
    <fieldset className="import-by-column">
      <legend>{label}</legend>
      <div className="import-fields">
        <SelectField
          label={texts.columnName}
          value={value.column}
          none={mayBeFixed ? texts.same : texts.noSeverity}
          choices={columns.map(({ name }) => ({ value: name, label: name }))}
          onChange={(column) => onChange({ ...value, column, values: column === value.column ? value.values : {} })}
        />
        {value.column === '' && mayBeFixed && (
          <SelectField
            label={texts.means}
            value={value.fixed}
            choices={choices}
            onChange={(fixed) => onChange({ ...value, fixed })}
          />
        )}
      </div>
      {value.column !== '' && (
        <div className="import-fields">
          {rows.map((cell) => (
            <SelectField
              key={cell}
              label={cell}
              value={value.values[cell] ?? ''}
              choices={choices}
              onChange={(meant) => means(cell, meant)}
            />
          ))}
          <SelectField
            label={texts.otherwise}
            value={value.values['default'] ?? ''}
            none={texts.refuseOthers}
            choices={choices}
            onChange={(meant) => means('default', meant)}
          />
        </div>
      )}
    </fieldset>
  );
}
