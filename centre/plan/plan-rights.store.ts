import type { Transaction } from 'kysely';
import type { Actor } from '#centre/people/actor.schema.ts';
import { may, unitsAbove, type RightsContext, type Verb } from '#centre/people/index.ts';
import type { Tables } from '#centre/schema/tables.ts';

/** Whose plan, in which state, and who wrote it where that is known. */
export interface PlanAtHand {
  /** Null of what is there only once the first plan is activated. */
  readonly customerId: string | null;
  readonly projectId: string | null;
  readonly state: 'draft' | 'active' | 'superseded';
  readonly authorIds?: readonly string[];
}

/** What rights ask of a plan: its project, and the units that serve any site of its customer. Asked once for many plans. */
export async function planRights(tx: Transaction<Tables>, actor: Actor): Promise<(verb: Verb, plan: PlanAtHand) => boolean> {
  const sites = await tx.selectFrom('pledge.site').select(['customer_id', 'serving_unit_id']).execute();
  const above = await unitsAbove(tx);
  const units = new Map<string | null, readonly string[]>();
  for (const [customer, found] of Map.groupBy(sites, ({ customer_id: id }) => id))
    units.set(customer, above(found.flatMap(({ serving_unit_id: unit }) => unit ?? [])));
  // A customer without sites is one whose first plan is still written: the house's own concern, of the units above all others.
  const topmost = await tx.selectFrom('pledge.org_unit').select('id').where('parent_id', 'is', null).execute();
  const ofTheHouse = topmost.map(({ id }) => id);
  return (verb, plan) => {
    const context: RightsContext = {
      providerId: actor.providerId,
      customerId: plan.customerId,
      projectId: plan.projectId,
      unitIds: units.get(plan.customerId) ?? ofTheHouse,
      state: plan.state,
      ...(plan.authorIds === undefined ? {} : { ownerPersonIds: plan.authorIds }),
    };
    return may(actor, verb, 'servicePlan', context);
  };
}
