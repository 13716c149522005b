import type { Transaction } from 'kysely';
import type { Tables } from '#centre/schema/tables.ts';
import { formatInstant, type Instant } from '#platform/time/instant.ts';
import type { ProviderBlocks, ServicePlan } from './plan.schema.ts';
import { PROVIDER_BLOCKS } from './vocabulary.ts';

/** Stores the blocks that a plan is the first to state for the provider. */
export async function storeBlocks(
  tx: Transaction<Tables>,
  from: { providerId: string; planId: string; plan: ServicePlan; stored: ProviderBlocks },
): Promise<void> {
  for (const block of PROVIDER_BLOCKS) {
    if (from.plan[block] === undefined || from.stored[block] !== undefined) continue;
    await tx
      .insertInto('pledge.provider_block')
      .values({ provider_id: from.providerId, block, document: JSON.stringify(from.plan[block]), plan_id: from.planId })
      .execute();
  }
}

/** Holiday years stand in the provider's table; those of a plan come in with it and never overwrite what is there. */
export async function storeHolidays(
  tx: Transaction<Tables>,
  from: { providerId: string; plan: ServicePlan; now: Instant },
): Promise<void> {
  for (const [set, years] of Object.entries(from.plan.holidaySets ?? {})) {
    for (const [year, days] of Object.entries(years)) {
      if (!/^\d{4}$/.test(year) || typeof days !== 'object' || days === null || !('off' in days)) continue;
      const { off, makeUp } = days as { off: readonly string[]; makeUp?: readonly string[] };
      await tx
        .insertInto('pledge.holiday_year')
        .values({
          provider_id: from.providerId,
          holiday_set: set,
          year: Number(year),
          off: JSON.stringify(off),
          make_up: JSON.stringify(makeUp ?? []),
          source: from.plan.plan.id,
          imported_at: formatInstant(from.now),
        })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    }
  }
}
