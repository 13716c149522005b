import type { Transaction } from 'kysely';
import type { Actor } from '#centre/people/actor.schema.ts';
import type { Tables } from '#centre/schema/tables.ts';
import type { CommandRun } from '#platform/command/run-command.ts';
import { uuidv7 } from '#platform/db/uuid.ts';
import { formatInstant } from '#platform/time/instant.ts';
import { appendHouseEvent } from './house-events.store.ts';
import type { ServicePlan } from './plan.schema.ts';

export interface PlanApproval {
  id: string;
  contactId: string;
  approvedOn: string;
}

/** The customer's approval of the text with this digest, on record. */
export async function approvalOf(tx: Transaction<Tables>, digest: string): Promise<PlanApproval | undefined> {
  const found = await tx
    .selectFrom('pledge.plan_approval')
    .select(['id', 'contact_id', 'approved_on'])
    .where('digest', '=', digest)
    .executeTakeFirst();
  return found && { id: found.id, contactId: found.contact_id, approvedOn: found.approved_on };
}

export interface Approver {
  customerId: string;
  projectId: string;
  contactId: string;
}

/** The representative of this code on the side of the plan's customer; undefined where the house knows none. */
export async function representativeOf(
  tx: Transaction<Tables>,
  plan: ServicePlan,
  contactCode: string,
): Promise<Approver | undefined> {
  const found = await tx
    .selectFrom('pledge.contact as c')
    .innerJoin('pledge.project as p', (join) =>
      join.onRef('p.provider_id', '=', 'c.provider_id').onRef('p.customer_id', '=', 'c.customer_id'),
    )
    .select(['c.id as contactId', 'c.customer_id as customerId', 'p.id as projectId'])
    .where('p.code', '=', plan.project.id)
    .where('c.code', '=', contactCode)
    .where('c.role', '=', 'customerRepresentative')
    .executeTakeFirst();
  return found;
}

/** Writes the approval with its event. */
export async function storeApproval(
  run: CommandRun<Tables>,
  from: { actor: Actor; plan: ServicePlan; digest: string; by: Approver; approvedOn: string; evidenceDigest: string },
): Promise<PlanApproval> {
  const { actor, plan, digest, by, approvedOn, evidenceDigest } = from;
  const id = uuidv7(run.now);
  const { id: code, revision } = plan.plan;
  const end = appendHouseEvent(run, {
    actor,
    customerId: by.customerId,
    stream: { kind: 'planApproval', id },
    type: 'planApproved',
    contactId: by.contactId,
    visibility: 'shared',
    data: { code, revision, digest, approvedOn, evidenceDigest },
  });
  await run.tx
    .insertInto('pledge.plan_approval')
    .values({
      provider_id: actor.providerId,
      id,
      customer_id: by.customerId,
      project_id: by.projectId,
      code,
      revision,
      digest,
      contact_id: by.contactId,
      approved_on: approvedOn,
      evidence_digest: evidenceDigest,
      recorded_at: formatInstant(run.now),
      seq: end.seq,
      last_hash: end.hash,
    })
    .execute();
  return { id, contactId: by.contactId, approvedOn };
}
