import { uuidv7 } from '#platform/db/uuid.ts';
import type { EventToAppend } from '#platform/evidence-log/append.ts';
import type { Instant } from '#platform/time/instant.ts';
import type { ClockEnding } from './moved-clocks.rules.ts';

/** The event of a warning or a breach, with its true instant: nobody's doing but time's. */
export function eventOfTime(entry: ClockEnding, now: Instant): EventToAppend {
  const { subject, clock, outcome } = entry;
  return {
    id: uuidv7(now),
    type: outcome.verdict === 'breached' ? 'clockBreached' : 'clockWarned',
    flow: null,
    from: null,
    to: null,
    writes: [],
    data: { clock: clock.clock, cycle: clock.cycle, subjectKind: subject.kind, subjectId: subject.id, verdict: outcome.verdict },
    texts: {},
    contactId: null,
    visibility: 'shared',
    commitments: outcome.commitments,
    occurredAt: outcome.at,
    lateReason: null,
  };
}
