import { useSay, useTexts } from '#platform/i18n/LanguageProvider.tsx';
import type { ImportChoices, SampleAnswer } from '../../import-job/history-import.schema.ts';
import { Conditions } from './Conditions.tsx';
import { ByColumnField, SelectField, TextField } from './MapFields.tsx';
import { pointAt, writtenByColumn, writtenEvent, writtenState, type PointedEvent, type PointedMap } from './pointed.rules.ts';
import { importTexts } from './import.texts.ts';

interface MapPointingProps {
  readonly map: PointedMap;
  readonly text: string;
  readonly columns: SampleAnswer['columns'];
  readonly choices: ImportChoices;
  readonly onChange: (text: string) => void;
}

/** Says what the columns mean by pointing: each change is one place of the map's text. */
export function MapPointing({ map, text, columns, choices, onChange }: MapPointingProps) {
  const texts = useTexts(importTexts);
  const say = useSay();
  const set = (path: readonly (string | number)[], value: unknown) => onChange(pointAt(text, path, value));
  const named = columns.map(({ name }) => ({ value: name, label: name }));
  const project = choices.projects.find(({ code }) => code === map.project) ?? choices.projects[0];
  const kinds = project?.kinds ?? [];
  const meant = new Set([map.kind.fixed, ...Object.values(map.kind.values)]);
  const chosen = kinds.filter(({ kind }) => meant.has(kind));
  const severities = new Map(
    (chosen.length === 0 ? kinds : chosen).flatMap((kind) => kind.severities.map((one) => [one.severity, one.name])),
  );
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
          <SelectField
            label={texts.project}
            value={map.project}
            choices={choices.projects.map(({ code, name }) => ({ value: code, label: `${code} ${say(name)}` }))}
            onChange={(value) => set(['project'], value)}
          />
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
      <Events map={map} columns={columns} choices={choices} onSet={set} />
      <States
        map={map}
        columns={columns}
        states={[...new Set((chosen.length === 0 ? kinds : chosen).flatMap(({ states }) => states))]}
        onSet={set}
      />
    </>
  );
}

type Set = (path: readonly (string | number)[], value: unknown) => void;

const NEW_EVENT: PointedEvent = { conditions: [], first: true, event: 'registered', at: '', reason: '' };

function Events({
  map,
  columns,
  choices,
  onSet,
}: {
  map: PointedMap;
  columns: SampleAnswer['columns'];
  choices: ImportChoices;
  onSet: Set;
}) {
  const texts = useTexts(importTexts);
  const change = (place: number, entry: PointedEvent) => onSet(['events', place], writtenEvent(entry));
  return (
    <fieldset>
      <legend>{texts.events}</legend>
      <p className="small muted">{texts.eventsAbout}</p>
      <ol className="import-entries">
        {map.events.map((entry, place) => (
          // An entry has no name: it is its place in the list.
          <li key={place}>
            <Conditions
              conditions={entry.conditions}
              columns={columns}
              onChange={(conditions) => change(place, { ...entry, conditions })}
            />
            <div className="import-fields">
              <SelectField
                label={texts.event}
                value={entry.event}
                choices={choices.events.map((event) => ({ value: event, label: event }))}
                onChange={(event) => change(place, { ...entry, event })}
              />
              <SelectField
                label={texts.atColumn}
                value={entry.at}
                none={texts.atUsual}
                choices={columns.map(({ name }) => ({ value: name, label: name }))}
                onChange={(at) => change(place, { ...entry, at })}
              />
              {(['pause', 'resume', 'cancel'].includes(entry.event) || entry.reason !== '') && (
                <TextField label={texts.reason} value={entry.reason} onChange={(reason) => change(place, { ...entry, reason })} />
              )}
              <label className="import-tick">
                <input
                  type="checkbox"
                  checked={entry.first}
                  onChange={({ target }) => change(place, { ...entry, first: target.checked })}
                />
                {texts.first}
              </label>
              <RemoveEntry place={place} what={texts.event} onRemove={() => onSet(['events', place], undefined)} />
            </div>
          </li>
        ))}
      </ol>
      <button
        type="button"
        className="button compact"
        onClick={() => onSet(['events', map.events.length], writtenEvent(NEW_EVENT))}
      >
        {texts.addEvent}
      </button>
    </fieldset>
  );
}

function States({
  map,
  columns,
  states,
  onSet,
}: {
  map: PointedMap;
  columns: SampleAnswer['columns'];
  states: readonly string[];
  onSet: Set;
}) {
  const texts = useTexts(importTexts);
  return (
    <fieldset>
      <legend>{texts.state}</legend>
      <p className="small muted">{texts.stateAbout}</p>
      <ol className="import-entries">
        {map.state.map((entry, place) => (
          <li key={place}>
            <Conditions
              conditions={entry.conditions}
              columns={columns}
              onChange={(conditions) => onSet(['state', place], writtenState({ ...entry, conditions }))}
            />
            <div className="import-fields">
              <SelectField
                label={texts.stateName}
                value={entry.state}
                choices={states.map((state) => ({ value: state, label: state }))}
                onChange={(state) => onSet(['state', place], writtenState({ ...entry, state }))}
              />
              <RemoveEntry place={place} what={texts.stateName} onRemove={() => onSet(['state', place], undefined)} />
            </div>
          </li>
        ))}
      </ol>
      <button
        type="button"
        className="button compact"
        onClick={() => onSet(['state', map.state.length], writtenState({ conditions: [], state: states[0] ?? '' }))}
      >
        {texts.addState}
      </button>
    </fieldset>
  );
}

function RemoveEntry({ place, what, onRemove }: { place: number; what: string; onRemove: () => void }) {
  const texts = useTexts(importTexts);
  const words = texts.remove(`${what} ${texts.entry(place + 1)}`);
  return (
    <button type="button" className="button quiet compact" onClick={onRemove}>
      {words}
    </button>
  );
}
