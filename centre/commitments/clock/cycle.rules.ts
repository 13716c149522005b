import type { CompiledCalendar } from '../calendar/calendar.rules.ts';
import { afterOpenTime, openTimeBetween } from '../calendar/open-time.rules.ts';
import { countsEverySecond, limitFrom, type Terms } from './terms.rules.ts';

/** A stretch in which the clock ran: between pauses, stops and changes that carry. */
export interface Stretch {
  readonly from: number;
  /** Infinity while it runs. */
  readonly to: number;
  readonly calendar: CompiledCalendar;
  readonly everySecond: boolean;
}

/** A clock from one start at zero to its end: everything its answer is computed from. */
export interface Cycle {
  readonly startedAt: number;
  readonly terms: Terms;
  /** Limit in milliseconds; null with too few working days left. */
  readonly limit: number | null;
  readonly stretches: readonly Stretch[];
  /** From a stop to the reopening that went on: not counted, and no pause. */
  readonly rests: readonly { readonly from: number; readonly to: number }[];
}

export function newCycle(terms: Terms, at: number): Cycle {
  return { startedAt: at, terms, limit: limitFrom(terms, at), stretches: [], rests: [] };
}

/** The cycle with its clock running from `at`. */
export function running(cycle: Cycle, at: number): Cycle {
  const { calendar } = cycle.terms;
  return withStretches(cycle, [
    ...cycle.stretches,
    { from: at, to: Infinity, calendar, everySecond: countsEverySecond(cycle.terms) },
  ]);
}

/** The cycle with its clock held at `at`; a stretch of no length is none. */
export function held(cycle: Cycle, at: number): Cycle {
  const last = cycle.stretches[cycle.stretches.length - 1];
  if (last === undefined || last.to !== Infinity) return cycle;
  const stretches = cycle.stretches.slice(0, -1);
  const { from, calendar, everySecond } = last;
  if (from !== at) stretches.push({ from, to: at, calendar, everySecond });
  return withStretches(cycle, stretches);
}

/** Field by field and not by a spread: this runs at every event of every clock that is evaluated. */
function withStretches({ startedAt, terms, limit, rests }: Cycle, stretches: readonly Stretch[]): Cycle {
  return { startedAt, terms, limit, stretches, rests };
}

/** The whole cycle counted again under new terms (R9, `retroactive`). */
export function recounted(cycle: Cycle, terms: Terms): Cycle {
  const everySecond = countsEverySecond(terms);
  const stretches = cycle.stretches.map((stretch) => ({ ...stretch, calendar: terms.calendar, everySecond }));
  return { ...cycle, terms, limit: limitFrom(terms, cycle.startedAt), stretches };
}

/** The whole cycle counted with another calendar (R9, `calendarChanged`): no change of terms but of what is open. */
export function withCalendar(cycle: Cycle, calendar: CompiledCalendar): Cycle {
  const stretches = cycle.stretches.map((stretch) => ({ ...stretch, calendar }));
  return { ...withTerms(cycle, { ...cycle.terms, calendar }), stretches };
}

/** New terms for what comes; what was counted stays as counted. */
export function withTerms(cycle: Cycle, terms: Terms): Cycle {
  return { ...cycle, terms, limit: limitFrom(terms, cycle.startedAt) };
}

/** Counted milliseconds up to `at`. */
export function elapsedAt(cycle: Cycle, at: number): number {
  let elapsed = 0;
  for (const stretch of cycle.stretches) {
    if (stretch.from >= at) break;
    elapsed += countedIn(stretch, Math.min(stretch.to, at));
  }
  return elapsed;
}

/**
 * The earliest instant at which `amount` milliseconds have been counted (R4); null where it is not known:
 * the clock is held before it, or the calendar never opens long enough. A given instant may lie before the start.
 */
export function reachedAt(cycle: Cycle, amount: number): number | null {
  if (amount <= 0) return cycle.terms.given === undefined ? cycle.startedAt : cycle.startedAt + amount;
  let left = amount;
  for (const stretch of cycle.stretches) {
    if (stretch.to === Infinity) return afterCounted(stretch, left);
    const counted = countedIn(stretch, stretch.to);
    if (counted >= left) return afterCounted(stretch, left);
    left -= counted;
  }
  return null;
}

/** When the limit is reached, also where a pause hides it (R6); null where it is not known. */
export function limitReachedAt(cycle: Cycle): number | null {
  return cycle.limit === null ? null : reachedAt(cycle, cycle.limit);
}

/** Whether a stretch counted or skipped up to `until` ends after the holiday data of its calendar (R17). */
export function isProvisional(cycle: Cycle, until: number): boolean {
  if (cycle.terms.given !== undefined) return false;
  return cycle.stretches.some(({ calendar, from, to }) => {
    const end = Math.min(to, until);
    return calendar.dataEndsAt !== undefined && end > from && end > calendar.dataEndsAt;
  });
}

function countedIn(stretch: Stretch, to: number): number {
  return stretch.everySecond ? to - stretch.from : openTimeBetween(stretch.calendar, stretch.from, to);
}

function afterCounted(stretch: Stretch, amount: number): number | null {
  return stretch.everySecond ? stretch.from + amount : afterOpenTime(stretch.calendar, stretch.from, amount);
}
