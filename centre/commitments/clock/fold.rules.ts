import { instant } from '#platform/time/instant.ts';
import type { CompiledCalendar } from '../calendar/calendar.rules.ts';
import { answerAt } from './answer.rules.ts';
import {
  DEFINITION_MOVED,
  type ClockAnswer,
  type ClockEvent,
  type ClockState,
  type MovedDefinition,
  type PastBreach,
  type TermsChange,
} from './clock.schema.ts';
import { compileClock, type CompiledClock } from './compile.rules.ts';
import { held, limitReachedAt, newCycle, recounted, running, withCalendar, withTerms, type Cycle } from './cycle.rules.ts';
import { calendarNamed, changedTerms, limitText, sameTerms, type Terms } from './terms.rules.ts';

/** A cycle that is over, with the answer it ended with. */
export interface ClosedCycle {
  readonly cycle: Cycle;
  readonly answer: ClockAnswer;
  /** Event type that ended it. */
  readonly endedBy: string;
  readonly endedAt: number;
}

/** Where the events have brought a clock. Changed by {@link applyEvent} alone. */
export interface ClockRun {
  /** As it was defined when the run began. */
  readonly first: CompiledClock;
  /** As it is defined now. */
  clock: CompiledClock;
  state: ClockState;
  cycle: Cycle | undefined;
  /** Terms in force from now on; those of a stopped cycle are its own. */
  terms: Terms;
  /** What the terms would be without the changes made since the stop: tells a change from a mere calendar. */
  unchangedTerms: Terms;
  /** Active pause reasons that hold this clock (R7, R8). */
  readonly reasons: string[];
  readonly pastBreaches: PastBreach[];
  readonly closed: ClosedCycle[];
  /** Set while stopped or cancelled. */
  ended: ClosedCycle | undefined;
}

/** Applies the events of a view, in their order, to one clock. Throws `ClockFault` where a change cannot be read. */
export function foldClock(clock: CompiledClock, events: readonly ClockEvent[]): ClockRun {
  const run = newRun(clock);
  for (const event of events) applyEvent(run, event);
  return run;
}

/** A clock no event has touched. */
export function newRun(clock: CompiledClock): ClockRun {
  return {
    first: clock,
    clock,
    state: 'notStarted',
    cycle: undefined,
    terms: clock.terms,
    unchangedTerms: clock.terms,
    reasons: [],
    pastBreaches: [],
    closed: [],
    ended: undefined,
  };
}

export function isActive(run: ClockRun): boolean {
  return run.state === 'running' || run.state === 'paused';
}

/** Takes the run on by one event, not earlier than the last. */
export function applyEvent(run: ClockRun, event: ClockEvent): void {
  const { definition } = run.clock;
  switch (event.type) {
    case 'pause':
      return pause(run, event);
    case 'resume':
      return resume(run, event);
    case 'reopened':
      return reopen(run, event.at);
    case 'clockChanged':
      if (event.clock === undefined || (event.clock.id ?? definition.id) !== definition.id) return;
      return change(run, event.clock, event.at);
    case 'calendarChanged':
      return changeCalendar(run, calendarNamed(run.clock.calendars, event.calendar));
    case DEFINITION_MOVED:
      return event.moved === undefined ? undefined : moveDefinition(run, event.moved);
    default:
      if (!isActive(run)) {
        if (event.type === definition.start) begin(run, event.at);
      } else if (definition.stop.includes(event.type)) end(run, 'stopped', event);
      else if (definition.cancelOn?.includes(event.type) === true) end(run, 'cancelled', event);
  }
}

function pause(run: ClockRun, event: ClockEvent): void {
  if (event.reason === undefined || run.clock.definition.pauseOn?.includes(event.reason) !== true) return;
  if (!run.reasons.includes(event.reason)) run.reasons.push(event.reason);
  if (run.state !== 'running' || run.cycle === undefined) return;
  run.cycle = held(run.cycle, event.at);
  run.state = 'paused';
}

function resume(run: ClockRun, event: ClockEvent): void {
  const place = event.reason === undefined ? -1 : run.reasons.indexOf(event.reason);
  if (place === -1) return;
  run.reasons.splice(place, 1);
  if (run.reasons.length > 0) return;
  if (run.state !== 'paused' || run.cycle === undefined) return;
  run.cycle = running(run.cycle, event.at);
  run.state = 'running';
}

/** A start: after an earlier cycle it closes that one and counts from zero (R10). */
function begin(run: ClockRun, at: number): void {
  close(run);
  run.ended = undefined;
  proceed(run, newCycle(run.terms, at), at);
}

/** Runs on from `at`, or waits for the reasons that hold it (R7). */
function proceed(run: ClockRun, cycle: Cycle, at: number): void {
  run.state = run.reasons.length > 0 ? 'paused' : 'running';
  run.cycle = run.state === 'running' ? running(cycle, at) : cycle;
}

function end(run: ClockRun, state: 'stopped' | 'cancelled', event: ClockEvent): void {
  if (run.cycle === undefined) return;
  const answer = answerAt(run, event.at);
  // A warning that the stop came before is not known (R15).
  const warnAt = answer.warnAt.map((at) => (at !== null && at > event.at ? null : at));
  const cycle = held(run.cycle, event.at);
  run.ended = { cycle, answer: { ...answer, state, warnAt }, endedBy: event.type, endedAt: event.at };
  run.cycle = cycle;
  run.state = state;
  run.unchangedTerms = run.terms;
}

function reopen(run: ClockRun, at: number): void {
  const { reopen: how, onChange } = run.clock.definition;
  const { ended } = run;
  if (run.state !== 'stopped' || ended === undefined || (how !== 'continue' && how !== 'restart')) return;
  const changed = !sameTerms(run.terms, run.unchangedTerms);
  if (how === 'restart' || (changed && onChange === 'fromChange')) return begin(run, at);
  const stopped = { ...ended.cycle, rests: [...ended.cycle.rests, { from: ended.endedAt, to: at }] };
  if (changed && ended.answer.breachedAt !== null)
    notePast(run, stopped, { breachedAt: ended.answer.breachedAt, heldUntil: ended.endedAt });
  run.ended = undefined;
  // A mere change of calendar leaves what was counted, as `carry` does: only the rest, and a limit in days, follow it (R9).
  proceed(run, changed && onChange !== 'carry' ? recounted(stopped, run.terms) : withTerms(stopped, run.terms), at);
}

function change(run: ClockRun, written: TermsChange, at: number): void {
  const next = changedTerms(run.terms, written, run.clock.calendars);
  if (next === run.terms) return;
  run.terms = next;
  if (isActive(run)) applyTerms(run, next, at);
}

/** New terms for an active clock, by its `onChange` (R9). */
function applyTerms(run: ClockRun, terms: Terms, at: number): void {
  if (run.cycle === undefined) return;
  const onChange = run.clock.definition.onChange;
  if (onChange === 'fromChange') {
    run.ended = {
      cycle: held(run.cycle, at),
      answer: { ...answerAt(run, at), state: 'cancelled' },
      endedBy: 'clockChanged',
      endedAt: at,
    };
    return begin(run, at);
  }
  noteBreach(run, run.cycle, at);
  if (onChange === 'carry') proceed(run, withTerms(held(run.cycle, at), terms), at);
  else run.cycle = recounted(run.cycle, terms);
}

/** Goes on as another version of the plan defines the clock; the terms stay until they are changed. */
function moveDefinition(run: ClockRun, { definition, calendars, sameCalendar: calendar }: MovedDefinition): void {
  run.clock = compileClock(definition, calendars);
  if (calendar === undefined) return;
  run.terms = { ...run.terms, calendar };
  run.unchangedTerms = { ...run.unchangedTerms, calendar };
  if (run.cycle !== undefined) run.cycle = { ...run.cycle, terms: { ...run.cycle.terms, calendar } };
}

function changeCalendar(run: ClockRun, calendar: CompiledCalendar): void {
  run.terms = { ...run.terms, calendar };
  run.unchangedTerms = { ...run.unchangedTerms, calendar };
  if (isActive(run) && run.cycle !== undefined) run.cycle = withCalendar(run.cycle, calendar);
}

/** Puts a cycle that is over among the closed ones, its breach among the past breaches (R10). */
function close(run: ClockRun): void {
  if (run.ended === undefined) return;
  const { answer, cycle, endedAt } = run.ended;
  if (answer.breachedAt !== null) notePast(run, cycle, { breachedAt: answer.breachedAt, heldUntil: endedAt });
  run.closed.push(run.ended);
}

/** A breach of terms that a change replaces is never erased (R10). */
function noteBreach(run: ClockRun, cycle: Cycle, at: number): void {
  const due = limitReachedAt(cycle);
  if (due !== null && at > due) notePast(run, cycle, { breachedAt: due, heldUntil: at });
}

function notePast(run: ClockRun, { terms }: Cycle, past: { readonly breachedAt: number; readonly heldUntil: number }): void {
  run.pastBreaches.push({
    limit: limitText(terms),
    breachedAt: instant(past.breachedAt),
    heldUntil: instant(past.heldUntil),
  });
}
