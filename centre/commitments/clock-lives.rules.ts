import { instant, type Instant } from '#platform/time/instant.ts';
import type { ClockDefinition, ClockEvent } from './clock/clock.schema.ts';
import { calendarKey } from './calendar-corrections.rules.ts';
import { compileClock } from './clock/compile.rules.ts';
import { applyEvent, isActive, newRun, type ClockRun } from './clock/fold.rules.ts';
import { factsAfter } from './facts.rules.ts';
import {
  ANCHOR_KNOWN,
  anchoredDue,
  CALENDAR_CORRECTED,
  DOES_NOT_FIT,
  fitOf,
  OTHER_KIND,
  withGivenLimit,
  type ClockRule,
  type Fit,
  type PlanClockRules,
} from './plan-clocks.rules.ts';
import type { Facts, SubjectEvent } from './subject-clocks.schema.ts';

/**
 * A clock from one start on which it fitted; one that ends because it no longer fits may begin another, back at its
 * start event's time (R22). That is why a clock of a subject can have several runs of the engine behind it.
 */
export interface ClockLife {
  readonly run: ClockRun;
  /** What the engine was told, in order. */
  readonly events: readonly ClockEvent[];
  readonly definition: ClockDefinition;
  /** The anchor became known after its due instant (R21). */
  readonly lateKnowledge: boolean;
}

interface MutableLife {
  readonly run: ClockRun;
  readonly events: ClockEvent[];
  definition: ClockDefinition;
  lateKnowledge: boolean;
}

/** All lives of one clock of a plan on one subject, by the events of a view. */
export function livesOf(rules: PlanClockRules, rule: ClockRule, view: readonly SubjectEvent[]): ClockLife[] {
  return rule.anchor === undefined ? livesByEvents(rules, rule, view) : livesByAnchor(rules, rule, view);
}

/** Whether a clock ended because it was never owed (R22). */
export function endedByMisfit(endedBy: string | undefined): boolean {
  return endedBy === OTHER_KIND || endedBy === DOES_NOT_FIT;
}

interface Walk {
  readonly lives: MutableLife[];
  /** Place of the start event that waits for the clock to fit. */
  waiting: number | undefined;
  /** Place of the start event of the present life. */
  begun: number;
}

function livesByEvents(rules: PlanClockRules, rule: ClockRule, view: readonly SubjectEvent[]): ClockLife[] {
  const walk: Walk = { lives: [], waiting: undefined, begun: -1 };
  if (!view.some((event) => event.type === rule.start)) return walk.lives;
  let facts: Facts = {};
  let fit = fitOf(rules, rule, facts);
  for (const [place, event] of view.entries()) {
    const before = facts;
    facts = factsAfter(facts, event);
    if (facts !== before) fit = fitOf(rules, rule, facts);
    // Facts first: an event that makes a clock unfit and would stop it ends it as cancelled.
    if (facts !== before) lookAgain(rules, walk, fit, event.at);
    if (event.type === rule.start && !isRunningLife(walk.lives.at(-1))) walk.waiting = place;
    if (fit.misfit === undefined && walk.waiting !== undefined && beginsLife(walk, place)) {
      walk.begun = walk.waiting;
      walk.waiting = undefined;
      walk.lives.push(lifeFrom({ rules, rule, view }, fit.definition, walk.begun, place));
    } else {
      passOn({ rules, rule, view }, walk, event, fit);
    }
  }
  return walk.lives;
}

/** `when` is looked at again when a fact is set: a clock that no longer fits ends, one that does takes its terms. */
function lookAgain(rules: PlanClockRules, walk: Walk, fit: Fit, at: Instant): void {
  const life = walk.lives.at(-1);
  if (life === undefined) return;
  if (fit.misfit === undefined) return changeTerms(rules, life, fit.definition, at);
  if (!isActive(life.run)) return;
  tell(life, { at, type: fit.misfit });
  walk.waiting = walk.begun;
}

/** A start on a clock that ended in the ordinary way is its next cycle; any other begins a life. */
function beginsLife(walk: Walk, place: number): boolean {
  const life = walk.lives.at(-1);
  if (life === undefined || walk.waiting !== place || endedByMisfit(life.run.ended?.endedBy)) return true;
  walk.begun = place;
  walk.waiting = undefined;
  return false;
}

/** While a clock does not fit nothing wakes it; pauses and corrections are facts of the record in any case (R7). */
function passOn(source: Source, walk: Walk, event: SubjectEvent, fit: Fit): void {
  const life = walk.lives.at(-1);
  if (life === undefined) return;
  const told = engineEvent(source, life, event);
  if (told !== undefined && (isStanding(told) || fit.misfit === undefined || isActive(life.run))) tell(life, told);
}

interface Source {
  readonly rules: PlanClockRules;
  readonly rule: ClockRule;
  readonly view: readonly SubjectEvent[];
}

/** A life that begins at the start event's time, whatever made it fit later, and lives through what came since. */
function lifeFrom(source: Source, definition: ClockDefinition, start: number, upTo: number): MutableLife {
  const life = newLife(source.rules, definition);
  for (const [place, event] of source.view.slice(0, upTo + 1).entries()) {
    const told = engineEvent(source, life, event);
    if (told !== undefined && (place >= start || isStanding(told))) tell(life, told);
  }
  return life;
}

function livesByAnchor(rules: PlanClockRules, rule: ClockRule, view: readonly SubjectEvent[]): ClockLife[] {
  const { anchor } = rule;
  const lives: MutableLife[] = [];
  if (anchor === undefined) return lives;
  let facts: Facts = {};
  let known: number | undefined;
  for (const event of byKnowledge(rule, view)) {
    facts = factsAfter(facts, event);
    const due = fitOf(rules, rule, facts).misfit === undefined ? anchoredDue(rule, anchor, facts) : undefined;
    if (due !== known) {
      known = due;
      anchorChanged(rules, rule, lives, { due, at: event.recordedAt });
    }
    const life = lives.at(-1);
    const told = life === undefined ? undefined : engineEvent({ rules, rule, view }, life, event);
    if (life !== undefined && told !== undefined) tell(life, { ...told, at: timeOf(rule, event) });
  }
  return lives;
}

/** An anchor counts from when it became known, so the event that sets it stands there (R21). */
function byKnowledge(rule: ClockRule, view: readonly SubjectEvent[]): SubjectEvent[] {
  return [...view].sort((a, b) => timeOf(rule, a) - timeOf(rule, b));
}

function timeOf(rule: ClockRule, event: SubjectEvent): Instant {
  return rule.anchor !== undefined && event.fields != null && Object.hasOwn(event.fields, rule.anchor.name)
    ? event.recordedAt
    : event.at;
}

/** The clock starts when the anchor becomes known, due then at the earliest; another date counts again (R21). */
function anchorChanged(
  rules: PlanClockRules,
  rule: ClockRule,
  lives: MutableLife[],
  anchor: { due: number | undefined; at: Instant },
): void {
  const life = lives.at(-1);
  if (anchor.due === undefined) {
    if (life !== undefined) tell(life, { at: anchor.at, type: DOES_NOT_FIT });
    return;
  }
  const lateKnowledge = anchor.due < anchor.at;
  const definition = withGivenLimit(rule, instant(Math.max(anchor.due, anchor.at)));
  if (life !== undefined && isActive(life.run)) {
    changeTerms(rules, life, definition, anchor.at);
    life.lateKnowledge = lateKnowledge;
    return;
  }
  const begun = newLife(rules, definition, lateKnowledge);
  tell(begun, { at: anchor.at, type: ANCHOR_KNOWN });
  lives.push(begun);
}

function newLife(rules: PlanClockRules, definition: ClockDefinition, lateKnowledge = false): MutableLife {
  return { run: newRun(compileClock(definition, rules.calendars)), events: [], definition, lateKnowledge };
}

function changeTerms(rules: PlanClockRules, life: MutableLife, next: ClockDefinition, at: Instant): void {
  if (next === life.definition) return;
  life.definition = next;
  const { limit, unit = null, rollover = null } = next;
  tell(life, { at, type: 'clockChanged', clock: { limit, unit, calendar: calendarKey(rules, next.calendar, at), rollover } });
}

function tell(life: MutableLife, event: ClockEvent): void {
  life.events.push(event);
  applyEvent(life.run, event);
}

/** An event as the engine hears it; an automatic receipt stops nothing, and terms are for the plan to change. */
function engineEvent({ rules, rule }: Source, life: ClockLife, event: SubjectEvent): ClockEvent | undefined {
  const { at, type, reason } = event;
  if (type === CALENDAR_CORRECTED) return correctionFor(rules, life.definition.calendar, at);
  if (type === 'clockChanged' || type === 'calendarChanged') return undefined;
  if (event.automatic === true && rule.written.stop.includes(type)) return undefined;
  return { at, type, ...(reason == null ? {} : { reason }) };
}

/** A correction is the engine's `calendarChanged` for the clocks on a calendar that it changes, and nothing to others. */
function correctionFor(rules: PlanClockRules, calendar: string, at: Instant): ClockEvent | undefined {
  const key = calendarKey(rules, calendar, at);
  return key === calendarKey(rules, calendar, at - 1) ? undefined : { at, type: 'calendarChanged', calendar: key };
}

function isStanding({ type }: ClockEvent): boolean {
  return type === 'pause' || type === 'resume' || type === 'calendarChanged';
}

function isRunningLife(life: MutableLife | undefined): boolean {
  return life !== undefined && isActive(life.run);
}
