import { formatInstant, instant, type Instant } from '#platform/time/instant.ts';
import { answerAt } from './clock/answer.rules.ts';
import type { ClockAnswer, ClockDefinition, ClockEvent } from './clock/clock.schema.ts';
import { compileClock } from './clock/compile.rules.ts';
import type { Cycle } from './clock/cycle.rules.ts';
import { wakeAfter } from './clock/evaluate.rules.ts';
import { applyEvent, isActive, newRun, type ClockRun } from './clock/fold.rules.ts';
import { factsAfter } from './facts.rules.ts';
import { ANCHOR_KNOWN, anchoredDue, CANCEL, DOES_NOT_FIT, fitOf, OTHER_KIND, withGivenLimit, type ClockRule, type PlanClockRules } from './plan-clocks.rules.ts';
import type { Facts, SubjectClock, SubjectEvent } from './subject-clocks.schema.ts';

/**
 * Every clock of one subject as of an instant, each cycle by itself (R20 to R22): those of `subjectKind` that have
 * started by the events known by then. Pure: a view as of T never changes by what is recorded later.
 */
export function clocksOfSubject(rules: PlanClockRules, subjectKind: string, events: readonly SubjectEvent[], asOf: Instant): SubjectClock[] {
  const view = visibleEvents(events, asOf);
  return rules.clocks.filter((rule) => rule.per === subjectKind).flatMap((rule) => cyclesOf(livesOf(rules, rule, view), rule, asOf));
}

/** A clock from one start on which it fitted; one that ends because it no longer fits may begin another. */
export interface ClockLife {
  readonly run: ClockRun;
  /** What the engine was told. */
  readonly events: readonly ClockEvent[];
  /** Set where the anchor became known too late (R21). */
  readonly lateKnowledge: boolean;
  readonly definition: ClockDefinition;
}

/** The events known and happened by `asOf`, by `at`, `recordedAt`, sequence (R13 as the product reads it). */
export function visibleEvents(events: readonly SubjectEvent[], asOf: Instant): SubjectEvent[] {
  return events
    .filter((event) => event.at <= asOf && event.recordedAt <= asOf)
    .sort((a, b) => a.at - b.at || a.recordedAt - b.recordedAt || a.seq - b.seq);
}

/** All lives of one clock of a plan on one subject. */
export function livesOf(rules: PlanClockRules, rule: ClockRule, view: readonly SubjectEvent[]): ClockLife[] {
  return rule.anchor === undefined ? livesByEvents(rules, rule, view) : livesByAnchor(rules, rule, view);
}

interface MutableLife {
  run: ClockRun;
  events: ClockEvent[];
  lateKnowledge: boolean;
  definition: ClockDefinition;
}

function livesByEvents(rules: PlanClockRules, rule: ClockRule, view: readonly SubjectEvent[]): ClockLife[] {
  const lives: MutableLife[] = [];
  let facts: Facts = {};
  /** Place of the start event that waits for the clock to fit. */
  let waiting: number | undefined;
  let begun = -1;
  view.forEach((event, place) => {
    const before = facts;
    facts = factsAfter(facts, event);
    const fit = fitOf(rules, rule, facts);
    const life = lives.at(-1);
    if (life !== undefined && facts !== before) {
      if (fit.misfit === undefined) changeTerms(life, fit.definition, event.at);
      else if (isActive(life.run)) {
        tell(life, { at: event.at, type: fit.misfit });
        waiting = begun;
      }
    }
    const told = engineEvent(rule, event);
    if (event.type === rule.start && (life === undefined || !isActive(life.run))) waiting = place;
    if (fit.misfit === undefined && waiting !== undefined) {
      const continues = life !== undefined && waiting === place && !endedByMisfit(life.run);
      begun = waiting;
      waiting = undefined;
      if (!continues) {
        lives.push(newLife(rules, rule, fit.definition, view, begun, place));
        return;
      }
    }
    // While it does not fit nothing wakes it; pauses are facts of the record in any case (R7).
    const pauses = told?.type === 'pause' || told?.type === 'resume';
    if (life !== undefined && told !== undefined && (pauses || fit.misfit === undefined || isActive(life.run))) tell(life, told);
  });
  return lives;
}

/** A life that begins at the start event's time, whatever made it fit later, and lives through what came since (R22). */
function newLife(rules: PlanClockRules, rule: ClockRule, definition: ClockDefinition, view: readonly SubjectEvent[], from: number, to: number): MutableLife {
  const life: MutableLife = { run: newRun(compileClock(definition, rules.calendars)), events: [], lateKnowledge: false, definition };
  view.slice(0, to + 1).forEach((event, place) => {
    const told = engineEvent(rule, event);
    if (told === undefined) return;
    if (place >= from || told.type === 'pause' || told.type === 'resume') tell(life, told);
  });
  return life;
}

function livesByAnchor(rules: PlanClockRules, rule: ClockRule, view: readonly SubjectEvent[]): ClockLife[] {
  const lives: MutableLife[] = [];
  let facts: Facts = {};
  let known: number | undefined;
  for (const event of view) {
    facts = factsAfter(facts, event);
    const due = rule.anchor === undefined || !fitsWhen(rules, rule, facts) ? undefined : anchoredDue(rule, rule.anchor, facts);
    const life = lives.at(-1);
    if (due !== known) {
      known = due;
      anchorChanged(rules, rule, lives, { due, at: event.recordedAt });
    } else if (life !== undefined) {
      const told = engineEvent(rule, event);
      if (told !== undefined) tell(life, told);
    }
  }
  return lives;
}

/** The clock starts when the anchor becomes known, due then at the earliest; another date counts again (R21). */
function anchorChanged(rules: PlanClockRules, rule: ClockRule, lives: MutableLife[], anchor: { due: number | undefined; at: Instant }): void {
  const life = lives.at(-1);
  if (anchor.due === undefined) {
    if (life !== undefined) tell(life, { at: anchor.at, type: DOES_NOT_FIT });
    return;
  }
  const lateKnowledge = anchor.due < anchor.at;
  const definition = withGivenLimit(rule, instant(Math.max(anchor.due, anchor.at)));
  if (life !== undefined && isActive(life.run)) {
    changeTerms(life, definition, anchor.at);
    life.lateKnowledge = lateKnowledge;
    return;
  }
  const begun: MutableLife = { run: newRun(compileClock(definition, rules.calendars)), events: [], lateKnowledge, definition };
  tell(begun, { at: anchor.at, type: ANCHOR_KNOWN });
  lives.push(begun);
}

function fitsWhen(rules: PlanClockRules, rule: ClockRule, facts: Facts): boolean {
  const anchored = { ...rule, fixed: rule.fixed ?? withGivenLimit(rule, instant(0)) };
  return fitOf(rules, anchored, facts).misfit === undefined;
}

function changeTerms(life: MutableLife, next: ClockDefinition, at: Instant): void {
  if (next === life.definition) return;
  life.definition = next;
  tell(life, { at, type: 'clockChanged', clock: { limit: next.limit, unit: next.unit ?? null, calendar: next.calendar, rollover: next.rollover ?? null } });
}

function tell(life: MutableLife, event: ClockEvent): void {
  life.events.push(event);
  applyEvent(life.run, event);
}

/** An event as the engine hears it; an automatic receipt stops nothing, names of the engine are not for flows to write. */
function engineEvent(rule: ClockRule, event: SubjectEvent): ClockEvent | undefined {
  if (event.type === 'clockChanged' || event.type === 'calendarChanged') return undefined;
  if (event.automatic === true && rule.written.stop.includes(event.type)) return undefined;
  return { at: event.at, type: event.type, ...(event.reason === undefined || event.reason === null ? {} : { reason: event.reason }) };
}

function endedByMisfit(run: ClockRun): boolean {
  return run.state === 'cancelled' && (run.ended?.endedBy === OTHER_KIND || run.ended?.endedBy === DOES_NOT_FIT);
}

function cyclesOf(lives: readonly ClockLife[], rule: ClockRule, asOf: Instant): SubjectClock[] {
  let number = 0;
  return lives.flatMap((life) => {
    const { run } = life;
    const past = run.closed.map(({ cycle, answer, endedAt, endedBy }) => ({ cycle, answer, endedAt, endedBy, pausedFor: [] as string[] }));
    const current = run.cycle === undefined ? [] : [{ cycle: run.cycle, answer: answerAt(run, asOf), endedAt: run.ended?.endedAt, endedBy: run.ended?.endedBy, pausedFor: pausedFor(run) }];
    return [...past, ...current].map((one) => subjectClock(rule, life, { ...one, number: ++number, asOf }));
  });
}

function pausedFor(run: ClockRun): string[] {
  return run.state === 'paused' ? [...run.reasons] : [];
}

interface CycleView {
  readonly cycle: Cycle;
  readonly answer: ClockAnswer;
  readonly endedAt: number | undefined;
  readonly endedBy: string | undefined;
  readonly pausedFor: readonly string[];
  readonly number: number;
  readonly asOf: Instant;
}

function subjectClock(rule: ClockRule, life: ClockLife, view: CycleView): SubjectClock {
  const { cycle, answer, endedBy } = view;
  return {
    clock: rule.name,
    cycle: view.number,
    planClock: rule.planClock,
    answer,
    definition: definitionOf(rule, cycle),
    state: answer.state,
    startedAt: instant(cycle.startedAt),
    endedAt: view.endedAt === undefined ? null : instant(view.endedAt),
    cancelCause: answer.state === 'cancelled' ? causeOf(life, endedBy ?? CANCEL, view.endedAt) : null,
    limitSeconds: cycle.limit === null ? null : Math.floor(cycle.limit / 1000),
    warnAt: answer.warnAt,
    pausedFor: view.pausedFor,
    nextWakeAt: wakeAfter(answer, view.asOf),
    countsForCommitments: endedBy !== OTHER_KIND && endedBy !== DOES_NOT_FIT,
    lateKnowledge: life.lateKnowledge,
    assumed: rule.written.assumed === true,
    sources: rule.sources,
  };
}

/** The definition at the terms the cycle had last. */
function definitionOf(rule: ClockRule, { terms }: Cycle): ClockDefinition {
  return { ...rule.frame, limit: terms.limit, calendar: terms.calendar.name, rollover: terms.rollover, ...(terms.unit === undefined ? {} : { unit: terms.unit }) };
}

function causeOf(life: ClockLife, endedBy: string, endedAt: number | undefined): string {
  if (endedBy === OTHER_KIND) return 'otherKind';
  if (endedBy === DOES_NOT_FIT) return 'doesNotFit';
  if (endedBy !== CANCEL) return endedBy;
  return life.events.find((event) => event.type === CANCEL && event.at === endedAt)?.reason ?? 'withdrawn';
}

/** The limit of a clock as people write it: the duration of the plan, or the instant that the record gives. */
export function limitText(definition: ClockDefinition): string {
  return typeof definition.limit === 'string' ? definition.limit : formatInstant(definition.limit.at);
}
