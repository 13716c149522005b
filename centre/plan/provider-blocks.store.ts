import type { Transaction } from 'kysely';
import type { Tables } from '#centre/schema/tables.ts';
import type { PlanObjective } from './objectives.rules.ts';
import type { ProviderBlocks, ServicePlan } from './plan.schema.ts';
import { qualitySchema } from './record.schema.ts';
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

/** The blocks that are stored for the provider. */
export async function providerBlocks(tx: Transaction<Tables>): Promise<ProviderBlocks> {
  const rows = await tx.selectFrom('pledge.provider_block').select(['block', 'document']).execute();
  return Object.fromEntries(rows.map(({ block, document }) => [block, document]));
}

/** The quality objectives of the scope's provider by their names, in the order of what they serve; none before a plan is active. */
export async function qualityObjectives(tx: Transaction<Tables>): Promise<ReadonlyMap<string, PlanObjective>> {
  const block = await tx.selectFrom('pledge.provider_block').select('document').where('block', '=', 'quality').executeTakeFirst();
  const objectives = block === undefined ? [] : Object.entries(qualitySchema.parse(block.document).objectives);
  return new Map(objectives.toSorted(([, one], [, other]) => (one.source[0] ?? '').localeCompare(other.source[0] ?? '')));
}
