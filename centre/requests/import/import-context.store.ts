import type { Kysely, Transaction } from 'kysely';
import type { Actor } from '#centre/people/actor.schema.ts';
import { NoActivePlan } from '#centre/plan/index.ts';
import type { Tables } from '#centre/schema/tables.ts';
import type { Surroundings } from '#flows/dossier/dossier.schema.ts';
import { inTransaction } from '#platform/db/pool.ts';
import { instant, type Instant } from '#platform/time/instant.ts';
import type { TimeSource } from '#platform/time/time-source.ts';
import { loadSurroundings } from '../surroundings.store.ts';

/** What the imports of one log have in common, read once: the project under its plan in force, and the customer's sites by their codes. */
export interface ImportContext {
  readonly projectId: string;
  readonly projectCode: string;
  readonly customerId: string;
  readonly surroundings: Surroundings;
  readonly sites: ReadonlyMap<string, string>;
  readonly now: Instant;
}

/** The project that a map names, by its code; the codes there are where there is none, or none with a plan in force. */
export async function importContext(
  house: { readonly db: Kysely<Tables>; readonly time: TimeSource },
  actor: Actor,
  code: string,
): Promise<ImportContext | { readonly known: readonly string[] }> {
  return inTransaction(house.db, { providerId: actor.providerId, customerId: null }, async (tx, databaseNow) => {
    const now = house.time.now(instant(databaseNow));
    const projects = await tx.selectFrom('pledge.project').select(['id', 'code', 'customer_id']).orderBy('code').execute();
    const known = projects.map((project) => project.code);
    const project = projects.find((one) => one.code === code);
    if (project === undefined) return { known };
    const { id: projectId, customer_id: customerId } = project;
    try {
      const [surroundings, sites] = await Promise.all([
        loadSurroundings(tx, { customerId, projectId, planId: null, now }),
        tx.selectFrom('pledge.site').select(['id', 'code']).where('customer_id', '=', customerId).execute(),
      ]);
      const byCode = new Map(sites.map((site) => [site.code, site.id]));
      return { projectId, projectCode: code, customerId, surroundings, sites: byCode, now };
    } catch (error) {
      if (error instanceof NoActivePlan) return { known: known.filter((one) => one !== code) };
      throw error;
    }
  });
}

/** The plan in force for the project, and whether a request of this name is there already: asked together. */
export async function presentState(
  tx: Transaction<Tables>,
  about: { readonly projectId: string; readonly externalId: string },
): Promise<{ planId: string | null; isThere: boolean }> {
  const [plan, there] = await Promise.all([
    tx
      .selectFrom('pledge.service_plan')
      .select('id')
      .where('project_id', '=', about.projectId)
      .where('status', '=', 'active')
      .executeTakeFirst(),
    tx
      .selectFrom('pledge.service_request')
      .select('id')
      .where('project_id', '=', about.projectId)
      .where('external_id', '=', about.externalId)
      .executeTakeFirst(),
  ]);
  return { planId: plan?.id ?? null, isThere: there !== undefined };
}
