import { sql, type RawBuilder, type SqlBool, type Transaction } from 'kysely';
import type { Actor } from '#centre/people/actor.schema.ts';
import type { Tables } from '#centre/schema/tables.ts';
import { isRefusal, type Refusal } from '#platform/command/refusal.ts';
import { fold } from '#platform/text-index/fold.rules.ts';
import { formatInstant, type Instant } from '#platform/time/instant.ts';
import { hasText, requestsWith } from './search.store.ts';
import { soughtPhrase } from './search.ts';

/** With more texts than these the list looks into the texts of each request as it comes to it: it soon has a page full. */
const NAMED_AT_MOST = 3_000;
/** So many texts are the first look. */
const NAMED_FIRST = 300;
/** Where a page of the newest is to be filled it takes fewer: a few for each row, which mostly lie in the newest weeks. */
const NAMED_FOR_NEWEST = 100;
const NAMED_FOR_A_ROW = 4;

/** What a list looks for, as conditions on `request`. */
export interface SoughtInList {
  /** Those alone that are as new as the newest texts with the phrase: all of them are known, so a page that they fill is the page. Null where there is no such end. */
  readonly newest: RawBuilder<SqlBool> | null;
  /** A phrase in a text that the actor may see, or in the name of the customer. */
  readonly all: () => Promise<RawBuilder<SqlBool>>;
}

/** What a list looks for; null where nothing is looked for. `newest`: so many rows of the newest are wanted, and no count of all. */
export async function searchFilter(
  tx: Transaction<Tables>,
  actor: Actor,
  asked: { query: { readonly q?: string | undefined }; now: Instant; newest?: number | undefined },
): Promise<SoughtInList | null | Refusal> {
  const { q } = asked.query;
  const most = asked.newest === undefined ? NAMED_FIRST : Math.max(NAMED_FOR_NEWEST, NAMED_FOR_A_ROW * asked.newest);
  if (q === undefined || q === '') return null;
  const phrase = soughtPhrase(q);
  if (isRefusal(phrase)) return phrase;
  const about = { phrase, now: asked.now };
  const [first, customers] = await Promise.all([requestsWith(tx, actor, { ...about, most }), customersNamed(tx, phrase)]);
  const orCustomer = (found: RawBuilder<SqlBool>): RawBuilder<SqlBool> =>
    customers.length === 0 ? found : sql<SqlBool>`(${found} or request.customer_id = any(${customers}::uuid[]))`;
  const each = hasText(actor, about);
  if (first === null) return { newest: null, all: () => Promise.resolve(orCustomer(each)) };
  const { since } = first;
  if (since === null) return { newest: null, all: () => Promise.resolve(orCustomer(named(first.ids))) };
  return {
    // A text of a request is never older than its receipt.
    newest:
      customers.length === 0 ? sql`(${named(first.ids)} and request.received_at >= ${formatInstant(since)}::timestamptz)` : null,
    all: async () => {
      const more = await requestsWith(tx, actor, { ...about, most: NAMED_AT_MOST });
      return orCustomer(more === null || more.since !== null ? each : named(more.ids));
    },
  };
}

function named(ids: readonly string[]): RawBuilder<SqlBool> {
  return ids.length === 0 ? sql`false` : sql`request.id = any(${[...ids]}::uuid[])`;
}

async function customersNamed(tx: Transaction<Tables>, phrase: string): Promise<string[]> {
  const rows = await tx.selectFrom('pledge.customer').select(['id', 'name']).execute();
  return rows.filter(({ name }) => Object.values(name).some((word) => fold(word).includes(phrase))).map(({ id }) => id);
}
