import type { Transaction } from 'kysely';
import { moveTo, planById, type StoredPlan } from '#centre/plan/index.ts';
import type { Tables } from '#centre/schema/tables.ts';
import { instant, type Instant } from '#platform/time/instant.ts';
import { calendarAt, type CalendarCorrection } from '../calendar-corrections.rules.ts';
import { clocksMoved, clocksOfHistories, movedBy, nextDueOf, type HeardEvent, type MovedClocks } from '../moved-clocks.rules.ts';
import type { PlanClockRules } from '../plan-clocks.rules.ts';
import { rulesThrough } from '../plan-rules.ts';
import { opensAlike, PLAN_MOVED } from '../plan-versions.rules.ts';
import { differencesOf, storedOtherwise, type ClockDifference } from './differences.rules.ts';
import { rulesAroundNotice, rulesWithNotice } from './notice-rules.ts';
import type { OpenRequest } from './open-requests.store.ts';
import { reachOfNotices, type NoticedYear } from './reach-of-notice.rules.ts';
import { noticesAt, plansThatRun, type Concerned, type StoredRecount } from './recount.store.ts';

/** What a recount makes of a request: nothing of it is written yet. */
export interface Foreseen {
  readonly request: OpenRequest;
  /** The clocks that become others, and what is recorded of them. */
  readonly moved: MovedClocks;
  readonly differences: readonly ClockDifference[];
  /** Of a request that goes over to another version: both, and what its subjects hear. */
  readonly move?: { readonly from: StoredPlan; readonly to: StoredPlan; readonly heard: readonly HeardEvent[] };
}

/** `nothing`: it stays as it is; `cannot`: it was to go over to the version, which knows nothing of its kind. */
export type Outlook = Foreseen | 'nothing' | 'cannot';

/** What a recount is about, and what it makes of a request. */
export interface Recounting {
  readonly concerned: Concerned;
  readonly foresee: (tx: Transaction<Tables>, request: OpenRequest, now: Instant) => Promise<Outlook>;
}

export async function recountingOf(tx: Transaction<Tables>, recount: StoredRecount, now: Instant): Promise<Recounting> {
  const { noticed_at: noticedAt, plan_id: planId, project_id: projectId } = recount;
  if (typeof planId === 'string' && typeof projectId === 'string') return movingTo(await planById(tx, planId));
  const at = instant(noticedAt ?? 0);
  return counting(tx, rulesAroundNotice(at), { years: await noticesAt(tx, at), now });
}

/** As it would be with a notice that nobody has imported. */
export function recountingWith(tx: Transaction<Tables>, notice: CalendarCorrection, year: NoticedYear): Promise<Recounting> {
  return counting(tx, rulesWithNotice(notice), { years: [year], now: notice.at });
}

/** Requests of a project that go over to a version of its plan, where it says so. */
export function movingTo(plan: StoredPlan): Recounting {
  return {
    concerned: { projectId: plan.projectId, planId: plan.id },
    foresee: async (tx, request, now) => {
      const answer = moveTo(plan.plan, request);
      if (answer !== 'moves') return answer === 'cannot' ? 'cannot' : 'nothing';
      const { owner, memory } = request;
      const from = await planById(tx, owner.plan_id);
      const before = countedBy(await rulesThrough(tx, from, memory), request, now);
      const heard = movesHeard(request, plan, now);
      const rules = await rulesThrough(tx, plan, { ...memory, heard });
      const moved = clocksMoved(rules, { memory, heard, now, isHistory: true });
      const differences = differencesOf({ before, after: { rules, clocks: moved.clocks }, now });
      return {
        request: { ...request, owner: { ...owner, plan_id: plan.id } },
        moved,
        differences,
        move: { from, to: plan, heard },
      };
    },
  };
}

async function counting(
  tx: Transaction<Tables>,
  rules: ReturnType<typeof rulesWithNotice>,
  about: { readonly years: readonly NoticedYear[]; readonly now: Instant },
): Promise<Recounting> {
  const { before, after } = rules;
  return {
    concerned: { from: reachOfNotices(about.years), calendars: await calendarsMoved(tx, rules, about.now) },
    foresee: async (tx, request, now) => {
      const { memory, owner } = request;
      const plan = await planById(tx, owner.plan_id);
      const was = countedBy(await rulesThrough(tx, plan, { ...memory, rulesOf: before }), request, now);
      const is = countedBy(await rulesThrough(tx, plan, { ...memory, rulesOf: after }), request, now);
      // Written is what holds now, which a later notice may have changed again.
      const rules = await rulesThrough(tx, plan, memory);
      const held = rules === is.rules ? is : countedBy(rules, request, now);
      const others = storedOtherwise({ before: was, after: held, now });
      const differences = differencesOf({ before: was, after: is, now });
      if (others.length === 0 && differences.length === 0) return 'nothing';
      // What time alone brings to the other clocks is the watching worker's.
      const due = movedBy(others, { recorded: memory.recorded, now, isHistory: true });
      return { request, moved: { ...due, nextDueAt: nextDueOf(held.clocks) }, differences };
    },
  };
}

/** Names of the calendars that open otherwise, or know more, in any version under which clocks run: no others can move. */
async function calendarsMoved(
  tx: Transaction<Tables>,
  { before, after }: ReturnType<typeof rulesWithNotice>,
  now: Instant,
): Promise<string[]> {
  const moved = new Set<string>();
  for (const id of await plansThatRun(tx)) {
    const stored = await planById(tx, id);
    const [was, is] = [before(stored), after(stored)];
    for (const name of Object.keys(stored.plan.calendars)) {
      const [one, other] = [calendarAt(was, name, now), calendarAt(is, name, now)];
      if (one === undefined || other === undefined || !opensAlike(one, other)) moved.add(name);
    }
  }
  return [...moved];
}

function countedBy(rules: PlanClockRules, { memory }: OpenRequest, now: Instant) {
  return { rules, clocks: clocksOfHistories(rules, memory.histories, now) };
}

/** Every subject of the request hears that it goes over: what starts on it later is the version's. */
function movesHeard({ owner, memory }: OpenRequest, to: StoredPlan, now: Instant): HeardEvent[] {
  return memory.histories.map(({ kind, id }) => ({
    subject: { kind, id },
    type: PLAN_MOVED,
    at: now,
    recordedAt: now,
    fields: { from: owner.plan_id, to: to.id },
  }));
}
