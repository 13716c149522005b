import type { Transaction } from 'kysely';
import { positionsOf, positionsThatMay, type Actor } from '#centre/people/index.ts';
import {
  draftById,
  draftsOf,
  planById,
  planRights,
  planVersions,
  type PlanAtHand,
  type ServicePlan,
  type StoredPlan,
} from '#centre/plan/index.ts';
import type { Tables } from '#centre/schema/tables.ts';
import { formatInstant, instant } from '#platform/time/instant.ts';
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
  return stored !== undefined && mayAuthor(await planRights(tx, actor), stored) ? stored : undefined;
}

/** Every stored version of which the actor may author the next, those in force first. */
export async function authoredVersions(
  tx: Tx,
  actor: Actor,
): Promise<(ReplayChoices['plans'][number] & { plan: ServicePlan })[]> {
  const rights = await planRights(tx, actor);
  const rows = (await planVersions(tx)).filter((row) => mayAuthor(rights, asProject(row)));
  const plans = [];
  for (const { id, code, revision, status, project_code: project } of rows) {
    const { plan } = await planById(tx, id);
    plans.push({ planId: id, code, revision, status, title: plan.plan.title, project, plan });
  }
  return plans.sort((one, other) => Number(other.status === 'active') - Number(one.status === 'active'));
}

/** The text of a draft for such a project, at the version that is meant; undefined for every other. */
export async function authoredDraft(
  tx: Tx,
  actor: Actor,
  meant: { readonly draftId: string; readonly version: number },
): Promise<string | undefined> {
  const draft = await draftById(tx, meant.draftId);
  const isMeant = draft?.version === meant.version && mayAuthor(await planRights(tx, actor), asProject(draft));
  return isMeant ? draft.text : undefined;
}

/** Drafts under way that the actor may author. */
export async function authoredDrafts(tx: Tx, actor: Actor): Promise<ReplayChoices['drafts']> {
  const rights = await planRights(tx, actor);
  return (await draftsOf(tx))
    .filter((draft) => draft.state === 'open' && mayAuthor(rights, asProject(draft)))
    .map(({ id, version, project_code: project, changed_at: at }) => ({
      draftId: id,
      version,
      project,
      changedAt: formatInstant(instant(at)),
    }));
}

function asProject(row: {
  readonly customer_id: string | null;
  readonly project_id: string | null;
}): Pick<PlanAtHand, 'customerId' | 'projectId'> {
  return { customerId: row.customer_id, projectId: row.project_id };
}

/** A draft of its next version: what an author may create. */
function mayAuthor(
  rights: Awaited<ReturnType<typeof planRights>>,
  { customerId, projectId }: Pick<PlanAtHand, 'customerId' | 'projectId'>,
): boolean {
  return rights('create', { customerId, projectId, state: 'draft' });
}
