import type { Transaction } from 'kysely';
import type { Tables } from '#centre/schema/tables.ts';

interface ProjectFound {
  readonly id: string;
  readonly customerId: string;
  /** Code of the customer whose project it is. */
  readonly customer: string;
  /** A version of its plan is or was in force. */
  readonly hasPlan: boolean;
}

/** A project by its code, which is one of the whole provider. */
export async function projectByCode(tx: Transaction<Tables>, code: string): Promise<ProjectFound | undefined> {
  const found = await tx
    .selectFrom('pledge.project as project')
    .innerJoin('pledge.customer as customer', 'customer.id', 'project.customer_id')
    .leftJoin('pledge.service_plan as plan', 'plan.project_id', 'project.id')
    .select(['project.id', 'project.customer_id', 'customer.code as customer', 'plan.id as plan_id'])
    .where('project.code', '=', code)
    .executeTakeFirst();
  if (found === undefined) return undefined;
  return { id: found.id, customerId: found.customer_id, customer: found.customer, hasPlan: found.plan_id !== null };
}

export async function customerIdByCode(tx: Transaction<Tables>, code: string): Promise<string | null> {
  const found = await tx.selectFrom('pledge.customer').select('id').where('code', '=', code).executeTakeFirst();
  return found?.id ?? null;
}
