import { sql, type RawBuilder, type SqlBool, type Transaction } from 'kysely';
import type { Actor } from '#centre/people/actor.schema.ts';
import type { Tables } from '#centre/schema/tables.ts';
import { later } from '#platform/db/pool.ts';
import { formatInstant, instant, type Instant } from '#platform/time/instant.ts';
import { visibleRecords, visibleRequests } from '../visibility.ts';
import type { TextKind } from './text-index.schema.ts';
import { weeksBack } from './weeks-back.store.ts';

/** The newest texts are simply read: what many of them contain fills a page from these. */
const READ_FIRST = 1_000;
const DAY_MS = 86_400_000;

/** A place among hits, newest first; milliseconds are as fine as times of texts are kept. */
export interface PlaceOfHit {
  readonly at: Instant;
  readonly id: string;
}

export interface Sought {
  /** Folded, two characters or more. */
  readonly phrase: string;
  readonly kinds: readonly TextKind[] | undefined;
  readonly now: Instant;
  /** What comes behind a place alone. */
  readonly behind: PlaceOfHit | null;
  readonly limit: number;
  /** How many of the newest texts are simply read, where not {@link READ_FIRST}. */
  readonly readFirst?: number;
}

export interface HitRow {
  readonly kind: TextKind;
  readonly subject_id: string;
  readonly request_id: string;
  readonly at: number;
  readonly number: string;
  readonly title: string;
}

/**
 * The newest texts with a phrase that the actor may see, at most `limit`: the right to each is part of the query. A phrase that is
 * everywhere is found by reading what is newest, one that is said every day by its pairs among the texts of the newest day, any other
 * week by week until there are enough: none reads more than a few thousand texts, however many there are.
 */
export async function newestHits(tx: Transaction<Tables>, actor: Actor, sought: Sought): Promise<readonly HitRow[]> {
  const [read, newest] = await Promise.all([hitsAmongNewest(tx, actor, sought), newestText(tx, actor, sought.behind)]);
  if (read.length >= sought.limit || newest === null) return read;
  const ofDay = await hitsByPairs(tx, actor, { ...sought, from: newest, to: instant(newest - DAY_MS) });
  return ofDay.length >= sought.limit ? ofDay : hitsByPairs(tx, actor, { ...sought, from: newest, to: null });
}

/** When the newest text behind a place is of; null where there is none. */
async function newestText(tx: Transaction<Tables>, actor: Actor, place: PlaceOfHit | null): Promise<Instant | null> {
  const { rows } = await sql<{ at: number }>`select at from pledge.visible_text where ${ofCustomer(actor)} and ${behind(place)}
    order by at desc, subject_id desc limit 1`.execute(tx);
  return rows[0] === undefined ? null : instant(rows[0].at);
}

const COLUMNS = sql`hit.kind, hit.subject_id, hit.request_id, hit.at, request.number, request.title`;
const REQUEST = sql`join pledge.service_request request on request.provider_id = hit.provider_id and request.id = hit.request_id`;

async function hitsAmongNewest(tx: Transaction<Tables>, actor: Actor, sought: Sought): Promise<HitRow[]> {
  const { rows } = await sql<HitRow>`select ${COLUMNS}
    from (select * from pledge.visible_text where ${ofCustomer(actor)} and ${behind(sought.behind)}
      order by at desc, subject_id desc limit ${sql.lit(sought.readFirst ?? READ_FIRST)}) hit ${REQUEST}
    where ${contains(sought)} and ${mayBeFound(actor, sought.now)}
    order by hit.at desc, hit.subject_id desc limit ${sql.lit(sought.limit)}`.execute(tx);
  return rows;
}

/** Of the texts from an instant back to another, or to the first of all. */
async function hitsByPairs(
  tx: Transaction<Tables>,
  actor: Actor,
  sought: Sought & { readonly from: Instant; readonly to: Instant | null },
): Promise<HitRow[]> {
  inOneGo(tx);
  const { from, to } = sought;
  const isBetween =
    to === null ? sql`true` : sql`at >= ${formatInstant(to)}::timestamptz and at <= ${formatInstant(from)}::timestamptz`;
  // What is found is gathered before it is sorted: else the planner may walk all texts in their order. It is sorted before anybody's
  // right is asked: of thousands in a week the page needs the newest alone.
  const { back, hasPairs } = weeksBack(sought.phrase, { from, to });
  const { rows } = await sql<HitRow>`select found.* from ${back} cross join lateral (
      with hit as materialized (select provider_id, kind, subject_id, request_id, at from pledge.visible_text hit
        where ${hasPairs} and ${isBetween} and ${contains(sought)} and ${behind(sought.behind)})
      select ${COLUMNS} from (select * from hit order by at desc, subject_id desc) hit ${REQUEST} where ${mayBeFound(actor, sought.now)}
      order by hit.at desc, hit.subject_id desc limit ${sql.lit(sought.limit)}) found
    order by weeks.newest desc, found.at desc, found.subject_id desc limit ${sql.lit(sought.limit)}`.execute(tx);
  return rows;
}

/** Requests with a phrase: all of them, or where `since` is known those that were received from then on. */
export interface RequestsWith {
  readonly ids: readonly string[];
  readonly since: Instant | null;
}

/**
 * The requests that have a phrase in a text which the actor may see, from the newest `most` of such texts: null where every fiftieth of
 * the newest texts has it. The right to the request itself is the caller's to ask.
 */
export async function requestsWith(
  tx: Transaction<Tables>,
  actor: Actor,
  about: { phrase: string; now: Instant; most: number },
): Promise<RequestsWith | null> {
  const rows = await textsWith(tx, actor, {
    ...about,
    may: sql`(hit.kind <> 'record' or exists (select 1 from pledge.service_request request
        where request.provider_id = hit.provider_id and request.id = hit.request_id and ${ofRecord(actor, about.now)}))`,
  });
  if (rows === null) return null;
  const idsOf = (some: readonly { readonly request_id: string }[]): string[] => [
    ...new Set(some.map(({ request_id }) => request_id)),
  ];
  const last = rows.length > about.most ? rows.at(-1)?.at : undefined;
  if (last === undefined) return { ids: idsOf(rows), since: null };
  // The last millisecond may hold more than was read.
  return { ids: idsOf(rows.filter(({ at }) => at > last)), since: instant(last + 1) };
}

/** A text that has a phrase. */
export type TextWith = Pick<HitRow, 'kind' | 'subject_id' | 'request_id' | 'at'>;

/**
 * The newest texts with a phrase, and one more than `most` where there are more: null where every fiftieth of the newest texts has it.
 * What `may` does not ask of `hit`, the caller has to.
 */
export async function textsWith(
  tx: Transaction<Tables>,
  actor: Actor,
  about: PhraseIn & { readonly most: number; readonly may: RawBuilder<SqlBool> },
): Promise<readonly TextWith[] | null> {
  if (await isCommon(tx, actor, about)) return null;
  inOneGo(tx);
  const { back, hasPairs } = weeksBack(about.phrase, { from: null, to: null });
  const { rows } = await sql<TextWith>`select found.* from ${back} cross join lateral (
      with hit as materialized (select provider_id, kind, subject_id, request_id, at from pledge.visible_text hit
        where ${hasPairs} and ${contains(about)})
      select hit.kind, hit.subject_id, hit.request_id, hit.at from hit where ${about.may}) found
    order by weeks.newest desc, found.at desc limit ${sql.lit(about.most + 1)}`.execute(tx);
  return rows;
}

async function isCommon(tx: Transaction<Tables>, actor: Actor, about: PhraseIn): Promise<boolean> {
  const { rows } = await sql<{ many: boolean }>`select count(*) >= ${sql.lit(READ_FIRST / 50)} as many
    from (select kind, folded from pledge.visible_text where ${ofCustomer(actor)}
      order by at desc, subject_id desc limit ${sql.lit(READ_FIRST)}) hit where ${contains(about)}`.execute(tx);
  return rows[0]?.many ?? false;
}

/** Whether a request, under the alias `request`, has the phrase in a text which the actor may see. */
export function hasText(actor: Actor, about: { phrase: string; now: Instant }): RawBuilder<SqlBool> {
  return sql`exists (select 1 from pledge.visible_text hit where hit.provider_id = request.provider_id and hit.request_id = request.id
    and ${contains(about)} and ${mayBeSeen(actor, about.now)})`;
}

/** Where each of some requests has the phrase: in its own words, else in its newest text. */
export async function firstHits(
  tx: Transaction<Tables>,
  actor: Actor,
  about: { phrase: string; now: Instant; requestIds: readonly string[] },
): Promise<readonly Pick<HitRow, 'kind' | 'subject_id' | 'request_id'>[]> {
  const { rows } = await sql<HitRow>`select distinct on (hit.request_id) hit.kind, hit.subject_id, hit.request_id
    from pledge.visible_text hit ${REQUEST}
    where hit.request_id = any(${[...about.requestIds]}::uuid[]) and ${contains(about)} and ${mayBeSeen(actor, about.now)}
    order by hit.request_id, hit.kind = 'serviceRequest' desc, hit.at desc, hit.subject_id desc`.execute(tx);
  return rows;
}

/**
 * The planner takes every week to be asked, where the first few do: a server that compiles what it takes for costly, or gives it to several
 * processes, would need longer for that than for the answer. Travels with the query.
 */
function inOneGo(tx: Transaction<Tables>): void {
  later(tx, sql`select set_config('jit', 'off', true), set_config('max_parallel_workers_per_gather', '0', true)`);
}

/** A phrase, folded, in texts of some kinds; of all where none are named. */
export interface PhraseIn {
  readonly phrase: string;
  readonly kinds?: readonly TextKind[] | undefined;
}

/** Whether `hit` is such a text. */
export function contains(sought: PhraseIn): RawBuilder<SqlBool> {
  const found = sql<SqlBool>`strpos(hit.folded, ${sought.phrase}) > 0`;
  // Asked by a function: what an index says of a kind is a third of all texts, and would be gathered beside what the pairs say.
  return sought.kinds === undefined
    ? found
    : sql`(array_position(${[...sought.kinds]}::text[], hit.kind) is not null and ${found})`;
}

/** What the view says already, in the words of an index: a customer's newest are read without all the others'. */
function ofCustomer(actor: Actor): RawBuilder<SqlBool> {
  return actor.customerId === null ? sql`true` : sql`customer_id = ${actor.customerId}::uuid`;
}

function behind(place: PlaceOfHit | null): RawBuilder<SqlBool> {
  return place === null ? sql`true` : sql`(at, subject_id) < (${formatInstant(place.at)}::timestamptz, ${place.id}::uuid)`;
}

function mayBeFound(actor: Actor, now: Instant): RawBuilder<SqlBool> {
  return sql`${visibleRequests(actor, now)} and ${mayBeSeen(actor, now)}`;
}

/** The text's own right, beside the right to the request: internal words are hidden by the view, records have rows of the matrix. */
function mayBeSeen(actor: Actor, now: Instant): RawBuilder<SqlBool> {
  return sql`(hit.kind <> 'record' or ${ofRecord(actor, now)})`;
}

function ofRecord(actor: Actor, now: Instant): RawBuilder<SqlBool> {
  return sql`exists (select 1 from pledge.record record where record.provider_id = hit.provider_id and record.id = hit.subject_id
    and ${visibleRecords(actor, now)})`;
}

/** Whether requests of before the index was made are still being entered. */
export async function isFilling(tx: Transaction<Tables>): Promise<boolean> {
  const row = await tx.selectFrom('pledge.text_index_filling').select('up_to').where('done_at', 'is', null).executeTakeFirst();
  return row !== undefined;
}
