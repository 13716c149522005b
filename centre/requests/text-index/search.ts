import type { Transaction } from 'kysely';
import type { Actor } from '#centre/people/actor.schema.ts';
import type { Tables } from '#centre/schema/tables.ts';
import { refusal, type Refusal } from '#platform/command/refusal.ts';
import { byKeysMeanwhile } from '#platform/db/pool.ts';
import { cursorOf, cursorUnknown, placeOf } from '#platform/http/cursor.ts';
import { fold } from '#platform/text-index/fold.rules.ts';
import { formatInstant, instant, type Instant } from '#platform/time/instant.ts';
import { passagesOf } from './passages.store.ts';
import { isLongEnough, type SearchAnswer, type SearchQuery, type TextFound } from './search.schema.ts';
import { firstHits, isFilling, newestHits, type PlaceOfHit } from './search.store.ts';
import { searchTooShort } from './search.texts.ts';

/** A phrase as the index compares it, or why it cannot be looked for. */
export function soughtPhrase(q: string): string | Refusal {
  const phrase = fold(q.trim());
  if (isLongEnough(phrase)) return phrase;
  return refusal(400, 'searchTooShort', searchTooShort, {
    fields: [{ field: 'q', code: 'searchTooShort', message: searchTooShort }],
  });
}

/** The newest texts with a phrase, in requests, messages, steps and records: each as far as the actor may see that very text. */
export async function searchTexts(
  tx: Transaction<Tables>,
  actor: Actor,
  asked: { query: SearchQuery; now: Instant },
): Promise<SearchAnswer | Refusal> {
  const { query, now } = asked;
  const phrase = soughtPhrase(query.q);
  if (typeof phrase !== 'string') return phrase;
  const place = query.cursor === undefined ? null : placeOfHit(query.cursor);
  if (place === undefined) return cursorUnknown();
  const sought = { phrase, kinds: query.kind, now, behind: place, limit: query.limit + 1 };
  const [rows, filling] = await Promise.all([newestHits(tx, actor, sought), isFilling(tx)]);
  const shown = rows.slice(0, query.limit);
  const told = await passagesOf(tx, shown, phrase);
  const last = shown.at(-1);
  return {
    items: shown.flatMap(({ kind, subject_id: id, request_id, number, title, at }) => {
      const text = told.get(id);
      if (text === undefined) return [];
      return [{ kind, id, at: formatInstant(instant(at)), request: { id: request_id, number, title }, ...text }];
    }),
    nextCursor:
      rows.length > query.limit && last !== undefined ? cursorOf({ value: String(last.at), id: last.subject_id }) : null,
    complete: !filling,
  };
}

/** Undefined where the text is none of ours. */
function placeOfHit(cursor: string): PlaceOfHit | undefined {
  const place = placeOf(cursor);
  const at = Number(place?.value ?? Number.NaN);
  return place === undefined || !Number.isInteger(at) || at < 0 || at > FARTHEST ? undefined : { at: instant(at), id: place.id };
}

/** The end of the year 9999: times beyond it are written otherwise. */
const FARTHEST = Date.UTC(10_000) - 1;

/** Where each of a page's requests has what was looked for, by the request's id; those found by their customer's name have it nowhere. */
export async function foundIn(
  tx: Transaction<Tables>,
  actor: Actor,
  about: { q: string; now: Instant; requestIds: readonly string[] },
): Promise<ReadonlyMap<string, TextFound>> {
  const phrase = soughtPhrase(about.q);
  if (typeof phrase !== 'string' || about.requestIds.length === 0) return new Map();
  const { hits, told } = await byKeysMeanwhile(tx, async () => {
    const found = await firstHits(tx, actor, { phrase, now: about.now, requestIds: about.requestIds });
    return { hits: found, told: await passagesOf(tx, found, phrase) };
  });
  return new Map(
    hits.flatMap(({ kind, subject_id: id, request_id: requestId }) => {
      const text = told.get(id);
      return text === undefined ? [] : [[requestId, { kind, id, passage: text.passage }] as const];
    }),
  );
}
