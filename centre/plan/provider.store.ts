import type { Transaction } from 'kysely';
import type { Names } from '#centre/schema/columns.ts';
import type { Tables } from '#centre/schema/tables.ts';
import { formatInstant, type Instant } from '#platform/time/instant.ts';
import { awaitTurn } from './activation.store.ts';

/**
 * Founds the provider of an empty database; gives the id of one that is there already, whoever founded it a moment ago.
 * The transaction's scope is the new provider's.
 */
export async function foundProvider(
  tx: Transaction<Tables>,
  provider: { providerId: string; name: Names; now: Instant },
): Promise<string> {
  await awaitTurn(tx);
  const known = await tx.selectFrom('pledge.provider').select('provider_id').orderBy('created_at').executeTakeFirst();
  if (known !== undefined) return known.provider_id;
  await tx
    .insertInto('pledge.provider')
    .values({
      provider_id: provider.providerId,
      name: JSON.stringify(provider.name),
      created_at: formatInstant(provider.now),
    })
    .execute();
  return provider.providerId;
}
