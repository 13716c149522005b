import type { Transaction } from 'kysely';
import type { Tables } from '#centre/schema/tables.ts';

interface ProjectToCome {
  readonly customerId: string | undefined;
  readonly projectId: string | undefined;
  /** The project is another customer's. */
  readonly isOfAnother: boolean;
  /** A version of its plan is or was in force. */
  readonly hasPlan: boolean;
}

/** What there is already of a project and a customer by their codes. */
export async function projectToCome(
  tx: Transaction<Tables>,
  codes: { readonly project: string; readonly customer: string },
): Promise<ProjectToCome> {
  const customer = await tx.selectFrom('pledge.customer').select('id').where('code', '=', codes.customer).executeTakeFirst();
  const project = await tx
    .selectFrom('pledge.project as project')
    .leftJoin('pledge.service_plan as plan', 'plan.project_id', 'project.id')
    .select(['project.id', 'project.customer_id', 'plan.id as plan_id'])
    .where('project.code', '=', codes.project)
    .executeTakeFirst();
  return {
    customerId: project?.customer_id ?? customer?.id,
    projectId: project?.id,
    isOfAnother: project !== undefined && project.customer_id !== customer?.id,
    hasPlan: project?.plan_id != null,
  };
}

interface Named {
  readonly id: string;
  readonly name: { readonly zh: string; readonly en: string };
}

/** Makes what is not there yet, by code and name; what is there is left as it is. The rest comes with the plan. */
export async function storeProjectToCome(
  tx: Transaction<Tables>,
  ids: { readonly providerId: string; readonly customerId: string; readonly projectId: string },
  { customer, project }: { readonly customer: Named; readonly project: Named },
): Promise<void> {
  await tx
    .insertInto('pledge.customer')
    .values({ provider_id: ids.providerId, id: ids.customerId, code: customer.id, name: JSON.stringify(customer.name) })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  await tx
    .insertInto('pledge.project')
    .values({
      provider_id: ids.providerId,
      id: ids.projectId,
      customer_id: ids.customerId,
      code: project.id,
      name: JSON.stringify(project.name),
      manager_id: null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
