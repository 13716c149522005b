import type { Transaction } from 'kysely';
import type { Tables } from '#centre/schema/tables.ts';
import { uuidv7 } from '#platform/db/uuid.ts';
import { appendEvents, type EventToAppend } from '#platform/evidence-log/append.ts';
import type { Instant } from '#platform/time/instant.ts';
import { recordOutcomes, writeHeard } from '../clocks.store.ts';
import { eventOfTime } from '../events-of-time.ts';
import { isBroughtByTime } from '../outcomes.rules.ts';
import { PLAN_MOVED } from '../plan-versions.rules.ts';
import { limitText } from '../subject-clocks.rules.ts';
import type { Foreseen } from './recounting.ts';
import type { RecountedRequest } from './write-recounted.store.ts';

/** What became of one request. */
export interface Written {
  readonly recounted: RecountedRequest;
  readonly breached: number;
  readonly warned: number;
}

/**
 * Appends the events of a request and records the verdicts: that it went over, and each warning and breach that lies in the past by it, with its
 * true instant. Its rows are the caller's to write, with those of the others.
 */
export function writeForeseen(
  tx: Transaction<Tables>,
  foreseen: Foreseen,
  about: { readonly recountId: string; readonly now: Instant },
): Written {
  const { moved, differences, request } = foreseen;
  const { owner } = request;
  const { now } = about;
  const going = moveEvent(foreseen, about);
  const byTime = moved.endings.filter(({ outcome }) => isBroughtByTime(outcome)).sort((a, b) => a.outcome.at - b.outcome.at);
  const timed = byTime.map((ending) => ({ ending, event: eventOfTime(ending, now) }));
  const events = [...going, ...timed.map(({ event }) => event)];
  const end = events.length === 0 ? request.end : append(tx, request, { events, now });
  for (const { ending, event } of timed) recordOutcomes(tx, owner, { endings: [ending], eventId: event.id, now });
  const [move] = going;
  if (move !== undefined) {
    const heard = foreseen.move?.heard ?? [];
    writeHeard(
      tx,
      owner,
      heard.map((one, place) => ({ ...one, eventId: move.id, place })),
    );
    const others = moved.endings.filter(({ outcome }) => !isBroughtByTime(outcome));
    recordOutcomes(tx, owner, { endings: others, eventId: move.id, now });
  }
  const breached = byTime.filter(({ outcome }) => outcome.verdict === 'breached').length;
  return { recounted: { owner, moved, end, differences }, breached, warned: byTime.length - breached };
}

function append(
  tx: Transaction<Tables>,
  { owner, end }: Foreseen['request'],
  write: { events: readonly EventToAppend[]; now: Instant },
) {
  return appendEvents(
    tx,
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
