import { foreseeAll, movingTo } from '#centre/commitments/index.ts';
import type { House } from '#centre/house.ts';
import type { Actor } from '#centre/people/actor.schema.ts';
import { draftRefusals, mayMove, readDraft, versionToCome, type VersionToCome } from '#centre/plan/index.ts';
import type { DraftText } from '#centre/plan/drafts/plan-drafts.schema.ts';
import { isRefusal, type Refusal } from '#platform/command/refusal.ts';
import type { RouteAnswer } from '#platform/http/route.ts';
import { reading } from '../reading.ts';
import { foreseenViews } from './recount-views.ts';
import type { DraftOutlook } from './recounts.schema.ts';
import { numbersOf } from './recounts.store.ts';

/** So many changed due times are told; how many there are is counted. */
const SHOWN = 50;

const NOTHING: Omit<DraftOutlook, 'state'> = { moved: 0, stayed: 0, changed: 0, breached: 0, changes: [] };

/** What would become of the requests that run if a draft were activated as it stands. The house's own: customers read the text alone. */
export async function draftOutlook(house: House, actor: Actor, id: string): Promise<RouteAnswer | Refusal> {
  const draft = await readDraft(house, actor, id);
  if (isRefusal(draft) || actor.kind === 'customer') return isRefusal(draft) ? draft : draftRefusals.notFound;
  const { text } = draft.body as DraftText;
  const version = await reading(house, actor, (tx, now) => versionToCome(tx, { providerId: actor.providerId, text, now }));
  const body = await outlookOf(house, actor, version);
  return { status: 200, body };
}

async function outlookOf(house: House, actor: Actor, version: VersionToCome | Refusal | null): Promise<DraftOutlook> {
  if (isRefusal(version)) return { state: 'unsound', ...NOTHING };
  if (version === null || version.isStored || !mayMove(version.plan.plan)) return { state: 'keeps', ...NOTHING };
  const told = await foreseeAll(house, { providerId: actor.providerId, recounting: movingTo(version.plan), keep: SHOWN });
  const { moved, stayed, changed, breached, first } = told;
  const changes = await reading(house, actor, async (tx, now) =>
    foreseenViews(
      tx,
      { first, toCome: version.plan },
      await numbersOf(tx, actor, { requestIds: first.map(({ requestId }) => requestId), now }),
    ),
  );
  return { state: 'moves', moved, stayed, changed, breached, changes };
}
