import type { Transaction } from 'kysely';
import type { Tables } from '#centre/schema/tables.ts';
import type { Actor } from './actor.schema.ts';
import { zoneOf } from './actor.store.ts';

/** Who is signed in, as the screens begin with it. */
export async function meOf(tx: Transaction<Tables>, actor: Actor): Promise<unknown> {
  const provider = await tx
    .selectFrom('pledge.provider')
    .select('name')
    .where('provider_id', '=', actor.providerId)
    .executeTakeFirstOrThrow();
  const customer =
    actor.customerId === null
      ? undefined
      : await tx.selectFrom('pledge.customer').select(['id', 'name']).where('id', '=', actor.customerId).executeTakeFirst();
  return {
    personId: actor.personId,
    name: actor.name,
    kind: actor.kind,
    positions: [...new Set(actor.positions.map((held) => held.position))],
    customer: customer === undefined ? null : { id: customer.id, name: customer.name.zh },
    language: actor.language,
    provider: { name: provider.name },
    timezone: await zoneOf(tx, actor.personId),
  };
}

/** The language in which a person wants the screens. */
export async function saveLanguage(tx: Transaction<Tables>, personId: string | null, language: 'zh' | 'en'): Promise<void> {
  await tx
    .updateTable('pledge.person')
    .set({ language })
    .where('id', '=', personId ?? '')
    .execute();
}
