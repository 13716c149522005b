import type { Instant } from '#platform/time/instant.ts';
import { answerAt } from './answer.rules.ts';
import type { ClockAnswer, ClockDefinition, ClockEvent } from './clock.schema.ts';
import { compileClock } from './compile.rules.ts';
import { foldClock, type ClockRun } from './fold.rules.ts';
import type { Calendars } from './terms.rules.ts';

/**
 * What one clock says as of an instant: a pure function of definition, calendars and events (clock-rules.md).
 * Events may come in any order; those of one instant keep their place. Definitions and calendars are read once
 * per object and must not be changed afterwards. Throws `ClockFault` where one of them cannot be read.
 */
export function evaluateClock(
  definition: ClockDefinition,
  calendars: Calendars,
  events: readonly ClockEvent[],
  asOf: Instant,
): ClockAnswer {
  return answerAt(runClock(definition, calendars, events, asOf), asOf);
}

/** The clock's whole run as of an instant: what answers, explanations and cycles are taken from. */
export function runClock(
  definition: ClockDefinition,
  calendars: Calendars,
  events: readonly ClockEvent[],
  asOf: Instant,
): ClockRun {
  return foldClock(compileClock(definition, calendars), viewOf(events, asOf));
}

/** The events known and happened by `asOf`, by `at`, then by place (R13). */
export function viewOf(events: readonly ClockEvent[], asOf: Instant): readonly ClockEvent[] {
  if (isView(events, asOf)) return events;
  return events.filter((event) => event.at <= asOf && (event.recordedAt ?? event.at) <= asOf).sort((a, b) => a.at - b.at);
}

function isView(events: readonly ClockEvent[], asOf: Instant): boolean {
  let last = -Infinity;
  for (const event of events) {
    if (event.at < last || event.at > asOf || (event.recordedAt !== undefined && event.recordedAt > asOf)) return false;
    last = event.at;
  }
  return true;
}

/**
 * The next instant after `asOf` at which a warning or the due time falls; null where none will without a new event.
 * As of the due instant itself it is the millisecond after, the first at which the breach holds (R5).
 */
export function nextWake(
  definition: ClockDefinition,
  calendars: Calendars,
  events: readonly ClockEvent[],
  asOf: Instant,
): Instant | null {
  return wakeAfter(evaluateClock(definition, calendars, events, asOf), asOf);
}

/** {@link nextWake} of an answer already at hand. */
export function wakeAfter(answer: ClockAnswer, asOf: Instant): Instant | null {
  if (answer.state !== 'running') return null;
  let next: number | null = null;
  for (const at of [...answer.warnAt, answer.dueAt]) if (at !== null && at > asOf && (next === null || at < next)) next = at;
  if (next === null && answer.dueAt === asOf) next = asOf + 1;
  return next as Instant | null;
}
