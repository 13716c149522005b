import { sql, type RawBuilder, type SqlBool, type Transaction } from 'kysely';
import type { Actor } from '#centre/people/actor.schema.ts';
import { may, positionsOf, readingScopes, type RightsContext, type Thing } from '#centre/people/index.ts';
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
  readonly projectCode: string;
  readonly projectName: { readonly zh: string; readonly en: string };
  readonly customerId: string;
  readonly customerCode: string;
  readonly customerName: { readonly zh: string; readonly en: string };
  readonly timezone: string;
  /** When it became active, epoch milliseconds. */
  readonly appliedAt: number;
  /** The same for plans that promise the same by the same means. */
  readonly termsDigest: string;
}

/** The active plans that the actor may read, oldest first; `isWhole` where those are all that the provider has, whatever comes. */
export async function plansInReach(
  tx: Transaction<Tables>,
  actor: Actor,
  asked: {
    readonly customer?: string | undefined;
    readonly project?: string | undefined;
    /** An instant: the plans that were active then. */
    readonly until?: string | null;
    /** What of their projects is to be read; the plans themselves where nothing is said. */
    readonly thing?: Thing | undefined;
  },
): Promise<{ plans: readonly PlanInReach[]; isWhole: boolean }> {
  const { until = null } = asked;
  const [all, unitsOf] = await Promise.all([
    until === null ? remembered(tx, 'plans of the register', () => activePlanRows(tx, null)) : activePlanRows(tx, until),
    unitsAround(tx),
  ]);
  const { providerId } = actor;
  const reads = (context: RightsContext): boolean => may(actor, 'read', asked.thing ?? 'servicePlan', { providerId, ...context });
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

/** Whether a position of the actor reads plans in force, of whatever project. */
export function readsPlans(actor: Actor): boolean {
  return positionsOf(actor).some(({ position }) => readingScopes(position, 'servicePlan').length > 0);
}

async function activePlanRows(tx: Transaction<Tables>, until: string | null): Promise<PlanInReach[]> {
  const rows = await tx
    .selectFrom('pledge.service_plan as plan')
    .innerJoin('pledge.project as project', (join) =>
      join.onRef('project.provider_id', '=', 'plan.provider_id').onRef('project.id', '=', 'plan.project_id'),
    )
    .innerJoin('pledge.customer as customer', (join) =>
      join.onRef('customer.provider_id', '=', 'plan.provider_id').onRef('customer.id', '=', 'plan.customer_id'),
    )
    .select([
      'plan.id',
      'plan.code',
      'plan.revision',
      'plan.effective_from as effectiveFrom',
      'plan.applied_at as appliedAt',
      'plan.project_id as projectId',
      'project.code as projectCode',
      'project.name as projectName',
      'plan.customer_id as customerId',
      'customer.code as customerCode',
      'customer.name as customerName',
      'plan.timezone',
      'plan.terms_digest as termsDigest',
    ])
    .where((where) => (until === null ? where('plan.status', '=', 'active') : activeAt(until)))
    .orderBy('plan.applied_at')
    .orderBy('plan.id')
    .execute();
  return rows.map(({ projectName, customerName, ...plan }) => ({
    ...plan,
    projectName: { zh: projectName.zh, en: projectName.en ?? projectName.zh },
    customerName: { zh: customerName.zh, en: customerName.en ?? customerName.zh },
  }));
}

/** Of each project the version that was applied last before the instant. */
function activeAt(until: string): RawBuilder<SqlBool> {
  return sql<SqlBool>`plan.id = (select earlier.id from pledge.service_plan earlier
    where earlier.provider_id = plan.provider_id and earlier.project_id = plan.project_id and earlier.applied_at < ${until}::timestamptz
      and earlier.status in ('active', 'superseded') order by earlier.applied_at desc, earlier.id desc limit 1)`;
}

/** Of each customer the units that serve a site of it, with the units above them. */
export function unitsAround(tx: Transaction<Tables>): Promise<Map<string, string[]>> {
  return remembered(tx, 'units around customers', () => unitsAroundCustomers(tx));
}

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
