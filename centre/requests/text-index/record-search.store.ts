import { sql, type RawBuilder, type SqlBool, type Transaction } from 'kysely';
import type { Actor } from '#centre/people/actor.schema.ts';
import type { Tables } from '#centre/schema/tables.ts';
import { isRefusal, type Refusal } from '#platform/command/refusal.ts';
import { formatInstant, instant, type Instant } from '#platform/time/instant.ts';
import { visibleRequests } from '../visibility.ts';
import { contains, textsWith, type PhraseIn, type TextWith } from './search.store.ts';
import { soughtPhrase } from './search.ts';

/** With more texts than these the list looks into those of each record as it comes to it: it soon has a page full. */
const NAMED_AT_MOST = 3_000;
/** Where a page of the newest is to be filled it takes fewer. */
const NAMED_FOR_NEWEST = 100;
const NAMED_FOR_A_ROW = 4;
/** A record is also found by what its request says. */
const KINDS = ['record', 'serviceRequest'] as const;

/** What a list of records looks for, as conditions on `record` and its `request`. The right to the record itself is the list's to ask. */
export interface SoughtRecords {
  /** Those alone that are as new as the newest texts with the phrase, so that a page that they fill is the page. Null where there is no such end. */
  readonly newest: RawBuilder<SqlBool> | null;
  /** A phrase in the record's number and words, or in the words of a request that the actor may see. */
  readonly all: () => Promise<RawBuilder<SqlBool>>;
}

/** What a list of records looks for; null where nothing is looked for. `newest`: so many rows of the newest are wanted, and no count of all. */
export async function recordSearch(
  tx: Transaction<Tables>,
  actor: Actor,
  asked: { readonly q: string | undefined; readonly now: Instant; readonly newest?: number | undefined },
): Promise<SoughtRecords | null | Refusal> {
  const { q, now, newest } = asked;
  if (q === undefined || q === '') return null;
  const phrase = soughtPhrase(q);
  if (isRefusal(phrase)) return phrase;
  const about: PhraseIn = { phrase, kinds: KINDS };
  const seen = visibleRequests(actor, now);
  const each = sql<SqlBool>`exists (select 1 from pledge.visible_text hit where hit.provider_id = record.provider_id and hit.request_id = record.request_id
      and (hit.subject_id = record.id or (hit.kind = 'serviceRequest' and ${seen})) and ${contains(about)})`;
  const named = (hits: readonly TextWith[]): RawBuilder<SqlBool> => {
    // Said so, the rights to what is not there are not even planned.
    if (hits.length === 0) return sql`false`;
    const idsOf = (sought: (typeof KINDS)[number]) =>
      hits.filter(({ kind }) => kind === sought).map(({ subject_id }) => subject_id);
    return sql`(record.id = any(${idsOf('record')}::uuid[]) or (record.request_id = any(${idsOf('serviceRequest')}::uuid[]) and ${seen}))`;
  };
  const textsUpTo = (most: number) => textsWith(tx, actor, { ...about, most, may: sql`true` });
  const all = async (): Promise<RawBuilder<SqlBool>> => {
    const hits = await textsUpTo(NAMED_AT_MOST);
    return hits === null || hits.length > NAMED_AT_MOST ? each : named(hits);
  };
  if (newest === undefined) return { newest: null, all };
  const most = Math.max(NAMED_FOR_NEWEST, NAMED_FOR_A_ROW * newest);
  const first = await textsUpTo(most);
  if (first === null) return { newest: null, all: () => Promise.resolve(each) };
  const last = first.length > most ? first.at(-1)?.at : undefined;
  if (last === undefined) return { newest: null, all: () => Promise.resolve(named(first)) };
  // The last millisecond may hold more than was read. A text of a record is as old as the record, one of a request as its receipt: what
  // is known of those that came since is all of them, and who came before may have a record since.
  const since = sql`${formatInstant(instant(last + 1))}::timestamptz`;
  const known = named(first.filter(({ at }) => at > last));
  return {
    newest: sql`(record.created_at >= ${since} and ((request.received_at >= ${since} and ${known}) or (request.received_at < ${since} and ${each})))`,
    all,
  };
}
