import type { Instant } from '#platform/time/instant.ts';
import { closedParts, openCause } from '../calendar/day-cause.rules.ts';
import { openIntervals } from '../calendar/open-time.rules.ts';
import { endOfDay } from '../calendar/calendar.rules.ts';
import { answerAt } from './answer.rules.ts';
import type { ClockAnswer, ClockDefinition, ClockEvent } from './clock.schema.ts';
import { limitReachedAt, running, type Cycle, type Stretch } from './cycle.rules.ts';
import { runClock, viewOf } from './evaluate.rules.ts';
import type { ClockExplanation, ExplainedStretch, StretchCause, StretchKind } from './explain.schema.ts';
import { foldClock, type ClockRun } from './fold.rules.ts';
import { limitText, type Calendars, type Terms } from './terms.rules.ts';

/** Explains the current cycle of a clock as of an instant. Throws `ClockFault` as `evaluateClock` does. */
export function explainClock(
  definition: ClockDefinition,
  calendars: Calendars,
  events: readonly ClockEvent[],
  asOf: Instant,
): ClockExplanation {
  const run = runClock(definition, calendars, events, asOf);
  const view = viewOf(events, asOf);
  const current = { cycle: run.cycle, terms: run.terms, answer: answerAt(run, asOf), endedAt: run.ended?.endedAt };
  return { ...explainCycle(current, definition, view, asOf), dueWithoutPauses: dueWithoutPauses(run, view) };
}

/** A cycle with the answer it is explained by. */
export interface CycleToExplain {
  readonly cycle: Cycle | undefined;
  /** Those in force, for a clock that has not started. */
  readonly terms: Terms;
  readonly answer: ClockAnswer;
  readonly endedAt: number | undefined;
}

/** Explains one cycle, current or closed; `view` are the events known by `asOf`, in order. */
export function explainCycle(
  { cycle, terms, answer, endedAt }: CycleToExplain,
  definition: ClockDefinition,
  view: readonly ClockEvent[],
  asOf: Instant,
): Omit<ClockExplanation, 'dueWithoutPauses'> {
  if (cycle === undefined)
    return {
      answer,
      terms: writtenTerms(terms),
      startedAt: null,
      until: null,
      limitSeconds: answer.remainingSeconds,
      stretches: [],
      sumSeconds: 0,
    };
  const passed = Math.min(asOf, endedAt ?? Infinity);
  const until = Math.max(cycle.startedAt, answer.dueAt ?? passed);
  const pieces = piecesOf(cycle, definition, view, { until, passed, stretches: runStretches(cycle, endedAt, answer.dueAt) });
  const stretches = withTotals(pieces);
  return {
    answer,
    startedAt: cycle.startedAt as Instant,
    until: until as Instant,
    terms: writtenTerms(cycle.terms),
    limitSeconds: cycle.limit === null ? null : Math.floor(cycle.limit / 1000),
    stretches,
    sumSeconds: stretches.at(-1)?.totalSeconds ?? 0,
  };
}

/** The due time had no pause held the clock; null where none did. */
export function dueWithoutPauses(run: ClockRun, view: readonly ClockEvent[]): Instant | null {
  if (!view.some((event) => event.type === 'pause' && run.clock.definition.pauseOn?.includes(event.reason ?? '') === true))
    return null;
  const unpaused = foldClock(
    run.first,
    view.filter((event) => event.type !== 'pause' && event.type !== 'resume'),
  );
  const due =
    unpaused.ended === undefined
      ? unpaused.cycle === undefined
        ? null
        : limitReachedAt(unpaused.cycle)
      : unpaused.ended.answer.dueAt;
  return due as Instant | null;
}

function writtenTerms(terms: Terms): ClockExplanation['terms'] {
  return { limit: limitText(terms), unit: terms.unit ?? null, calendar: terms.calendar.name };
}

interface Piece {
  readonly from: number;
  readonly to: number;
  readonly kind: StretchKind;
  readonly cause: StretchCause;
  readonly reasons: readonly string[];
}

interface Bounds {
  readonly until: number;
  /** What lies after it is expected. */
  readonly passed: number;
  readonly stretches: readonly Stretch[];
}

function piecesOf(cycle: Cycle, definition: ClockDefinition, view: readonly ClockEvent[], bounds: Bounds): Piece[] {
  const pieces: Piece[] = [];
  let reached = cycle.startedAt;
  for (const stretch of bounds.stretches) {
    if (stretch.from >= bounds.until) break;
    pieces.push(...heldPieces(cycle, definition, view, { from: reached, to: stretch.from }));
    reached = Math.min(stretch.to, bounds.until);
    pieces.push(...runPieces(cycle, stretch, { ...bounds, until: reached }));
  }
  if (reached < bounds.until) pieces.push(...heldPieces(cycle, definition, view, { from: reached, to: bounds.until }));
  return pieces;
}

/** A clock that stopped while it ran is explained on to the due time it had, as if it ran on: that is what it means. */
function runStretches(cycle: Cycle, endedAt: number | undefined, due: number | null): readonly Stretch[] {
  if (endedAt === undefined || due === null || due <= endedAt) return cycle.stretches;
  const last = cycle.stretches.at(-1);
  return last?.to === endedAt ? [...cycle.stretches.slice(0, -1), { ...last, to: Infinity }] : running(cycle, endedAt).stretches;
}

function runPieces(cycle: Cycle, stretch: Stretch, { until, passed }: Bounds): Piece[] {
  const pieces: Piece[] = [];
  const open = stretch.everySecond ? [{ from: stretch.from, to: until }] : openIntervals(stretch.calendar, stretch.from, until);
  let reached = stretch.from;
  for (const interval of open) {
    pieces.push(...skipped(stretch, reached, interval.from), ...openPieces(cycle, stretch, interval, passed));
    reached = interval.to;
  }
  return [...pieces, ...skipped(stretch, reached, until)];
}

function skipped(stretch: Stretch, from: number, to: number): Piece[] {
  return closedParts(stretch.calendar, from, to).map((part) => ({ ...part, kind: 'skipped', reasons: [] }));
}

function openPieces(
  { terms, startedAt }: Cycle,
  stretch: Stretch,
  interval: { from: number; to: number },
  passed: number,
): Piece[] {
  const dayUnit = terms.unit !== undefined;
  const startDayEnds = endOfDay(terms.calendar.zone, terms.calendar.zone.dayAt(startedAt));
  const cuts = [passed, ...(dayUnit ? [startDayEnds] : [])]
    .filter((cut) => cut > interval.from && cut < interval.to)
    .sort((a, b) => a - b);
  return [...cuts, interval.to].map((to, i) => {
    const from = i === 0 ? interval.from : (cuts[i - 1] as number); // there is a cut before each but the first
    const cause = dayUnit && from < startDayEnds ? 'startDay' : countedCause(terms, stretch, from);
    return { from, to, kind: from < passed ? 'counted' : 'expected', cause, reasons: [] };
  });
}

function countedCause(terms: Terms, stretch: Stretch, at: number): StretchCause {
  if (!stretch.everySecond) return openCause(stretch.calendar, at);
  return terms.given === undefined ? 'calendarDays' : 'givenInstant';
}

/** Time between two runs: cut where reasons come and go; from a stop to its reopening it is no pause. */
function heldPieces(
  cycle: Cycle,
  definition: ClockDefinition,
  view: readonly ClockEvent[],
  held: { from: number; to: number },
): Piece[] {
  if (held.to <= held.from) return [];
  const rests = cycle.rests.flatMap(({ from, to }) => [from, to]);
  const pauses = view.filter((event) => event.type === 'pause' || event.type === 'resume');
  const cuts = [...new Set([...rests, ...pauses.map((event) => event.at as number)])]
    .filter((cut) => cut > held.from && cut < held.to)
    .sort((a, b) => a - b);
  const pieces: Piece[] = [];
  [...cuts, held.to].forEach((to, i) => {
    const from = i === 0 ? held.from : (cuts[i - 1] as number); // there is a cut before each but the first
    const resting = cycle.rests.some((rest) => rest.from <= from && to <= rest.to);
    const reasons = resting ? [] : reasonsAt(definition, pauses, from);
    const last = pieces[pieces.length - 1];
    const cause = resting ? 'stopped' : 'pause';
    if (last !== undefined && last.cause === cause && last.reasons.join() === reasons.join())
      pieces[pieces.length - 1] = { ...last, to };
    else pieces.push({ from, to, kind: resting ? 'skipped' : 'paused', cause, reasons });
  });
  return pieces;
}

function reasonsAt(definition: ClockDefinition, pauses: readonly ClockEvent[], at: number): string[] {
  const active = new Set<string>();
  for (const { at: when, type, reason } of pauses) {
    if (when > at || reason === undefined || definition.pauseOn?.includes(reason) !== true) continue;
    if (type === 'pause') active.add(reason);
    else active.delete(reason);
  }
  return [...active];
}

/** Seconds by difference of running totals, so that parts of a second never go missing from the sum. */
function withTotals(pieces: readonly Piece[]): ExplainedStretch[] {
  let milliseconds = 0;
  return pieces.map((piece) => {
    const before = Math.floor(milliseconds / 1000);
    if (piece.kind === 'counted' || piece.kind === 'expected') milliseconds += piece.to - piece.from;
    const totalSeconds = Math.floor(milliseconds / 1000);
    return {
      ...piece,
      from: piece.from as Instant,
      to: piece.to as Instant,
      countedSeconds: totalSeconds - before,
      totalSeconds,
    };
  });
}
