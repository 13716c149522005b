import { useTexts } from '#platform/i18n/LanguageProvider.tsx';
import { SelectField } from './MapFields.tsx';
import type { Condition } from './pointed.rules.ts';
import { importTexts } from './import.texts.ts';

interface ConditionsProps {
  readonly conditions: readonly Condition[];
  readonly columns: readonly { readonly name: string; readonly values: readonly string[] }[];
  readonly onChange: (conditions: readonly Condition[]) => void;
}

/** Which rows an entry fits: all that is asked of their columns must hold. */
export function Conditions({ conditions, columns, onChange }: ConditionsProps) {
  const texts = useTexts(importTexts);
  const change = (place: number, changed: Condition) => onChange(conditions.map((one, at) => (at === place ? changed : one)));
  // A column is asked once: a second condition on it would take the place of the first in the text.
  const isAsked = (name: string) => conditions.some(({ column }) => column === name);
  const free = columns.find(({ name }) => !isAsked(name));
  return (
    <div className="import-conditions">
      {conditions.map((condition, place) => (
        <div className="import-fields" key={place}>
          <SelectField
            label={texts.columnName}
            value={condition.column}
            none={null}
            choices={columns
              .filter(({ name }) => name === condition.column || !isAsked(name))
              .map(({ name }) => ({ value: name, label: name }))}
            onChange={(column) => change(place, { ...condition, column, values: [] })}
          />
          <SelectField
            label={texts.condition}
            value={condition.not ? 'not' : ''}
            none={texts.is}
            choices={[{ value: 'not', label: texts.isNot }]}
            onChange={(which) => change(place, { ...condition, not: which === 'not' })}
          />
          <Values
            values={condition.values}
            met={columns.find(({ name }) => name === condition.column)?.values ?? []}
            onChange={(values) => change(place, { ...condition, values })}
          />
          <button
            type="button"
            className="button quiet compact"
            aria-label={texts.remove(`${texts.condition} ${condition.column}`)}
            onClick={() => onChange(conditions.filter((_one, at) => at !== place))}
          >
            ×
          </button>
        </div>
      ))}
      {conditions.length === 0 && <span className="muted small">{texts.always}</span>}
      {free !== undefined && (
        <button
          type="button"
          className="act small"
          onClick={() => onChange([...conditions, { not: false, column: free.name, values: free.values.slice(0, 1) }])}
        >
          {texts.addCondition}
        </button>
      )}
    </div>
  );
}

/** The values of a condition: those that were met are ticked; a column of many is written in. */
function Values({
  values,
  met,
  onChange,
}: {
  values: readonly string[];
  met: readonly string[];
  onChange: (values: string[]) => void;
}) {
  const texts = useTexts(importTexts);
  const FEW = 12;
  if (met.length === 0 || met.length > FEW)
    return (
      <label>
        {texts.values}
        <textarea
          className="input import-values"
          rows={2}
          value={values.join('\n')}
          onChange={(event) => onChange(event.target.value.split('\n'))}
        />
      </label>
    );
  return (
    <div role="group" className="import-ticks" aria-label={texts.value}>
      {[...new Set([...met, ...values])].map((one) => (
        <label key={one}>
          <input
            type="checkbox"
            checked={values.includes(one)}
            onChange={({ target }) => onChange(target.checked ? [...values, one] : values.filter((known) => known !== one))}
          />
          {one}
        </label>
      ))}
    </div>
  );
}
