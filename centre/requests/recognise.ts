import type { Transaction } from 'kysely';
import { NoActivePlan } from '#centre/plan/index.ts';
import type { Tables } from '#centre/schema/tables.ts';
import type { Dossier } from '#flows/dossier/dossier.schema.ts';
import { later } from '#platform/db/pool.ts';
import type { Instant } from '#platform/time/instant.ts';
import { loadSurroundings } from './surroundings.store.ts';
import { handOverTexts } from './text-index/write.store.ts';

/**
 * A request that waits for its project, as the step that names one sees it: with the customer's sites and contacts, and under
 * the project's own plan where it has one. Every other dossier, and one whose customer has no such project, stays as it is.
 */
export async function recognised(
  tx: Transaction<Tables>,
  dossier: Dossier,
  about: { readonly input: Readonly<Record<string, unknown>>; readonly now: Instant },
): Promise<Dossier> {
  const { projectId } = about.input;
  if (dossier.request.projectId !== null || typeof projectId !== 'string') return dossier;
  const project = await tx.selectFrom('pledge.project').select('customer_id').where('id', '=', projectId).executeTakeFirst();
  const { customerId } = dossier.request;
  if (project === undefined || (customerId !== null && customerId !== project.customer_id)) return dossier;
  const whose = { customerId: project.customer_id, projectId, now: about.now };
  const surroundings = await loadSurroundings(tx, { ...whose, planId: null }).catch((error: unknown) => {
    if (!(error instanceof NoActivePlan)) throw error;
    return loadSurroundings(tx, { ...whose, planId: dossier.surroundings.planId });
  });
  return { ...dossier, surroundings };
}

/** What was said and counted before anybody knew whose request it is becomes the customer's own, who may follow it from here on. */
export function handOver(tx: Transaction<Tables>, before: Dossier, after: Dossier): void {
  const { id, customerId } = after.request;
  if (customerId === null || before.request.customerId !== null) return;
  for (const table of ['pledge.message', 'pledge.clock_event', 'pledge.clock_outcome', 'pledge.file_use'] as const)
    later(tx, tx.updateTable(table).set({ customer_id: customerId }).where('request_id', '=', id));
  handOverTexts(tx, { requestId: id, customerId });
}
