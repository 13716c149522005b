import { useSay, useTexts } from '#platform/i18n/LanguageProvider.tsx';
import type { SampleAnswer } from '../../import-job/history-import.schema.ts';
import { Events, States } from './MapEntries.tsx';
import { ByColumnField, SelectField, TextField } from './MapFields.tsx';
import { pointAt, writtenByColumn, type PointedMap, type PointingChoices } from './pointed.rules.ts';
import { importTexts } from './import.texts.ts';

interface MapPointingProps {
  readonly map: PointedMap;
  readonly text: string;
  readonly columns: SampleAnswer['columns'];
  readonly choices: PointingChoices;
  readonly onChange: (text: string) => void;
}

/** Says what the columns mean by pointing: each change is one place of the map's text. */
export function MapPointing({ map, text, columns, choices, onChange }: MapPointingProps) {
  const texts = useTexts(importTexts);
  const say = useSay();
  const set = (path: readonly (string | number)[], value: unknown) => onChange(pointAt(text, path, value));
  const named = columns.map(({ name }) => ({ value: name, label: name }));
  const { projects, kinds } = choices;
  const meant = new Set([map.kind.fixed, ...Object.values(map.kind.values)]);
  const chosen = kinds.filter(({ kind }) => meant.has(kind));
  const meantKinds = chosen.length === 0 ? kinds : chosen;
  const severities = new Map(meantKinds.flatMap((kind) => kind.severities.map((one) => [one.severity, one.name])));
  const column = (key: 'id' | 'at' | 'unit') => (
    <SelectField label={texts[key]} value={map[key]} choices={named} onChange={(value) => set([key], value)} />
  );
  return (
    <>
      <fieldset>
        <legend>{texts.basics}</legend>
        <div className="import-fields">
          {column('id')}
          {column('at')}
          <TextField
            label={texts.format}
            hint={texts.formatHint}
            value={map.format}
            onChange={(value) => set(['format'], value)}
          />
          <TextField label={texts.zone} hint={texts.zoneHint} value={map.zone} onChange={(value) => set(['zone'], value)} />
          {projects !== null && (
            <SelectField
              label={texts.project}
              value={map.project}
              choices={projects.map(({ code, name }) => ({ value: code, label: `${code} ${say(name)}` }))}
              onChange={(value) => set(['project'], value)}
            />
          )}
          <TextField label={texts.encoding} value={map.encoding} onChange={(value) => set(['encoding'], value)} />
          <TextField label={texts.delimiter} value={map.delimiter} onChange={(value) => set(['delimiter'], value)} />
          {column('unit')}
        </div>
      </fieldset>
      <ByColumnField
        label={texts.kind}
        value={map.kind}
        mayBeFixed
        columns={columns}
        choices={kinds.map(({ kind, name }) => ({ value: kind, label: say(name) }))}
        onChange={(value) => set(['kind'], writtenByColumn(value))}
      />
      <ByColumnField
        label={texts.severity}
        value={map.severity}
        mayBeFixed={false}
        columns={columns}
        choices={[...severities].map(([value, name]) => ({ value, label: say(name) }))}
        onChange={(value) => set(['severity'], writtenByColumn(value))}
      />
      {projects !== null && (
        <fieldset>
          <legend>{texts.fields}</legend>
          <div className="import-fields">
            {choices.fields.map((field) => (
              <SelectField
                key={field}
                label={texts.fieldNames[field] ?? field}
                value={map.fields[field] ?? ''}
                choices={named}
                onChange={(value) => set(['fields', field], value)}
              />
            ))}
          </div>
        </fieldset>
      )}
      <Events map={map} columns={columns} choices={choices} onSet={set} />
      {projects !== null && (
        <States
          map={map}
          columns={columns}
          states={new Map(meantKinds.flatMap(({ states = [] }) => states.map(({ state, name }) => [state, name])))}
          onSet={set}
        />
      )}
    </>
  );
}
