import type { Transaction } from 'kysely';
import { moveTo, planById, type StoredPlan } from '#centre/plan/index.ts';
import type { Tables } from '#centre/schema/tables.ts';
import { uuidv7 } from '#platform/db/uuid.ts';
import { appendEvents, type EventToAppend } from '#platform/evidence-log/append.ts';
import { instant, type Instant } from '#platform/time/instant.ts';
import { recordOutcomes, writeHeard } from '../clocks.store.ts';
import { eventOfTime } from '../events-of-time.ts';
import { clocksMoved, clocksOfHistories, type HeardEvent, type MovedClocks } from '../moved-clocks.rules.ts';
import { isBroughtByTime } from '../outcomes.rules.ts';
import type { PlanClockRules } from '../plan-clocks.rules.ts';
import { rulesThrough } from '../plan-rules.ts';
import { PLAN_MOVED } from '../plan-versions.rules.ts';
import { limitText } from '../subject-clocks.rules.ts';
import { differencesOf, storesOther, type ClockDifference } from './differences.rules.ts';
import { rulesAroundNotice } from './notice-rules.ts';
import type { OpenRequest } from './open-requests.store.ts';
import { reachOfNotices } from './reach-of-notice.rules.ts';
import { noticesAt, type Concerned, type StoredRecount } from './recount.store.ts';
import type { RecountedRequest } from './write-recounted.store.ts';

/** What became of one request in a recount. */
export interface Counted {
  /** Absent where nothing of it is another, so that nothing is written. */
  readonly recounted?: RecountedRequest;
  readonly moved: boolean;
  /** It was to go over to the version and cannot. */
  readonly cannot: boolean;
  readonly breached: number;
  readonly warned: number;
}

/** What a recount is about, and how it counts a request: its events and verdicts are written by it, its rows by the caller. */
export interface Recounting {
  readonly concerned: Concerned;
  readonly count: (tx: Transaction<Tables>, request: OpenRequest, now: Instant) => Promise<Counted>;
}

const NOTHING: Counted = { moved: false, cannot: false, breached: 0, warned: 0 };

export async function recountsOf(tx: Transaction<Tables>, recount: StoredRecount): Promise<Recounting> {
  const { noticed_at: noticedAt, plan_id: planId, project_id: projectId } = recount;
  if (typeof planId === 'string' && typeof projectId === 'string')
    return movingTo(await planById(tx, planId), { projectId, recountId: recount.id });
  return afterNotice(tx, instant(noticedAt ?? 0));
}

async function afterNotice(tx: Transaction<Tables>, noticedAt: Instant): Promise<Recounting> {
  const { before, after } = rulesAroundNotice(noticedAt);
  return {
    concerned: { from: reachOfNotices(await noticesAt(tx, noticedAt)) },
    count: async (slice, request, now) => {
      const { memory, owner } = request;
      const plan = await planById(slice, owner.plan_id);
      const through = (rulesOf: typeof before) => rulesThrough(slice, plan, { histories: memory.histories, rulesOf });
      const was = countedBy(await through(before), request, now);
      const is = countedBy(await through(after), request, now);
      if (!storesOther({ before: was, after: is, now })) return NOTHING;
      // Written is what holds now, which a later notice may have changed again.
      const moved = clocksMoved(await rulesThrough(slice, plan, memory), { memory, heard: [], now, isHistory: true });
      return written(slice, request, { moved, events: [], differences: differencesOf({ before: was, after: is, now }), now });
    },
  };
}

function movingTo(plan: StoredPlan, about: { projectId: string; recountId: string }): Recounting {
  return {
    concerned: { projectId: about.projectId, planId: plan.id },
    count: async (tx, request, now) => {
      const answer = moveTo(plan.plan, request);
      if (answer !== 'moves') return { ...NOTHING, cannot: answer === 'cannot' };
      const { owner, memory } = request;
      const old = await planById(tx, owner.plan_id);
      const before = countedBy(await rulesThrough(tx, old, memory), request, now);
      const heard = movesHeard(request, plan, now);
      const rules = await rulesThrough(tx, plan, { ...memory, heard });
      const moved = clocksMoved(rules, { memory, heard, now, isHistory: true });
      const differences = differencesOf({ before, after: { rules, clocks: moved.clocks }, now });
      const event = moveEvent({ from: old, to: plan, recountId: about.recountId }, differences, now);
      const gone = { ...request, owner: { ...owner, plan_id: plan.id } };
      writeHeard(
        tx,
        gone.owner,
        heard.map((one, place) => ({ ...one, eventId: event.id, place })),
      );
      return { ...written(tx, gone, { moved, events: [event], differences, now }), moved: true };
    },
  };
}

function countedBy(rules: PlanClockRules, { memory }: OpenRequest, now: Instant) {
  return { rules, clocks: clocksOfHistories(rules, memory.histories, now) };
}

/** Every subject of the request hears that it goes over, those that have no clock yet too: what starts on them later is the version's. */
function movesHeard({ owner, memory }: OpenRequest, to: StoredPlan, now: Instant): HeardEvent[] {
  return memory.histories.map(({ kind, id }) => ({
    subject: { kind, id },
    type: PLAN_MOVED,
    at: now,
    recordedAt: now,
    fields: { from: owner.plan_id, to: to.id },
  }));
}

/** Appends the events and records the verdicts of a request; those that time brought are its events too, with their true instants. */
function written(
  tx: Transaction<Tables>,
  request: OpenRequest,
  about: { moved: MovedClocks; events: readonly EventToAppend[]; differences: readonly ClockDifference[]; now: Instant },
): Counted {
  const { owner } = request;
  const { moved, differences, now } = about;
  const byTime = moved.endings.filter(({ outcome }) => isBroughtByTime(outcome)).sort((a, b) => a.outcome.at - b.outcome.at);
  const timed = byTime.map((ending) => ({ ending, event: eventOfTime(ending, now) }));
  const events = [...about.events, ...timed.map(({ event }) => event)];
  const end =
    events.length === 0
      ? request.end
      : appendEvents(
          tx,
          {
            providerId: owner.provider_id,
            customerId: owner.customer_id,
            requestId: owner.request_id,
            recordedAt: now,
            actor: { kind: 'system', id: null },
          },
          { kind: 'serviceRequest', id: owner.request_id, end: request.end, events },
        );
  for (const { ending, event } of timed) recordOutcomes(tx, owner, { endings: [ending], eventId: event.id, now });
  const [first] = about.events;
  const others = moved.endings.filter(({ outcome }) => !isBroughtByTime(outcome));
  if (first !== undefined) recordOutcomes(tx, owner, { endings: others, eventId: first.id, now });
  const breached = byTime.filter(({ outcome }) => outcome.verdict === 'breached').length;
  return {
    recounted: { owner, moved, end, differences },
    moved: false,
    cannot: false,
    breached,
    warned: byTime.length - breached,
  };
}

/** That a request went over to another version, with every clock whose due time or terms that changed. */
function moveEvent(
  move: { from: StoredPlan; to: StoredPlan; recountId: string },
  differences: readonly ClockDifference[],
  now: Instant,
): EventToAppend {
  const { from, to, recountId } = move;
  return {
    id: uuidv7(now),
    type: PLAN_MOVED,
    flow: null,
    from: null,
    to: null,
    writes: [PLAN_MOVED],
    data: {
      fromPlan: from.id,
      fromRevision: from.plan.plan.revision,
      toPlan: to.id,
      toRevision: to.plan.plan.revision,
      recount: recountId,
      clocks: differences.map(({ before, after }) => ({
        clock: after.clock.clock,
        cycle: after.clock.cycle,
        subjectKind: after.subject.kind,
        subjectId: after.subject.id,
        limitBefore: limitText(before.clock.definition),
        limitAfter: limitText(after.clock.definition),
        dueBefore: before.clock.answer.dueAt,
        dueAfter: after.clock.answer.dueAt,
      })),
    },
    texts: {},
    contactId: null,
    visibility: 'shared',
    commitments: [...new Set(differences.flatMap(({ after }) => after.clock.sources))],
    occurredAt: now,
    lateReason: null,
  };
}
