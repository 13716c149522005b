import type { Transaction } from 'kysely';
import type { Actor } from '#centre/people/actor.schema.ts';
import type { Names } from '#centre/schema/columns.ts';
import type { Tables } from '#centre/schema/tables.ts';
import type { CommandRun } from '#platform/command/run-command.ts';
import { uuidv7 } from '#platform/db/uuid.ts';
import { formatInstant } from '#platform/time/instant.ts';
import { appendHouseEvent } from './house-events.store.ts';
import type { ServicePlan } from './plan.schema.ts';

/** The version of a plan that is stored under this code and revision. */
export async function storedVersion(
  tx: Transaction<Tables>,
  { plan }: Pick<ServicePlan, 'plan'>,
): Promise<{ id: string; digest: string; status: string } | undefined> {
  return tx
    .selectFrom('pledge.service_plan')
    .select(['id', 'digest', 'status'])
    .where('code', '=', plan.id)
    .where('revision', '=', plan.revision)
    .executeTakeFirst();
}

/** Stores a version as the active one of its project, with its event; the one that was active is superseded. */
export async function storeVersion(
  run: CommandRun<Tables>,
  from: {
    actor: Actor;
    plan: ServicePlan;
    text: string;
    digest: string;
    customerId: string;
    projectId: string;
    /** The customer's approval on record, where there is one. */
    approvalId?: string | undefined;
    /** Who wrote it, where that is known. */
    authorIds?: readonly string[] | undefined;
  },
): Promise<string> {
  const { tx, now } = run;
  const { actor, plan } = from;
  const id = uuidv7(now);
  await tx
    .updateTable('pledge.service_plan')
    .set({ status: 'superseded' })
    .where('project_id', '=', from.projectId)
    .where('status', '=', 'active')
    .execute();
  const end = appendHouseEvent(run, {
    actor,
    customerId: from.customerId,
    stream: { kind: 'servicePlan', id },
    type: 'planApplied',
    to: 'active',
    contactId: null,
    visibility: 'shared',
    data: {
      code: plan.plan.id,
      revision: plan.plan.revision,
      digest: from.digest,
      projectId: from.projectId,
      commitments: plan.commitments.length,
      approvals: plan.plan.approvals,
      ...(from.approvalId === undefined ? {} : { approvalId: from.approvalId }),
      ...(from.authorIds === undefined ? {} : { authors: from.authorIds }),
    },
  });
  await tx
    .insertInto('pledge.service_plan')
    .values({
      provider_id: actor.providerId,
      id,
      customer_id: from.customerId,
      project_id: from.projectId,
      code: plan.plan.id,
      revision: plan.plan.revision,
      status: 'active',
      source: from.text,
      document: JSON.stringify(plan),
      digest: from.digest,
      applied_at: formatInstant(now),
      seq: end.seq,
      last_hash: end.hash,
    })
    .execute();
  return id;
}

export interface PlanVersionRow {
  readonly id: string;
  readonly code: string;
  readonly revision: number;
  readonly status: 'draft' | 'active' | 'superseded';
  readonly applied_at: number;
  readonly customer_id: string;
  readonly project_id: string;
  readonly project_code: string;
  readonly project_name: Names;
  readonly customer_name: Names;
}

/** Versions that were in force or are, the latest first; without their texts. */
export async function planVersions(tx: Transaction<Tables>): Promise<PlanVersionRow[]> {
  return versions(tx).orderBy('v.applied_at', 'desc').orderBy('v.id').execute();
}

export async function planVersionById(
  tx: Transaction<Tables>,
  id: string,
): Promise<(PlanVersionRow & { readonly source: string; readonly digest: string }) | undefined> {
  return versions(tx).select(['v.source', 'v.digest']).where('v.id', '=', id).executeTakeFirst();
}

/** The version of the same project that was in force until this one was activated; undefined of the first. */
export async function versionBefore(
  tx: Transaction<Tables>,
  { id, project_id: projectId }: Pick<PlanVersionRow, 'id' | 'project_id'>,
): Promise<{ id: string; code: string; revision: number } | undefined> {
  return tx
    .selectFrom('pledge.service_plan as before')
    .innerJoin('pledge.service_plan as this', (join) =>
      join.onRef('this.provider_id', '=', 'before.provider_id').onRef('this.project_id', '=', 'before.project_id'),
    )
    .select(['before.id', 'before.code', 'before.revision'])
    .where('this.id', '=', id)
    .where('before.project_id', '=', projectId)
    .whereRef('before.applied_at', '<', 'this.applied_at')
    .orderBy('before.applied_at', 'desc')
    .limit(1)
    .executeTakeFirst();
}

/** Who activated a version: a person's name, or the operator's at the machine; null where the name is erased. */
export async function appliedBy(tx: Transaction<Tables>, id: string): Promise<string | null> {
  const event = await tx
    .selectFrom('pledge.event')
    .select('actor')
    .where('stream_kind', '=', 'servicePlan')
    .where('stream_id', '=', id)
    .where('type', '=', 'planApplied')
    .executeTakeFirst();
  if (event?.actor.id == null) return event?.actor.operator ?? null;
  const person = await tx.selectFrom('pledge.person').select('name').where('id', '=', event.actor.id).executeTakeFirst();
  return person?.name ?? null;
}

function versions(tx: Transaction<Tables>) {
  return tx
    .selectFrom('pledge.service_plan as v')
    .innerJoin('pledge.project as p', (join) =>
      join.onRef('p.provider_id', '=', 'v.provider_id').onRef('p.id', '=', 'v.project_id'),
    )
    .innerJoin('pledge.customer as c', (join) =>
      join.onRef('c.provider_id', '=', 'v.provider_id').onRef('c.id', '=', 'v.customer_id'),
    )
    .select([
      'v.id',
      'v.code',
      'v.revision',
      'v.status',
      'v.applied_at',
      'v.customer_id',
      'v.project_id',
      'p.code as project_code',
      'p.name as project_name',
      'c.name as customer_name',
    ]);
}

/** The text in force for a project, as it was applied. */
export async function activeText(
  tx: Transaction<Tables>,
  projectId: string,
): Promise<{ text: string; code: string; customerId: string } | undefined> {
  const found = await tx
    .selectFrom('pledge.service_plan')
    .select(['source', 'code', 'customer_id'])
    .where('project_id', '=', projectId)
    .where('status', '=', 'active')
    .executeTakeFirst();
  return found && { text: found.source, code: found.code, customerId: found.customer_id };
}

/** The first revision of a plan that is not taken. */
export async function nextRevision(tx: Transaction<Tables>, code: string): Promise<number> {
  const found = await tx
    .selectFrom('pledge.service_plan')
    .select((of) => of.fn.max('revision').as('last'))
    .where('code', '=', code)
    .executeTakeFirst();
  return (found?.last ?? 0) + 1;
}
