import { sql, type RawBuilder, type SqlBool, type Transaction } from 'kysely';
import type { Actor } from '#centre/people/actor.schema.ts';
import type { Tables } from '#centre/schema/tables.ts';
import { isRefusal, type Refusal } from '#platform/command/refusal.ts';
import { fold } from '#platform/text-index/fold.rules.ts';
import type { Instant } from '#platform/time/instant.ts';
import { hasText, requestsWith } from './search.store.ts';
import { soughtPhrase } from './search.ts';

/** With more texts than these the list looks into the texts of each request as it comes to it: it soon has a page full. */
const NAMED_AT_MOST = 3_000;

/**
 * What a list looks for, as a condition on `request`: a phrase in a text that the actor may see, or in the name of the customer.
 * Nothing where nothing is looked for.
 */
export async function searchFilter(
  tx: Transaction<Tables>,
  actor: Actor,
  asked: { query: { readonly q?: string | undefined }; now: Instant },
): Promise<RawBuilder<SqlBool>[] | Refusal> {
  const { q } = asked.query;
  if (q === undefined || q === '') return [];
  const phrase = soughtPhrase(q);
  if (isRefusal(phrase)) return phrase;
  const about = { phrase, now: asked.now };
  const [named, customers] = await Promise.all([
    requestsWith(tx, actor, { ...about, most: NAMED_AT_MOST }),
    customersNamed(tx, phrase),
  ]);
  const found = named === null ? hasText(actor, about) : sql<SqlBool>`request.id = any(${[...named]}::uuid[])`;
  return [customers.length === 0 ? found : sql<SqlBool>`(${found} or request.customer_id = any(${customers}::uuid[]))`];
}

async function customersNamed(tx: Transaction<Tables>, phrase: string): Promise<string[]> {
  const rows = await tx.selectFrom('pledge.customer').select(['id', 'name']).execute();
  return rows.filter(({ name }) => Object.values(name).some((word) => fold(word).includes(phrase))).map(({ id }) => id);
}
