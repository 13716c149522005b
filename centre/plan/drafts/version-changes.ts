import type { Transaction } from 'kysely';
import type { House } from '#centre/house.ts';
import type { Actor } from '#centre/people/actor.schema.ts';
import type { Tables } from '#centre/schema/tables.ts';
import type { Refusal } from '#platform/command/refusal.ts';
import type { RouteAnswer } from '#platform/http/route.ts';
import { approvalTold } from '../plan-approvals.store.ts';
import { planRights } from '../plan-rights.store.ts';
import { appliedBy, planVersionById, versionBefore, type PlanVersionRow } from '../plan-versions.store.ts';
import { planById } from '../plan.store.ts';
import { differencesTold } from './differences-told.ts';
import type { VersionChanges } from './plan-drafts.schema.ts';
import { draftRefusals } from './plan-drafts.texts.ts';
import { ofRow, readingPlans } from './plan-drafts.reading.ts';

/** What a version changed when it was activated, against the one that was in force before it, and on whose word. */
export function readChanges(house: House, actor: Actor, id: string): Promise<RouteAnswer | Refusal> {
  return readingPlans(house, actor, async (tx) => {
    const row = await planVersionById(tx, id);
    if (row === undefined || !(await planRights(tx, actor))('read', ofRow(row))) return draftRefusals.notFound;
    return { status: 200, body: await changesOf(tx, actor, row) };
  });
}

async function changesOf(
  tx: Transaction<Tables>,
  actor: Actor,
  row: PlanVersionRow & { readonly digest: string },
): Promise<VersionChanges> {
  const before = await versionBefore(tx, row);
  const newer = (await planById(tx, row.id)).plan;
  const older = before === undefined ? undefined : (await planById(tx, before.id)).plan;
  return {
    replaced: before ?? null,
    differences: differencesTold(older, newer),
    approval: (await approvalTold(tx, row.digest)) ?? null,
    // A customer is told what the house did, not who in it.
    activatedBy: actor.kind === 'staff' ? await appliedBy(tx, row.id) : null,
  };
}
