import type { Transaction } from 'kysely';
import type { Actor } from '#centre/people/actor.schema.ts';
import type { Tables } from '#centre/schema/tables.ts';
import { plansInReach } from './plans-in-reach.store.ts';

/** Whether a file shows that a commitment is kept in a project whose register the actor may read. */
export async function showsFulfilment(tx: Transaction<Tables>, actor: Actor, fileId: string): Promise<boolean> {
  const words = tx.selectFrom('pledge.attestation').select('project_id').where('file_id', '=', fileId);
  const rows = await words.union(tx.selectFrom('pledge.duty').select('project_id').where('file_id', '=', fileId)).execute();
  if (rows.length === 0) return false;
  const { plans } = await plansInReach(tx, actor, {});
  return plans.some(({ projectId }) => rows.some((row) => row.project_id === projectId));
}
