import type { Transaction } from 'kysely';
import type { House } from '#centre/house.ts';
import type { Actor } from '#centre/people/actor.schema.ts';
import type { Tables } from '#centre/schema/tables.ts';
import type { Refusal } from '#platform/command/refusal.ts';
import { sha256 } from '#platform/evidence-log/digests.ts';
import { inReading } from '#platform/db/pool.ts';
import type { RouteAnswer } from '#platform/http/route.ts';
import { formatInstant, instant, type Instant } from '#platform/time/instant.ts';
import { unreadPlan } from '../apply-plan.ts';
import { planRights } from '../plan-rights.store.ts';
import { withProvider } from '../plan.rules.ts';
import type { ServicePlan } from '../plan.schema.ts';
import { planById } from '../plan.store.ts';
import { providerBlocks } from '../provider-blocks.store.ts';
import { readPlan } from '../read-plan.ts';
import { planVersionById, planVersions, type PlanVersionRow } from '../plan-versions.store.ts';
import type { DraftText, PlanDraft, Plans, PlanText, PlanVersion } from './plan-drafts.schema.ts';
import { draftById, draftsOf, namesOf, type StoredDraft } from './plan-drafts.store.ts';
import { planOf } from './plan-drafts.ts';
import { draftRefusals } from './plan-drafts.texts.ts';
import { reviewOf } from './review-draft.ts';

/** Reads in the actor's scope, at the house's time. */
export function readingPlans<Result>(
  house: House,
  actor: Actor,
  work: (tx: Transaction<Tables>, now: Instant) => Promise<Result>,
): Promise<Result> {
  const scope = { providerId: actor.providerId, customerId: actor.customerId };
  return inReading(house.db, scope, (tx, databaseNow) => work(tx, house.time.now(instant(databaseNow))));
}

/** The versions and drafts that the actor may see. */
export async function plansFor(tx: Transaction<Tables>, actor: Actor): Promise<Plans> {
  const may = await planRights(tx, actor);
  const found = await planVersions(tx);
  const begun = found.filter((row) => row.status === 'active' && may('create', { ...ofRow(row), state: 'draft' }));
  return {
    versions: found.filter((row) => may('read', ofRow(row))).map(versionTold),
    drafts: (await draftsOf(tx)).filter((draft) => may('read', planOf(draft))).map(draftTold),
    projects: begun.map(projectOf),
    mayBeginFirst: may('create', { customerId: null, projectId: null, state: 'draft' }),
  };
}

export function readVersion(house: House, actor: Actor, id: string): Promise<RouteAnswer | Refusal> {
  return readingPlans(house, actor, async (tx) => {
    const row = await planVersionById(tx, id);
    if (row === undefined || !(await planRights(tx, actor))('read', ofRow(row))) return draftRefusals.notFound;
    const body: PlanText = { ...versionTold(row), text: row.source };
    return { status: 200, body };
  });
}

export function readDraft(house: House, actor: Actor, id: string): Promise<RouteAnswer | Refusal> {
  return readingPlans(house, actor, async (tx) => {
    const draft = await draftById(tx, id);
    const rights = await planRights(tx, actor);
    if (draft === undefined || !rights('read', planOf(draft))) return draftRefusals.notFound;
    const open = draft.state === 'open';
    const isStaff = actor.kind === 'staff';
    const body: DraftText = {
      ...draftTold(draft),
      text: draft.text,
      // A customer is told what the house says, not who in it wrote it.
      authors: isStaff ? await namesOf(tx, draft.author_ids) : [],
      may: {
        change: open && rights('change', planOf(draft)),
        activate: open && isStaff && rights('approve', planOf(draft)),
        approve: open && !isStaff && rights('approve', planOf(draft)),
      },
      planId: draft.plan_id,
    };
    return { status: 200, body };
  });
}

export function readReview(house: House, actor: Actor, id: string): Promise<RouteAnswer | Refusal> {
  return readingPlans(house, actor, async (tx, now) => {
    const draft = await draftById(tx, id);
    if (draft === undefined || !(await planRights(tx, actor))('read', planOf(draft))) return draftRefusals.notFound;
    return { status: 200, lines: await reviewOf(tx, draft, now) };
  });
}

/** A plan in words that people may read: of a version, or of a draft's text as it stands. */
export interface PlanToRead {
  /** With the provider's blocks where the text leaves them out. */
  readonly plan: ServicePlan;
  readonly state: 'draft' | 'active' | 'superseded';
  /** SHA-256 of the text. */
  readonly digest: string;
  readonly writtenAt: Instant;
}

/** The plan behind a version or a draft, where the actor may read it; a draft that is no plan yet is refused with what is wrong with it. */
export async function planToRead(
  tx: Transaction<Tables>,
  actor: Actor,
  which: { readonly kind: 'version' | 'draft'; readonly id: string },
): Promise<PlanToRead | Refusal> {
  const rights = await planRights(tx, actor);
  if (which.kind === 'version') {
    const row = await planVersionById(tx, which.id);
    if (row === undefined || !rights('read', ofRow(row))) return draftRefusals.notFound;
    // What is stored has lost the order in which it was written; a text that this version no longer reads is shown as it was stored.
    const reading = readPlan(row.source, 'plan');
    const plan = 'plan' in reading ? withProvider(reading.plan, await providerBlocks(tx)) : (await planById(tx, row.id)).plan;
    return { plan, state: row.status, digest: row.digest, writtenAt: instant(row.applied_at) };
  }
  const draft = await draftById(tx, which.id);
  if (draft === undefined || !rights('read', planOf(draft))) return draftRefusals.notFound;
  const reading = readPlan(draft.text, 'plan');
  if ('diagnostics' in reading) return unreadPlan(reading.diagnostics);
  const plan = withProvider(reading.plan, await providerBlocks(tx));
  return { plan, state: 'draft', digest: sha256(draft.text), writtenAt: instant(draft.changed_at) };
}

export function ofRow(row: PlanVersionRow): Parameters<Awaited<ReturnType<typeof planRights>>>[1] {
  return { customerId: row.customer_id, projectId: row.project_id, state: row.status };
}

function projectOf<Id extends string | null>(
  row: { readonly project_id: Id } & Pick<PlanVersionRow, 'project_code' | 'project_name' | 'customer_name'>,
) {
  return {
    id: row.project_id,
    code: row.project_code,
    name: { zh: row.project_name.zh, en: row.project_name.en ?? '' },
    customer: { zh: row.customer_name.zh, en: row.customer_name.en ?? '' },
  };
}

function versionTold(row: PlanVersionRow): PlanVersion {
  return {
    id: row.id,
    code: row.code,
    revision: row.revision,
    status: row.status === 'active' ? 'active' : 'superseded',
    project: projectOf(row),
    appliedAt: formatInstant(instant(row.applied_at)),
  };
}

function draftTold(draft: StoredDraft): PlanDraft {
  return {
    id: draft.id,
    project: projectOf(draft),
    version: draft.version,
    state: draft.state,
    changedAt: formatInstant(instant(draft.changed_at)),
    changedBy: draft.changed_by_name ?? '',
    offered: draft.offered_version === draft.version,
  };
}
