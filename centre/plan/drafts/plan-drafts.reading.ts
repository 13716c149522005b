import type { Transaction } from 'kysely';
import type { House } from '#centre/house.ts';
import type { Actor } from '#centre/people/actor.schema.ts';
import type { Tables } from '#centre/schema/tables.ts';
import type { Refusal } from '#platform/command/refusal.ts';
import { inReading } from '#platform/db/pool.ts';
import type { RouteAnswer } from '#platform/http/route.ts';
import { formatInstant, instant, type Instant } from '#platform/time/instant.ts';
import { planRights } from '../plan-rights.store.ts';
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
    return { status: 200, body: await reviewOf(tx, draft, now) };
  });
}

function ofRow(row: PlanVersionRow): Parameters<Awaited<ReturnType<typeof planRights>>>[1] {
  return { customerId: row.customer_id, projectId: row.project_id, state: row.status };
}

function projectOf(row: Pick<PlanVersionRow, 'project_id' | 'project_code' | 'project_name' | 'customer_name'>) {
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
