import type { Instant } from '#platform/time/instant.ts';
import type { ClosedCause, OpenCause } from '../calendar/day-cause.rules.ts';
import type { ClockAnswer, DayUnit } from './clock.schema.ts';

/**
 * Why a clock is due when it is due. Every second from the start to `until` belongs to exactly one stretch, and the
 * counted seconds of a clock that has a due time add up to its limit.
 */
export interface ClockExplanation {
  readonly answer: ClockAnswer;
  readonly startedAt: Instant | null;
  /** The due time; the as-of instant or the end where there is none (paused, never due). */
  readonly until: Instant | null;
  readonly limitSeconds: number | null;
  /** The terms in force: limit as written, unit, name of the calendar. */
  readonly terms: { readonly limit: string; readonly unit: DayUnit | null; readonly calendar: string };
  readonly stretches: readonly ExplainedStretch[];
  readonly sumSeconds: number;
  /** What the due time would be had nothing paused the clock; null where nothing did or it would never come. */
  readonly dueWithoutPauses: Instant | null;
}

/** `expected` is open time that has not passed yet, or that came after the clock had stopped. */
export type StretchKind = 'counted' | 'skipped' | 'paused' | 'expected';

/**
 * `startDay`: the day of the start, whose time counts but which is no day of the limit (R11, R12); `calendarDays`: a
 * limit in calendar days counts every second; `givenInstant`: the record gives the due time; `stopped`: from a stop to
 * the reopening.
 */
export type StretchCause = OpenCause | ClosedCause | 'pause' | 'stopped' | 'startDay' | 'calendarDays' | 'givenInstant';

export interface ExplainedStretch {
  readonly from: Instant;
  readonly to: Instant;
  readonly kind: StretchKind;
  readonly cause: StretchCause;
  /** Of a pause: the reasons that held the clock, in the order they came. */
  readonly reasons: readonly string[];
  /** Zero where skipped or paused. */
  readonly countedSeconds: number;
  /** Counted and expected so far. */
  readonly totalSeconds: number;
}
