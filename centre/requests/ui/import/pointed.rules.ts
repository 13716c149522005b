/** A map as somebody points at it: its text stays the one truth, and what is pointed at changes it in its place, comments kept. Pure. */
import { isMap, parseDocument, type Document } from 'yaml';
import type { ImportChoices } from '../../import-job/history-import.schema.ts';

/** What of a map can be pointed at; whatever else stands there is left as it is. */
export interface PointedMap {
  readonly id: string;
  readonly at: string;
  readonly format: string;
  readonly zone: string;
  readonly encoding: string;
  readonly delimiter: string;
  readonly project: string;
  readonly kind: ByColumn;
  readonly severity: ByColumn;
  readonly unit: string;
  readonly fields: Readonly<Record<string, string>>;
  readonly events: readonly PointedEvent[];
  readonly state: readonly PointedState[];
}

/** One value for all rows, or by what stands in a column. */
export interface ByColumn {
  readonly fixed: string;
  readonly column: string;
  readonly values: Readonly<Record<string, string>>;
}

export interface Condition {
  readonly not: boolean;
  readonly column: string;
  readonly values: readonly string[];
}

export interface PointedEvent {
  readonly conditions: readonly Condition[];
  readonly first: boolean;
  readonly event: string;
  readonly at: string;
  readonly reason: string;
}

export interface PointedState {
  readonly conditions: readonly Condition[];
  readonly state: string;
}

export type Words = Readonly<Record<'zh' | 'en', string>>;

/** What may be pointed at beside the columns. */
export interface PointingChoices {
  /** Whose requests they may become; null where none come of the log, and neither state nor further words are asked for. */
  readonly projects: ImportChoices['projects'] | null;
  readonly kinds: readonly {
    readonly kind: string;
    readonly name: Words;
    readonly severities: readonly { readonly severity: string; readonly name: Words }[];
    readonly states?: readonly { readonly state: string; readonly name: Words }[];
  }[];
  readonly events: readonly string[];
  readonly fields: readonly string[];
}

type Path = readonly (string | number)[];

/** What a text says as far as it can be pointed at; null where it is no YAML, which the check then tells with its place. */
export function pointedMap(text: string): PointedMap | null {
  const document = parsed(text);
  if (document === null) return null;
  const map = record(document.toJS({ maxAliasCount: 20 }));
  return {
    id: said(map['id']),
    at: said(map['at']),
    format: said(map['format']),
    zone: said(map['zone']),
    encoding: said(map['encoding']),
    delimiter: said(map['delimiter']),
    project: said(map['project']),
    kind: byColumn(map['kind']),
    severity: byColumn(map['severity']),
    unit: said(map['unit']),
    fields: texts(map['fields']),
    events: list(map['events']).map((entry) => ({
      conditions: conditionsOf(record(entry)),
      first: record(entry)['first'] === true,
      event: said(record(entry)['event']),
      at: said(record(entry)['at']),
      reason: said(record(entry)['reason']),
    })),
    state: list(map['state']).map((entry) => ({
      conditions: conditionsOf(record(entry)),
      state: said(record(entry)['state']),
    })),
  };
}

/** The text with another value at a place; an empty one takes the place away. */
export function pointAt(text: string, path: Path, value: unknown): string {
  const document = parsed(text);
  if (document === null) return text;
  if (document.contents === null) document.contents = document.createNode({}) as never;
  const isEmpty =
    value === '' || value === undefined || (typeof value === 'object' && value !== null && Object.keys(value).length === 0);
  if (isEmpty) document.deleteIn(path);
  else document.setIn(path, document.createNode(value));
  // Lines stay as long as they were written.
  return document.toString({ lineWidth: 0 });
}

/** The entry of a list of events as it is written. */
export function writtenEvent(entry: PointedEvent): Record<string, unknown> {
  return {
    ...writtenConditions(entry.conditions),
    ...(entry.first ? { first: true } : {}),
    event: entry.event,
    ...(entry.at === '' ? {} : { at: entry.at }),
    ...(entry.reason === '' ? {} : { reason: entry.reason }),
  };
}

export function writtenState(entry: PointedState): Record<string, unknown> {
  return { ...writtenConditions(entry.conditions), state: entry.state };
}

export function writtenByColumn({ fixed, column, values }: ByColumn): unknown {
  return column === '' ? fixed : { column, values };
}

function writtenConditions(conditions: readonly Condition[]): Record<string, unknown> {
  const of = (not: boolean) =>
    Object.fromEntries(conditions.filter((one) => one.not === not).map(({ column, values }) => [column, values]));
  const [when, unless] = [of(false), of(true)];
  return {
    ...(Object.keys(when).length === 0 ? {} : { when }),
    ...(Object.keys(unless).length === 0 ? {} : { not: unless }),
  };
}

function conditionsOf(entry: Readonly<Record<string, unknown>>): Condition[] {
  const of = (key: 'when' | 'not'): Condition[] =>
    Object.entries(record(entry[key])).map(([column, values]) => ({
      not: key === 'not',
      column,
      values: (Array.isArray(values) ? values : [values]).map(said),
    }));
  return [...of('when'), ...of('not')];
}

function byColumn(value: unknown): ByColumn {
  if (typeof value !== 'object' || value === null) return { fixed: said(value), column: '', values: {} };
  return { fixed: '', column: said(record(value)['column']), values: texts(record(value)['values']) };
}

function parsed(text: string): Document | null {
  const document = parseDocument(text, { prettyErrors: false });
  const mayBePointedAt = document.contents === null || isMap(document.contents);
  return document.errors.length > 0 || !mayBePointedAt ? null : document;
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function texts(value: unknown): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(record(value)).map(([key, one]) => [key, said(one)]));
}

function said(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}
