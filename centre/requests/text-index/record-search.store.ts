import { sql, type RawBuilder, type SqlBool, type Transaction } from 'kysely';
import type { Actor } from '#centre/people/actor.schema.ts';
import type { Tables } from '#centre/schema/tables.ts';
import { isRefusal, type Refusal } from '#platform/command/refusal.ts';
import type { Instant } from '#platform/time/instant.ts';
import { visibleRequests } from '../visibility.ts';
import { contains, textsWith, type PhraseIn } from './search.store.ts';
import { soughtPhrase } from './search.ts';

/** With more texts than these the list looks into those of each record as it comes to it: it soon has a page full. */
const NAMED_AT_MOST = 3_000;
/** A record is also found by what its request says. */
const KINDS = ['record', 'serviceRequest'] as const;

/**
 * What a list of records looks for, as a condition on `record` and its `request`: a phrase in the record's number and words, or in the
 * words of a request that the actor may see. The right to the record itself is the list's to ask. Null where nothing is looked for.
 */
export async function recordSearch(
  tx: Transaction<Tables>,
  actor: Actor,
  asked: { readonly q: string | undefined; readonly now: Instant },
): Promise<RawBuilder<SqlBool> | null | Refusal> {
  const { q, now } = asked;
  if (q === undefined || q === '') return null;
  const phrase = soughtPhrase(q);
  if (isRefusal(phrase)) return phrase;
  const about: PhraseIn = { phrase, kinds: KINDS };
  const seen = visibleRequests(actor, now);
  const hits = await textsWith(tx, actor, { ...about, most: NAMED_AT_MOST, may: sql`true` });
  if (hits === null || hits.length > NAMED_AT_MOST)
    return sql`exists (select 1 from pledge.visible_text hit where hit.provider_id = record.provider_id and hit.request_id = record.request_id
      and (hit.subject_id = record.id or (hit.kind = 'serviceRequest' and ${seen})) and ${contains(about)})`;
  const idsOf = (sought: (typeof KINDS)[number]) =>
    hits.filter(({ kind }) => kind === sought).map(({ subject_id }) => subject_id);
  return sql`(record.id = any(${idsOf('record')}::uuid[]) or (record.request_id = any(${idsOf('serviceRequest')}::uuid[]) and ${seen}))`;
}
