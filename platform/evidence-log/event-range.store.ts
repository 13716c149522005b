import type { Ask } from './ask.ts';
import { copiedRows, uuidOf, type CopiedRows } from './copied-rows.ts';
import { HASHED_COLUMNS, ID } from './hashed-row.ts';
import type { Reader } from './reader.ts';
import type { Sheet } from './sheet.ts';

/** Events by their ids: behind `after`, or from the first of all, up to and with `upTo`. */
export interface EventRange {
  readonly after: string | null;
  readonly upTo: string;
}

const LAST_OF_ALL = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

/**
 * Splits the events of the scope's provider into ranges of about so many. Ids follow time, and so do seals, each of which names the id of its
 * last event: these are taken as borders. Any others would do: every event lies in one range, whatever stands in the seals.
 */
export async function rangesOf(ask: Ask, events: number): Promise<EventRange[]> {
  const borders = await ask<{ id: string }>(
    `select last_event as id from (
       select distinct on (total / $1::int) last_event from pledge.seal where provider_id = pledge.current_provider() order by total / $1::int, number) border
     order by 1`,
    [events],
  );
  const ends = [...borders.map(({ id }) => id), LAST_OF_ALL];
  return ends.map((upTo, place) => ({ after: ends[place - 1] ?? null, upTo }));
}

const IS_ID = /^[0-9a-f-]{36}$/;

/** Into a COPY no values can be given. */
function quoted(id: string): string {
  if (!IS_ID.test(id)) throw new Error(`no id: ${id}`);
  return `'${id}'`;
}

/** That a column lies in a range: also the least of all ids is in one. */
export function within({ after, upTo }: EventRange, column: string): string {
  return `${after === null ? '' : `${column} > ${quoted(after)} and `}${column} <= ${quoted(upTo)}`;
}

/** Events that were read together. */
export interface Portion {
  readonly rows: CopiedRows;
  /** Of the last of them; null where there is none. */
  readonly lastId: string | null;
}

/** A way to read ranges: a connection, and what is written on again for each portion. */
export interface RangeReader {
  readonly reader: Reader;
  readonly events: Sheet;
  readonly texts: Sheet;
}

/** The first events of a range, with {@link HASHED_COLUMNS}, in the order of their ids. */
export async function copyEvents({ reader, events: to }: RangeReader, range: EventRange, limit: number): Promise<Portion> {
  await reader.copy(
    `select ${HASHED_COLUMNS.join(', ')} from pledge.event e where provider_id = pledge.current_provider()
       and ${within(range, 'id')} order by e.id limit ${limit}`,
    to,
  );
  const ahead = copiedRows(to);
  return { rows: copiedRows(to), lastId: ahead.toLast() ? uuidOf(ahead.at(ID)) : null };
}

/** Columns of a text: whose it is, which, and the digest of what stands there: empty where it was erased, null where it is neither whole nor erased. */
export const TEXT = { eventId: 0, field: 1, digest: 2 } as const;

/**
 * The texts of the events of a range, in the order of the events' ids and, for each, of their fields by code unit, which is their column's.
 * The digest is recomputed by the rule of {@link file://./canonical.ts}, where the texts are, of the bytes that would be sent: the driver
 * has its texts in UTF-8.
 */
export async function copyTexts({ reader, texts: to }: RangeReader, range: EventRange): Promise<CopiedRows> {
  await reader.copy(
    `select event_id, field, case when erased_at is null then sha256(salt || textsend(text)) when text is null and salt is null then ''::bytea end
     from pledge.event_text t where provider_id = pledge.current_provider()
       and ${within(range, 'event_id')} order by t.event_id, t.field`,
    to,
  );
  return copiedRows(to);
}
