import type { Instant } from '#platform/time/instant.ts';
import { livesByAnchor } from './anchored-lives.rules.ts';
import {
  changeTerms,
  endedByMisfit,
  engineEvent,
  moveLife,
  newLife,
  tell,
  type ClockLife,
  type MutableLife,
} from './clock-life.rules.ts';
import type { ClockDefinition, ClockEvent } from './clock/clock.schema.ts';
import { isActive } from './clock/fold.rules.ts';
import { factsAfter } from './facts.rules.ts';
import type { ClockRule, Fit, PlanClockRules } from './plan-clocks.rules.ts';
import { fitIn, versionOf, type ClockVersion, type Moves, type VersionsLived } from './plan-versions.rules.ts';
import type { Facts, SubjectEvent } from './subject-clocks.schema.ts';

/** All lives of one clock on one subject, by the events of a view, through the versions of the plan that the subject has lived under. */
export function livesOf(lived: VersionsLived, clock: ClockRule, view: readonly SubjectEvent[]): ClockLife[] {
  if (lived.moved.size === 0) {
    const version = { rules: lived.first, rule: clock };
    return clock.anchor === undefined ? livesByEvents(version, NO_MOVES, view) : livesByAnchor(version, NO_MOVES, view);
  }
  const found = new Map([lived.first, ...lived.moved.values()].map((rules) => [rules, versionOf(rules, clock)]));
  // A version may count back from a date what another counts from an event.
  const versions = (isAnchored: boolean) => {
    const version = (rules: PlanClockRules): ClockVersion => {
      const rule = found.get(rules)?.rule;
      return { rules, rule: (rule?.anchor !== undefined) === isAnchored ? rule : undefined };
    };
    return { first: version(lived.first), moves: new Map([...lived.moved].map(([move, rules]) => [move, version(rules)])) };
  };
  const byEvents = versions(false);
  const lives = livesByEvents(byEvents.first, byEvents.moves, view);
  if (![...found.values()].some(({ rule }) => rule?.anchor !== undefined)) return lives;
  const byAnchor = versions(true);
  return [...lives, ...livesByAnchor(byAnchor.first, byAnchor.moves, view)];
}

const NO_MOVES: Moves = new Map();

interface Walk {
  version: ClockVersion;
  readonly lives: MutableLife[];
  /** Place of the start event that waits for the clock to fit. */
  waiting: number | undefined;
  /** Place of the start event of the present life. */
  begun: number;
  /** What the version in force has for a start that the one before had nothing for: it is owed from the next start on. */
  notOwed: ClockDefinition | undefined;
}

function livesByEvents(first: ClockVersion, moves: Moves, view: readonly SubjectEvent[]): ClockLife[] {
  const walk: Walk = { version: first, lives: [], waiting: undefined, begun: -1, notOwed: undefined };
  const starts = [first, ...moves.values()].map(({ rule }) => rule?.start);
  if (!view.some(({ type }) => starts.includes(type))) return walk.lives;
  let facts: Facts = {};
  let fit = fitIn(first, facts);
  for (const [place, event] of view.entries()) {
    const version = moves.get(event);
    if (version !== undefined) {
      fit = moveOn(walk, { version, before: fit, facts }, { at: event.at, past: view.slice(0, place) });
      continue;
    }
    const before = facts;
    facts = factsAfter(facts, event);
    if (facts !== before) fit = fitIn(walk.version, facts);
    // Facts first: an event that makes a clock unfit and would stop it ends it as cancelled.
    if (facts !== before) lookAgain(walk, fit, event.at);
    if (event.type === walk.version.rule?.start && !isRunningLife(walk.lives.at(-1))) {
      walk.waiting = place;
      walk.notOwed = undefined;
    }
    if (fit.misfit === undefined && fit.definition !== walk.notOwed && walk.waiting !== undefined && beginsLife(walk, place)) {
      walk.begun = walk.waiting;
      walk.waiting = undefined;
      walk.lives.push(lifeFrom(walk.version, view, { definition: fit.definition, start: walk.begun, upTo: place }));
    } else {
      passOn(walk, event, fit);
    }
  }
  return walk.lives;
}

/** Goes over to another version (R9). What started under one that had no such clock for it does not begin one by that. */
function moveOn(
  walk: Walk,
  to: { readonly version: ClockVersion; readonly before: Fit; readonly facts: Facts },
  when: { readonly at: Instant; readonly past: readonly SubjectEvent[] },
): Fit {
  walk.version = to.version;
  const fit = fitIn(to.version, to.facts);
  const life = walk.lives.at(-1);
  if (life !== undefined) moveLife(life, to.version, { fit, ...when });
  if (to.version.rule === undefined) walk.waiting = undefined;
  walk.notOwed = to.before.misfit === undefined ? undefined : fit.definition;
  return fit;
}

/** `when` is looked at again when a fact is set: a clock that no longer fits ends, one that does takes its terms. */
function lookAgain(walk: Walk, fit: Fit, at: Instant): void {
  const life = walk.lives.at(-1);
  if (life === undefined) return;
  if (fit.misfit === undefined) return changeTerms(walk.version.rules, life, fit.definition, at);
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
function passOn(walk: Walk, event: SubjectEvent, fit: Fit): void {
  const life = walk.lives.at(-1);
  if (life === undefined) return;
  const told = engineEvent(walk.version, life, event);
  if (told !== undefined && (isStanding(told) || fit.misfit === undefined || isActive(life.run))) tell(life, told);
}

/** A life that begins at the start event's time, whatever made it fit later, and lives through what came since. */
function lifeFrom(
  version: ClockVersion,
  view: readonly SubjectEvent[],
  from: { readonly definition: ClockDefinition; readonly start: number; readonly upTo: number },
): MutableLife {
  const life = newLife(version.rules, from.definition);
  for (const [place, event] of view.slice(0, from.upTo + 1).entries()) {
    const told = engineEvent(version, life, event);
    if (told !== undefined && (place >= from.start || isStanding(told))) tell(life, told);
  }
  return life;
}

function isStanding({ type }: ClockEvent): boolean {
  return type === 'pause' || type === 'resume' || type === 'calendarChanged';
}

function isRunningLife(life: MutableLife | undefined): boolean {
  return life !== undefined && isActive(life.run);
}
