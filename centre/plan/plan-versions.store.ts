import type { Transaction } from 'kysely';
import type { Actor } from '#centre/people/actor.schema.ts';
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
