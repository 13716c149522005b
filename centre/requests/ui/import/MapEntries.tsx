import type { ReactNode } from 'react';
import { eventName } from '#centre/plan/plan-names.rules.ts';
import { useSay, useTexts } from '#platform/i18n/LanguageProvider.tsx';
import type { SampleAnswer } from '../../import-job/history-import.schema.ts';
import { Conditions } from './Conditions.tsx';
import { SelectField, TextField } from './MapFields.tsx';
import {
  writtenEvent,
  writtenState,
  type PointedEvent,
  type PointedMap,
  type PointingChoices,
  type Words,
} from './pointed.rules.ts';
import { importTexts } from './import.texts.ts';

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

/** What each row says has happened. */
export function Events({ map, columns, choices, onSet }: EventsProps) {
  const texts = useTexts(importTexts);
  const say = useSay();
  const labelOf = (event: string): string => {
    const name = eventName(event);
    return name === undefined ? (texts.marks[event] ?? event) : say(name);
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
  readonly states: ReadonlyMap<string, Words>;
  readonly onSet: Set;
}

/** Where a request stands by its last row. */
export function States({ map, columns, states, onSet }: StatesProps) {
  const texts = useTexts(importTexts);
  const say = useSay();
  return (
    <Entries
      words={{ legend: texts.state, about: texts.stateAbout, add: texts.addState, one: texts.stateName }}
      entries={map.state}
      fresh={{ conditions: [], state: [...states.keys()][0] ?? '' }}
      columns={columns}
      onChange={(place, entry) => onSet(['state', place], entry === null ? undefined : writtenState(entry))}
    >
      {(entry, change) => (
        <SelectField
          label={texts.stateName}
          value={entry.state}
          choices={[...states].map(([state, name]) => ({ value: state, label: say(name) }))}
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
