import type { Transaction } from 'kysely';
import type { Tables } from '#centre/schema/tables.ts';
import { remembered } from '#platform/db/standing-data.ts';
import { holidayNotices, type HolidayNotice } from './holidays.store.ts';
import { servicePlanSchema, type ServicePlan } from './plan.schema.ts';

export interface StoredPlan {
  readonly id: string;
  readonly plan: ServicePlan;
  readonly customerId: string;
  readonly projectId: string;
}

/**
 * Plans as read from the table. A stored version never changes, so what was read once may be kept:
 * which version is active is asked of the database each time.
 */
const read = new Map<string, StoredPlan & { readonly providerId: string }>();

/** Per state of the holiday table each plan is an object of its own, so that whatever is worked out from it is worked out once for both. */
const lived = new WeakMap<readonly HolidayNotice[], Map<string, StoredPlan>>();
const noticesByPlan = new WeakMap<ServicePlan, readonly HolidayNotice[]>();

/** The provider's holiday notices that a stored plan is lived by; none for a plan that was only read from a file. */
export function noticesOf(plan: ServicePlan): readonly HolidayNotice[] {
  return noticesByPlan.get(plan) ?? [];
}

function livedBy(stored: StoredPlan, notices: readonly HolidayNotice[]): StoredPlan {
  const plans = lived.get(notices) ?? new Map<string, StoredPlan>();
  lived.set(notices, plans);
  const known = plans.get(stored.id);
  if (known !== undefined) return known;
  const plan = { ...stored.plan };
  const { id, customerId, projectId } = stored;
  plans.set(id, { id, plan, customerId, projectId });
  noticesByPlan.set(plan, notices);
  return { id, plan, customerId, projectId };
}

export class NoActivePlan extends Error {}

/** The plan that holds for a project; without a project the provider's oldest active one answers unknown callers. */
export async function activePlan(tx: Transaction<Tables>, projectId: string | null): Promise<StoredPlan> {
  const row = await remembered(tx, `active plan ${projectId ?? ''}`, () => activePlanRow(tx, projectId));
  if (row === undefined) throw new NoActivePlan(projectId ?? 'no plan is active');
  return planById(tx, row.id);
}

function activePlanRow(tx: Transaction<Tables>, projectId: string | null): Promise<{ id: string } | undefined> {
  let query = tx
    .selectFrom('pledge.service_plan')
    .select('id')
    .where('status', '=', 'active')
    .orderBy('applied_at')
    .orderBy('id');
  if (projectId !== null) query = query.where('project_id', '=', projectId);
  return query.executeTakeFirst();
}

/** Every plan in force that the scope may see, the oldest first. */
export async function activePlans(tx: Transaction<Tables>): Promise<StoredPlan[]> {
  const rows = await tx
    .selectFrom('pledge.service_plan')
    .select('id')
    .where('status', '=', 'active')
    .orderBy('applied_at')
    .orderBy('id')
    .execute();
  const plans = [];
  for (const { id } of rows) plans.push(await planById(tx, id));
  return plans;
}

/** A plan that is not stored, lived by with the provider's holiday table as if it were. */
export async function livedByTable(tx: Transaction<Tables>, providerId: string, plan: StoredPlan): Promise<StoredPlan> {
  return livedBy(plan, await holidayNotices(tx, providerId));
}

/** The project of this code that has a plan in force. */
export function activeProject(tx: Transaction<Tables>, code: string): Promise<{ id: string; customer_id: string } | undefined> {
  return tx
    .selectFrom('pledge.project as project')
    .innerJoin('pledge.service_plan as plan', 'plan.project_id', 'project.id')
    .select(['project.id', 'project.customer_id'])
    .where('project.code', '=', code)
    .where('plan.status', '=', 'active')
    .executeTakeFirst();
}

export async function planById(tx: Transaction<Tables>, id: string): Promise<StoredPlan> {
  const stored = read.get(id) ?? (await readPlanRow(tx, id));
  return livedBy(stored, await holidayNotices(tx, stored.providerId));
}

async function readPlanRow(tx: Transaction<Tables>, id: string): Promise<StoredPlan & { readonly providerId: string }> {
  const row = await tx
    .selectFrom('pledge.service_plan')
    .select(['provider_id', 'customer_id', 'project_id', 'document'])
    .where('id', '=', id)
    .executeTakeFirst();
  if (row === undefined) throw new NoActivePlan(id);
  const stored = {
    id,
    plan: servicePlanSchema.parse(row.document),
    customerId: row.customer_id,
    projectId: row.project_id,
    providerId: row.provider_id,
  };
  read.set(id, stored);
  return stored;
}
