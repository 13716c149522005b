import type { Transaction } from 'kysely';
import type { Actor } from '#centre/people/actor.schema.ts';
import { may, positionsOf, positionsThatMay, type RightsContext } from '#centre/people/index.ts';
import type { Tables } from '#centre/schema/tables.ts';
import { remembered } from '#platform/db/standing-data.ts';

/** An active plan, without its document. */
export interface PlanInReach {
  readonly id: string;
  readonly code: string;
  readonly revision: number;
  /** `YYYY-MM-DD`. */
  readonly effectiveFrom: string;
  readonly projectId: string;
  readonly customerId: string;
  readonly timezone: string;
  /** The same for plans that promise the same by the same means. */
  readonly termsDigest: string;
}

/** The active plans that the actor may read, oldest first; `isWhole` where those are all that the provider has, whatever comes. */
export async function plansInReach(
  tx: Transaction<Tables>,
  actor: Actor,
  asked: { readonly customer?: string | undefined; readonly project?: string | undefined },
): Promise<{ plans: readonly PlanInReach[]; isWhole: boolean }> {
  const [all, unitsOf] = await Promise.all([
    remembered(tx, 'plans of the register', () => activePlanRows(tx)),
    remembered(tx, 'units around customers', () => unitsAroundCustomers(tx)),
  ]);
  const { providerId } = actor;
  const reads = (context: RightsContext): boolean => may(actor, 'read', 'servicePlan', { providerId, ...context });
  const isWhole =
    actor.kind !== 'customer' &&
    asked.customer === undefined &&
    asked.project === undefined &&
    reads({ customerId: null, projectId: null, unitIds: [] });
  const plans = all.filter(
    ({ customerId, projectId }) =>
      (asked.customer === undefined || customerId === asked.customer) &&
      (asked.project === undefined || projectId === asked.project) &&
      (isWhole || reads({ customerId, projectId, unitIds: unitsOf.get(customerId) ?? [] })),
  );
  return { plans, isWhole };
}

/** Whether a position of the actor reads plans, of whatever project. */
export function readsPlans(actor: Actor): boolean {
  const holders: readonly string[] = positionsThatMay('read', 'servicePlan');
  return positionsOf(actor).some(({ position }) => holders.includes(position));
}

async function activePlanRows(tx: Transaction<Tables>): Promise<PlanInReach[]> {
  return tx
    .selectFrom('pledge.service_plan')
    .select([
      'id',
      'code',
      'revision',
      'effective_from as effectiveFrom',
      'project_id as projectId',
      'customer_id as customerId',
      'timezone',
      'terms_digest as termsDigest',
    ])
    .where('status', '=', 'active')
    .orderBy('applied_at')
    .orderBy('id')
    .execute();
}

/** Of each customer the units that serve a site of it, with the units above them. */
async function unitsAroundCustomers(tx: Transaction<Tables>): Promise<Map<string, string[]>> {
  const [sites, units] = await Promise.all([
    tx
      .selectFrom('pledge.site')
      .select(['customer_id', 'serving_unit_id'])
      .distinct()
      .where('serving_unit_id', 'is not', null)
      .execute(),
    tx.selectFrom('pledge.org_unit').select(['id', 'parent_id']).execute(),
  ]);
  const parentOf = new Map(units.map((unit) => [unit.id, unit.parent_id]));
  const around = new Map<string, string[]>();
  for (const site of sites) {
    const found = around.get(site.customer_id) ?? [];
    for (let id: string | null | undefined = site.serving_unit_id; id != null && !found.includes(id); id = parentOf.get(id))
      found.push(id);
    around.set(site.customer_id, found);
  }
  return around;
}
