import type { Transaction } from 'kysely';
import type { Tables } from '#centre/schema/tables.ts';
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
const read = new Map<string, StoredPlan>();

function storedPlan(row: { id: string; customer_id: string; project_id: string; document: unknown }): StoredPlan {
  const known = read.get(row.id);
  if (known !== undefined) return known;
  const stored: StoredPlan = {
    id: row.id,
    plan: servicePlanSchema.parse(row.document),
    customerId: row.customer_id,
    projectId: row.project_id,
  };
  read.set(row.id, stored);
  return stored;
}

export class NoActivePlan extends Error {}

/** The plan that holds for a project; without a project the provider's oldest active one answers unknown callers. */
export async function activePlan(tx: Transaction<Tables>, projectId: string | null): Promise<StoredPlan> {
  let query = tx
    .selectFrom('pledge.service_plan')
    .select('id')
    .where('status', '=', 'active')
    .orderBy('applied_at')
    .orderBy('id');
  if (projectId !== null) query = query.where('project_id', '=', projectId);
  const row = await query.executeTakeFirst();
  if (row === undefined) throw new NoActivePlan(projectId ?? 'no plan is active');
  return planById(tx, row.id);
}

export async function planById(tx: Transaction<Tables>, id: string): Promise<StoredPlan> {
  const known = read.get(id);
  if (known !== undefined) return known;
  const row = await tx
    .selectFrom('pledge.service_plan')
    .select(['id', 'customer_id', 'project_id', 'document'])
    .where('id', '=', id)
    .executeTakeFirst();
  if (row === undefined) throw new NoActivePlan(id);
  return storedPlan(row);
}
