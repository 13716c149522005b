import type { Insertable, Transaction } from 'kysely';
import type { Tables } from '#centre/schema/tables.ts';
import { uuidv7 } from '#platform/db/uuid.ts';
import { chainEvents, writeChained, type ChainedEvents, type EventToAppend } from '#platform/evidence-log/append.ts';
import type { Instant } from '#platform/time/instant.ts';
import { heardRow, insertHeard, insertOutcomes, outcomeRow } from '../clocks.store.ts';
import { eventOfTime } from '../events-of-time.ts';
import type { ClockEnding } from '../moved-clocks.rules.ts';
import { isBroughtByTime } from '../outcomes.rules.ts';
import { PLAN_MOVED } from '../plan-versions.rules.ts';
import { limitText } from '../subject-clocks.rules.ts';
import type { Foreseen } from './recounting.ts';
import { writeDifferences, writeRecounted, type RecountedRequest } from './write-recounted.store.ts';

/** What becomes of one request: its rows and those of others are written together. */
export interface Becoming {
  readonly recounted: RecountedRequest;
  readonly chained: ChainedEvents;
  /** What its subjects heard, and the verdicts. */
  readonly heard: readonly Insertable<Tables['pledge.clock_event']>[];
  readonly outcomes: readonly Insertable<Tables['pledge.clock_outcome']>[];
  readonly breached: number;
  readonly warned: number;
}

/**
 * Chains the events of a request and tells its verdicts: that it went over, and each warning and breach that lies in the past by it, with its
 * true instant.
 */
export function becomingOf(foreseen: Foreseen, about: { readonly recountId: string; readonly now: Instant }): Becoming {
  const { moved, differences, request } = foreseen;
  const { owner } = request;
  const { now } = about;
  const going = moveEvent(foreseen, about);
  const byTime = moved.endings.filter(({ outcome }) => isBroughtByTime(outcome)).sort((a, b) => a.outcome.at - b.outcome.at);
  const timed = byTime.map((ending) => ({ ending, event: eventOfTime(ending, now) }));
  const chained = chainedTo(request, { events: [...going, ...timed.map(({ event }) => event)], now });
  const owed = (ending: ClockEnding, eventId: string) => outcomeRow(ending, owner, { eventId, now });
  const [move] = going;
  const others = moved.endings.filter(({ outcome }) => !isBroughtByTime(outcome));
  const breached = byTime.filter(({ outcome }) => outcome.verdict === 'breached').length;
  return {
    recounted: { owner, moved, end: chained.end, differences },
    chained,
    heard:
      move === undefined
        ? []
        : (foreseen.move?.heard ?? []).map((one, place) => heardRow(owner, { ...one, eventId: move.id, place })),
    outcomes: [
      ...timed.map(({ ending, event }) => owed(ending, event.id)),
      ...(move === undefined ? [] : others.map((ending) => owed(ending, move.id))),
    ],
    breached,
    warned: byTime.length - breached,
  };
}

/** Writes what becomes of many requests: a statement for each table and not for each request. */
export function writeBecoming(
  tx: Transaction<Tables>,
  becoming: readonly Becoming[],
  about: { readonly recountId: string; readonly now: Instant },
): void {
  const recounted = becoming.map((one) => one.recounted);
  writeChained(
    tx,
    becoming.map(({ chained }) => chained),
  );
  insertOutcomes(
    tx,
    becoming.flatMap(({ outcomes }) => outcomes),
  );
  insertHeard(
    tx,
    becoming.flatMap(({ heard }) => heard),
  );
  writeRecounted(tx, recounted, about.now);
  writeDifferences(tx, about.recountId, recounted);
}

function chainedTo(
  { owner, end }: Foreseen['request'],
  write: { events: readonly EventToAppend[]; now: Instant },
): ChainedEvents {
  return chainEvents(
    {
      providerId: owner.provider_id,
      customerId: owner.customer_id,
      requestId: owner.request_id,
      recordedAt: write.now,
      actor: { kind: 'system', id: null },
    },
    { kind: 'serviceRequest', id: owner.request_id, end, events: write.events },
  );
}

/** That a request went over to another version, with every clock whose due time or terms changed; none where it did not. */
function moveEvent({ move, differences }: Foreseen, about: { recountId: string; now: Instant }): EventToAppend[] {
  if (move === undefined) return [];
  const { from, to } = move;
  const event: EventToAppend = {
    id: uuidv7(about.now),
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
      recount: about.recountId,
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
    occurredAt: about.now,
    lateReason: null,
  };
  return [event];
}
