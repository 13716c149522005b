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

/** The same as people read it: who gave it, and whether here or in a writing. */
export async function approvalTold(
  tx: Transaction<Tables>,
  digest: string,
): Promise<{ by: string; approvedOn: string; here: boolean } | undefined> {
  const found = await tx
    .selectFrom('pledge.plan_approval as a')
    .innerJoin('pledge.contact as c', (join) =>
      join.onRef('c.provider_id', '=', 'a.provider_id').onRef('c.id', '=', 'a.contact_id'),
    )
    .select(['c.name', 'a.approved_on', 'a.evidence_digest'])
    .where('a.digest', '=', digest)
    .executeTakeFirst();
  return found && { by: found.name ?? '', approvedOn: found.approved_on, here: found.evidence_digest === null };
}

export interface Approver {
  customerId: string;
  projectId: string;
  contactId: string;
}

/** The representative of this code in the plan, or who signed in as this contact, on the side of the plan's customer; undefined where the house knows none. */
export async function representativeOf(
  tx: Transaction<Tables>,
  plan: ServicePlan,
  who: { readonly code: string } | { readonly id: string },
): Promise<Approver | undefined> {
  const found = await tx
    .selectFrom('pledge.contact as c')
    .innerJoin('pledge.project as p', (join) =>
      join.onRef('p.provider_id', '=', 'c.provider_id').onRef('p.customer_id', '=', 'c.customer_id'),
    )
    .select(['c.id as contactId', 'c.customer_id as customerId', 'p.id as projectId'])
    .where('p.code', '=', plan.project.id)
    .where('code' in who ? 'c.code' : 'c.id', '=', 'code' in who ? who.code : who.id)
    .where('c.role', '=', 'customerRepresentative')
    .executeTakeFirst();
  return found;
}

/** Writes the approval with its event. */
export async function storeApproval(
  run: CommandRun<Tables>,
  from: { actor: Actor; plan: ServicePlan; digest: string; by: Approver; approvedOn: string; evidenceDigest: string | null },
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
