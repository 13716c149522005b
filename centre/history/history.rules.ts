/** From rows to histories: what the map of a log says about the rows of one request. Pure; the clock of now comes in as data. */
import { EARLIEST } from '#platform/command/envelope.ts';
import type { Instant } from '#platform/time/instant.ts';
import type { HistoryEvent, HistoryRow, LogRow, RequestHistory, RowFault, RowFaultCode } from './history.schema.ts';
import { readTime } from './instants.rules.ts';
import { HISTORY_FIELDS, type LogMap } from './map.schema.ts';
import { shortened } from '#platform/text/characters.rules.ts';

/** A request with more rows than this is none: its id stands for something else. */
const ROWS_AT_MOST = 5_000;
/** A device's clock may have run ahead by so much. */
const AHEAD_MS = 2 * 60_000;
const CELL_SHOWN = 2_000;

export interface LogContext {
  readonly map: LogMap;
  /** Place of each column. */
  readonly places: ReadonlyMap<string, number>;
  readonly columns: readonly string[];
  readonly now: Instant;
}

interface TimedRow {
  readonly row: LogRow;
  readonly place: number;
  readonly at: Instant;
}

/** Reads the rows of one request, or says all that is wrong with them: a request with a bad row is left out whole. */
export function historyOf(
  context: LogContext,
  externalId: string,
  rows: readonly LogRow[],
): { history: RequestHistory } | { faults: RowFault[] } {
  const faults: RowFault[] = [];
  const complain = (row: LogRow, column: string | null, code: RowFaultCode): void =>
    void faults.push({ line: row.line, column, code, value: shown(cellOf(context, row, column)), externalId, cells: row.cells });
  const [first] = rows;
  if (first !== undefined && rows.length > ROWS_AT_MOST) complain(first, context.map.id, 'tooManyRows');
  if (first !== undefined && externalId.length > 120) complain(first, context.map.id, 'idTooLong');
  if (faults.length > 0) return { faults };
  const timed = timedRows(context, rows, complain);
  const read = timed.map((one): HistoryRow => ({
    at: one.at,
    kind: mapped(context, one.row, 'kind', complain) ?? '',
    severity: mapped(context, one.row, 'severity', complain),
    means: [],
    place: one.place,
  }));
  const means = eventsOf(context, timed, complain);
  const last = timed.at(-1)?.row;
  const state = last === undefined ? null : stateOf(context, last, complain);
  if (faults.length > 0 || last === undefined) return { faults };
  return {
    history: {
      externalId,
      rows: read.map((row, place) => ({ ...row, means: means[place] ?? [] })),
      state,
      unit: context.map.unit === undefined ? null : cellOf(context, last, context.map.unit),
      fields: fieldsOf(context, timed),
    },
  };
}

type Complain = (row: LogRow, column: string | null, code: RowFaultCode) => void;

/** In the order of their times; rows of one time as they stand in the file. */
function timedRows(context: LogContext, rows: readonly LogRow[], complain: Complain): TimedRow[] {
  return rows
    .flatMap((row, place): TimedRow[] => {
      const at = timeIn(context, row, context.map.at, complain);
      return at === null ? [] : [{ row, place, at }];
    })
    .sort((one, other) => one.at - other.at || one.row.line - other.row.line);
}

function timeIn(context: LogContext, row: LogRow, column: string, complain: Complain): Instant | null {
  const at = readTime(cellOf(context, row, column), context.map);
  if (typeof at === 'string') complain(row, column, at);
  else if (at > context.now + AHEAD_MS) complain(row, column, 'occurredInFuture');
  else if (at < EARLIEST) complain(row, column, 'occurredTooEarly');
  else return at;
  return null;
}

function mapped(context: LogContext, row: LogRow, what: 'kind' | 'severity', complain: Complain): string | null {
  const said = context.map[what];
  if (said === undefined || typeof said === 'string') return said ?? null;
  const value = cellOf(context, row, said.column);
  const found = Object.hasOwn(said.values, value) ? said.values[value] : undefined;
  const meant = found ?? (Object.hasOwn(said.values, 'default') ? said.values['default'] : undefined);
  if (meant === undefined) complain(row, said.column, 'notMapped');
  return meant ?? null;
}

/** Every row is tried against each entry, in order; all that fit are written. */
function eventsOf(context: LogContext, rows: readonly TimedRow[], complain: Complain): HistoryEvent[][] {
  const { events } = context.map;
  const spent = new Set<number>();
  const held = new Set<string>();
  const dated = new Set(events.flatMap(({ at, reason }) => (at === undefined || reason === undefined ? [] : [reason])));
  return rows.map(({ row, at }) =>
    events.flatMap((entry, place): HistoryEvent[] => {
      if (spent.has(place) || !fits(context, row, entry)) return [];
      // An event whose time another column tells has not happened while that is empty.
      if (entry.at !== undefined && cellOf(context, row, entry.at).trim() === '') return [];
      if (entry.first) spent.add(place);
      const { event, reason = null } = entry;
      if (reason !== null && !dated.has(reason) && isIdle(held, event, reason)) return [];
      const when = entry.at === undefined ? at : timeIn(context, row, entry.at, complain);
      return when === null ? [] : [{ event, at: when, reason }];
    }),
  );
}

/** A pause that holds already and a resume of what is not held change nothing (R7): a log would be full of them. */
function isIdle(held: Set<string>, event: string, reason: string): boolean {
  if (event === 'pause') return held.has(reason) || (held.add(reason), false);
  return event === 'resume' && !held.delete(reason);
}

interface Condition {
  readonly when: Readonly<Record<string, readonly string[]>>;
  readonly not?: Readonly<Record<string, readonly string[]>>;
}

/** All columns of `when` fit and none of `not`. */
function fits(context: LogContext, row: LogRow, { when, not = {} }: Condition): boolean {
  const holds = ([column, values]: [string, readonly string[]]): boolean => values.includes(cellOf(context, row, column));
  return Object.entries(when).every(holds) && !Object.entries(not).some(holds);
}

function stateOf(context: LogContext, last: LogRow, complain: Complain): string | null {
  if (context.map.state.length === 0) return null;
  const found = context.map.state.find((entry) => fits(context, last, entry));
  if (found === undefined) {
    const [column] = Object.keys(context.map.state[0]?.when ?? {});
    complain(last, column ?? null, 'noState');
  }
  return found?.state ?? null;
}

/** The last row that holds something in the column says it. */
function fieldsOf(context: LogContext, rows: readonly TimedRow[]): RequestHistory['fields'] {
  return Object.fromEntries(
    HISTORY_FIELDS.flatMap((field) => {
      const column = context.map.fields[field];
      if (column === undefined) return [];
      const said = rows.map(({ row }) => cellOf(context, row, column).trim()).findLast((cell) => cell !== '');
      return said === undefined ? [] : [[field, said]];
    }),
  );
}

/** A row as it stood in the log, each cell that held something under its column's name: `Status: Queued · Owner: Anna`. */
export function rowText(columns: readonly string[], row: LogRow): string {
  return columns
    .flatMap((column, place) => {
      const cell = (row.cells[place] ?? '').trim();
      return cell === '' ? [] : [`${column}: ${shortened(cell, CELL_SHOWN)}`];
    })
    .join(' · ');
}

function cellOf({ places }: LogContext, row: LogRow, column: string | null): string {
  const place = column === null ? undefined : places.get(column);
  return place === undefined ? '' : (row.cells[place] ?? '');
}

/** As much of a cell as a list of faults has room for. */
function shown(value: string): string {
  return shortened(value, 80);
}
