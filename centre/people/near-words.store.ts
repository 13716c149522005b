import type { Kysely } from 'kysely';
import type { Names } from '#centre/schema/columns.ts';
import type { Tables } from '#centre/schema/tables.ts';
import type { NearWords } from '#platform/auth/common-passwords.ts';
import { inTransaction } from '#platform/db/pool.ts';

/** What is tried first on a person's door: the sign-in name, the names of the provider and of the customer whose person it is. */
export async function nearWords(
  db: Kysely<Tables>,
  account: { readonly providerId: string; readonly personId: string },
): Promise<NearWords> {
  const { providerId, personId } = account;
  return inTransaction(db, { providerId, customerId: null }, async (tx) => {
    const reach = await tx
      .selectFrom('pledge.person_reach as reach')
      .leftJoin('pledge.customer as customer', (join) =>
        join.onRef('customer.provider_id', '=', 'reach.provider_id').onRef('customer.id', '=', 'reach.customer_id'),
      )
      .select(['reach.login', 'customer.name'])
      .where('reach.person_id', '=', personId)
      .executeTakeFirst();
    return { login: reach?.login, names: [...(await namesOfHouse(tx, providerId)), ...bothOf(reach?.name)] };
  });
}

/** The provider's own, in both languages. */
export async function namesOfHouse(db: Kysely<Tables>, providerId: string): Promise<string[]> {
  const provider = await db.selectFrom('pledge.provider').select('name').where('provider_id', '=', providerId).executeTakeFirst();
  return bothOf(provider?.name);
}

function bothOf(name: Names | null | undefined): string[] {
  return name == null ? [] : [name.zh, name.en];
}
