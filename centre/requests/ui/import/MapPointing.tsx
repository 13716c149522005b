import type { ReactNode } from 'react';
import { useSay, useTexts } from '#platform/i18n/LanguageProvider.tsx';
import type { ImportChoices, SampleAnswer } from '../../import-job/history-import.schema.ts';
import { eventName } from '#centre/plan/plan-names.rules.ts';
import { Conditions } from './Conditions.tsx';
import { ByColumnField, SelectField, TextField } from './MapFields.tsx';
import { pointAt, writtenByColumn, writtenEvent, writtenState, type PointedEvent, type PointedMap } from './pointed.rules.ts';
import { importTexts } from './import.texts.ts';

/** What may be pointed at beside the columns. */
export interface PointingChoices {
  /** Whose requests they may become; null where none come of the log, and neither state nor further words are asked for. */
  readonly projects: ImportChoices['projects'] | null;
  readonly kinds: readonly {
    readonly kind: string;
    readonly name: { readonly zh: string; readonly en: string };
    readonly severities: readonly { readonly severity: string; readonly name: { readonly zh: string; readonly en: string } }[];
    readonly states?: readonly string[];
  }[];
  readonly events: readonly string[];
  readonly fields: readonly string[];
}

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
          states={[...new Set((chosen.length === 0 ? kinds : chosen).flatMap(({ states }) => states ?? []))]}
          onSet={set}
        />
      )}
    </>
  );
}

type Set = (path: readonly (string | number)[], value: unknown) => void;

const NEW_EVENT: PointedEvent = { conditions: [], first: true, event: 'registered', at: '', reason: '' };
/** Events of which people are told why. */
const WITH_REASON: readonly string[] = ['pause', 'resume', 'cancel'];

interface EventsProps {
  readonly map: PointedMap;
  readonly columns: SampleAnswer['columns'];
  readonly choices: PointingChoices;
  readonly onSet: Set;
}

function Events({ map, columns, choices, onSet }: EventsProps) {
  const texts = useTexts(importTexts);
  const say = useSay();
  const labelOf = (event: string): string => {
    const name = eventName(event);
    const words = name === undefined ? texts.marks[event] : say(name);
    return words === undefined ? event : `${words} ${event}`;
  };
  return (
    <Entries
      words={{ legend: texts.events, about: texts.eventsAbout, add: texts.addEvent, one: texts.event }}
      entries={map.events}
      fresh={NEW_EVENT}
      columns={columns}
      onChange={(place, entry) => onSet(['events', place], entry === null ? undefined : writtenEvent(entry))}
    >
      {(entry, change) => (
        <>
          <SelectField
            label={texts.event}
            value={entry.event}
            choices={choices.events.map((event) => ({ value: event, label: labelOf(event) }))}
            onChange={(event) => change({ event })}
          />
          <SelectField
            label={texts.atColumn}
            value={entry.at}
            none={texts.atUsual}
            choices={columns.map(({ name }) => ({ value: name, label: name }))}
            onChange={(at) => change({ at })}
          />
          {(WITH_REASON.includes(entry.event) || entry.reason !== '') && (
            <TextField label={texts.reason} value={entry.reason} onChange={(reason) => change({ reason })} />
          )}
          <label className="import-tick">
            <input type="checkbox" checked={entry.first} onChange={({ target }) => change({ first: target.checked })} />
            {texts.first}
          </label>
        </>
      )}
    </Entries>
  );
}

interface StatesProps {
  readonly map: PointedMap;
  readonly columns: SampleAnswer['columns'];
  readonly states: readonly string[];
  readonly onSet: Set;
}

function States({ map, columns, states, onSet }: StatesProps) {
  const texts = useTexts(importTexts);
  return (
    <Entries
      words={{ legend: texts.state, about: texts.stateAbout, add: texts.addState, one: texts.stateName }}
      entries={map.state}
      fresh={{ conditions: [], state: states[0] ?? '' }}
      columns={columns}
      onChange={(place, entry) => onSet(['state', place], entry === null ? undefined : writtenState(entry))}
    >
      {(entry, change) => (
        <SelectField
          label={texts.stateName}
          value={entry.state}
          choices={states.map((state) => ({ value: state, label: state }))}
          onChange={(state) => change({ state })}
        />
      )}
    </Entries>
  );
}

interface EntriesProps<Entry> {
  readonly words: { readonly legend: string; readonly about: string; readonly add: string; readonly one: string };
  readonly entries: readonly Entry[];
  /** What an entry that is added begins with. */
  readonly fresh: Entry;
  readonly columns: SampleAnswer['columns'];
  /** Another entry at its place, one more at the end, or null where it is taken away. */
  readonly onChange: (place: number, entry: Entry | null) => void;
  /** What an entry says beside its conditions. */
  readonly children: (entry: Entry, change: (some: Partial<Entry>) => void) => ReactNode;
}

/** A list of entries of the map, each with the conditions under which it holds. */
function Entries<Entry extends { readonly conditions: PointedEvent['conditions'] }>(props: EntriesProps<Entry>) {
  const { words, entries, fresh, columns, onChange, children } = props;
  const texts = useTexts(importTexts);
  return (
    <fieldset>
      <legend>{words.legend}</legend>
      <p className="small muted">{words.about}</p>
      <ol className="import-entries">
        {entries.map((entry, place) => (
          // An entry has no name: it is its place in the list.
          <li key={place}>
            <Conditions
              conditions={entry.conditions}
              columns={columns}
              onChange={(conditions) => onChange(place, { ...entry, conditions })}
            />
            <div className="import-fields">
              {children(entry, (some) => onChange(place, { ...entry, ...some }))}
              <button type="button" className="button quiet compact" onClick={() => onChange(place, null)}>
                {texts.remove(`${words.one} ${texts.entry(place + 1)}`)}
              </button>
            </div>
          </li>
        ))}
      </ol>
      <button type="button" className="button compact" onClick={() => onChange(entries.length, fresh)}>
        {words.add}
      </button>
    </fieldset>
  );
}
