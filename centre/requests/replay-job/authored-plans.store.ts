import type { Transaction } from 'kysely';
import { may, positionsOf, positionsThatMay, withUnitsAbove, type Actor } from '#centre/people/index.ts';
import { planById, type StoredPlan } from '#centre/plan/index.ts';
import type { Tables } from '#centre/schema/tables.ts';
import type { ReplayChoices } from './log-replay.schema.ts';

type Tx = Transaction<Tables>;
export type Author = Actor & { readonly personId: string };

/** Whoever may author the plan of some project, and is somebody: of which, is asked of each plan. */
export function isAuthor(actor: Actor): actor is Author {
  const authors: readonly string[] = positionsThatMay('create', 'servicePlan');
  return actor.personId !== null && positionsOf(actor).some(({ position }) => authors.includes(position));
}

/** A stored version of a plan, of a project whose plans the actor may author; undefined for every other. */
export async function authoredPlan(tx: Tx, actor: Actor, planId: string): Promise<StoredPlan | undefined> {
  const row = await tx.selectFrom('pledge.service_plan').select('id').where('id', '=', planId).executeTakeFirst();
  const stored = row === undefined ? undefined : await planById(tx, row.id);
  return stored !== undefined && (await mayAuthor(tx, actor, stored)) ? stored : undefined;
}

/** Every stored version of which the actor may author the next, those in force first. */
export async function authoredVersions(tx: Tx, actor: Actor): Promise<ReplayChoices['plans']> {
  const rows = await tx
    .selectFrom('pledge.service_plan as plan')
    .innerJoin('pledge.project as project', (join) =>
      join.onRef('project.provider_id', '=', 'plan.provider_id').onRef('project.id', '=', 'plan.project_id'),
    )
    .select([
      'plan.id',
      'plan.code',
      'plan.revision',
      'plan.status',
      'plan.customer_id',
      'plan.project_id',
      'project.code as project',
    ])
    .orderBy('plan.status')
    .orderBy('plan.applied_at', 'desc')
    .orderBy('plan.id')
    .execute();
  const plans = [];
  for (const row of rows) {
    if (!(await mayAuthor(tx, actor, { customerId: row.customer_id, projectId: row.project_id }))) continue;
    const { plan } = await planById(tx, row.id);
    const { id, code, revision, status, project } = row;
    plans.push({ planId: id, code, revision, status, title: plan.plan.title, project });
  }
  return plans;
}

/** A draft of its next version: what an author may create. The units that serve any site of the customer stand for the project. */
async function mayAuthor(
  tx: Tx,
  actor: Actor,
  { customerId, projectId }: Pick<StoredPlan, 'customerId' | 'projectId'>,
): Promise<boolean> {
  const sites = await tx.selectFrom('pledge.site').select('serving_unit_id').where('customer_id', '=', customerId).execute();
  const unitIds = await withUnitsAbove(
    tx,
    sites.flatMap(({ serving_unit_id: unit }) => unit ?? []),
  );
  return may(actor, 'create', 'servicePlan', { providerId: actor.providerId, customerId, projectId, unitIds, state: 'draft' });
}
