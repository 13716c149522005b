import { instant, type Instant } from '#platform/time/instant.ts';
import { endedByMisfit, type ClockLife } from './clock-life.rules.ts';
import { livesOf } from './clock-lives.rules.ts';
import { answerAt } from './clock/answer.rules.ts';
import type { ClockAnswer, ClockDefinition } from './clock/clock.schema.ts';
import type { Cycle } from './clock/cycle.rules.ts';
import { wakeAfter } from './clock/evaluate.rules.ts';
import { dueWithoutPauses, explainCycle } from './clock/explain.rules.ts';
import type { ClockExplanation } from './clock/explain.schema.ts';
import {
  CALENDAR_CORRECTED,
  CANCEL,
  DOES_NOT_FIT,
  NOT_PROMISED,
  OTHER_KIND,
  type ClockRule,
  type PlanClockRules,
} from './plan-clocks.rules.ts';
import { clocksIn, versionsLived, versionWith, type VersionsLived } from './plan-versions.rules.ts';
import { servingOf, type Serving } from './served.rules.ts';
import type { SubjectClock, SubjectEvent } from './subject-clocks.schema.ts';

export { limitText } from './clock/terms.rules.ts';

/**
 * Every clock of one subject as of an instant, each cycle by itself (R20 to R22): those of `subjectKind` that have
 * started by the events known by then. Pure: a view as of T never changes by what is recorded later.
 */
export function clocksOfSubject(
  rules: PlanClockRules,
  subjectKind: string,
  events: readonly SubjectEvent[],
  asOf: Instant,
): SubjectClock[] {
  const { lived, known, view } = viewOfSubject(rules, events, asOf);
  return clocksIn(known, subjectKind).flatMap((rule) => {
    const served = servingOf(versionWith(known, rule), rule, view);
    return cyclesOf(livesOf(lived, rule, view), asOf).map((cycle) => subjectClock(rule, cycle, { asOf, served }));
  });
}

/** Which cycle of which clock of a subject. */
export interface ClockIdentity {
  readonly subjectKind: string;
  readonly clock: string;
  readonly cycle: number;
}

/** Why a clock of a subject is due when it is due; undefined where the subject has no such clock or cycle by then. */
export function explainSubjectClock(
  rules: PlanClockRules,
  identity: ClockIdentity,
  events: readonly SubjectEvent[],
  asOf: Instant,
): ClockExplanation | undefined {
  const { lived, known, view } = viewOfSubject(rules, events, asOf);
  const rule = clocksIn(known, identity.subjectKind).find(({ name }) => name === identity.clock);
  if (rule === undefined) return undefined;
  const found = cyclesOf(livesOf(lived, rule, view), asOf)[identity.cycle - 1];
  if (found === undefined) return undefined;
  const { life } = found;
  const explained = explainCycle({ ...found, terms: life.run.terms }, life.definition, life.events, asOf);
  return { ...explained, dueWithoutPauses: found.isCurrent ? dueWithoutPauses(life.run, life.events) : null };
}

/** What a subject has lived through by an instant. */
interface SubjectView {
  readonly lived: VersionsLived;
  /** The versions among them that hold or held by then, the first one first. */
  readonly known: readonly PlanClockRules[];
  readonly view: readonly SubjectEvent[];
}

/**
 * The events known and happened by `asOf`, by `at`, `recordedAt`, sequence (R13 as the product reads it), and among
 * them the corrections of the calendars.
 */
function viewOfSubject(rules: PlanClockRules, events: readonly SubjectEvent[], asOf: Instant): SubjectView {
  const lived = versionsLived(rules, events);
  const isKnown = (event: SubjectEvent): boolean => event.at <= asOf && event.recordedAt <= asOf;
  const known = [lived.first, ...[...lived.moved].flatMap(([move, version]) => (isKnown(move) ? [version] : []))];
  const corrected = new Set(known.flatMap(({ corrections }) => corrections.map(({ at }) => at)));
  const corrections = [...corrected].map((at): SubjectEvent => ({ type: CALENDAR_CORRECTED, at, recordedAt: at, seq: -1 }));
  const view = [...corrections, ...events]
    .filter(isKnown)
    .sort((a, b) => a.at - b.at || a.recordedAt - b.recordedAt || a.seq - b.seq);
  return { lived, known, view };
}

interface LivedCycle {
  readonly life: ClockLife;
  readonly cycle: Cycle;
  readonly answer: ClockAnswer;
  readonly endedAt: number | undefined;
  readonly endedBy: string | undefined;
  /** From 1, over all lives. */
  readonly number: number;
  /** The last of its life: it may still go on. */
  readonly isCurrent: boolean;
}

function cyclesOf(lives: readonly ClockLife[], asOf: Instant): LivedCycle[] {
  const cycles = lives.flatMap((life) => {
    const { run } = life;
    const closed = run.closed.map((past) => ({ ...past, life, isCurrent: false }));
    if (run.cycle === undefined) return closed;
    const { endedAt, endedBy } = run.ended ?? {};
    return [...closed, { life, cycle: run.cycle, answer: answerAt(run, asOf), endedAt, endedBy, isCurrent: true }];
  });
  return cycles.map((cycle, i) => ({ ...cycle, number: i + 1 }));
}

function subjectClock(rule: ClockRule, lived: LivedCycle, known: { asOf: Instant; served: Serving }): SubjectClock {
  const { asOf, served } = known;
  const { life, cycle, answer, endedAt, endedBy } = lived;
  return {
    clock: rule.name,
    cycle: lived.number,
    planClock: rule.planClock,
    answer,
    definition: definitionOf(rule, cycle),
    state: answer.state,
    startedAt: instant(cycle.startedAt),
    endedAt: endedAt === undefined ? null : instant(endedAt),
    cancelCause: answer.state === 'cancelled' ? causeOf(life, endedBy ?? CANCEL, endedAt) : null,
    limitSeconds: cycle.limit === null ? null : Math.floor(cycle.limit / 1000),
    warnAt: answer.warnAt,
    pausedFor: lived.isCurrent && answer.state === 'paused' ? [...life.run.reasons] : [],
    nextWakeAt: wakeAfter(answer, asOf),
    countsForCommitments: !endedByMisfit(endedBy),
    lateKnowledge: life.lateKnowledge,
    assumed: rule.written.assumed === true,
    sources: served({ upTo: endedAt === undefined ? asOf : instant(endedAt) }),
    // A change of a fact takes terms away at its own instant.
    pastSources: answer.pastBreaches.map(({ heldUntil }) => served({ before: heldUntil })),
  };
}

/** The definition at the terms the cycle had last. */
function definitionOf(rule: ClockRule, { terms }: Cycle): ClockDefinition {
  const { limit, calendar, rollover, unit } = terms;
  return { ...rule.frame, limit, calendar: calendar.name, rollover, ...(unit === undefined ? {} : { unit }) };
}

function causeOf(life: ClockLife, endedBy: string, endedAt: number | undefined): string {
  if (endedBy === OTHER_KIND) return 'otherKind';
  if (endedBy === DOES_NOT_FIT) return 'doesNotFit';
  if (endedBy === NOT_PROMISED) return 'notPromised';
  if (endedBy !== CANCEL) return endedBy;
  return life.events.find((event) => event.type === CANCEL && event.at === endedAt)?.reason ?? 'withdrawn';
}
