import type { Transaction } from 'kysely';
import type { Tables } from '#centre/schema/tables.ts';
import type { Dossier } from '#flows/dossier/dossier.schema.ts';

/** What the people are called whom a dossier's orders name, by their ids: who has left the house since is none of its staff, and went all the same. */
export async function namesOnOrders(
  tx: Transaction<Tables>,
  { taskOrders, surroundings }: Pick<Dossier, 'taskOrders' | 'surroundings'>,
): Promise<ReadonlyMap<string, string>> {
  const names = new Map(surroundings.staff.map(({ id, name }) => [id, name]));
  const left = taskOrders.flatMap(({ assignees }) => assignees.map(({ personId }) => personId)).filter((id) => !names.has(id));
  if (left.length === 0) return names;
  const rows = await tx.selectFrom('pledge.person').select(['id', 'name']).where('id', 'in', left).execute();
  return new Map([...names, ...rows.map(({ id, name }) => [id, name ?? ''] as const)]);
}
