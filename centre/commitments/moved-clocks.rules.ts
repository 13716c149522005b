import { instant, type Instant } from '#platform/time/instant.ts';
import { isBroughtByTime, outcomesOf, type Outcome } from './outcomes.rules.ts';
import type { PlanClockRules } from './plan-clocks.rules.ts';
import { clocksOfSubject } from './subject-clocks.rules.ts';
import type { SubjectClock, SubjectEvent } from './subject-clocks.schema.ts';

export interface ClockSubject {
  readonly kind: string;
  readonly id: string;
}

export interface ClockOnSubject {
  readonly subject: ClockSubject;
  readonly clock: SubjectClock;
}

export interface SubjectHistory extends ClockSubject {
  readonly events: readonly SubjectEvent[];
}

/** What the clocks of a request and of all that hangs on it were told so far, and which outcomes are on record. */
export interface ClockMemory {
  readonly histories: readonly SubjectHistory[];
  /** By {@link keyOf}. */
  readonly recorded: ReadonlySet<string>;
}

export const NOTHING_HEARD: ClockMemory = { histories: [], recorded: new Set() };

/** What a command tells the clocks of one subject. */
export interface HeardEvent extends Omit<SubjectEvent, 'seq'> {
  readonly subject: ClockSubject;
}

export interface ClockEnding extends ClockOnSubject {
  readonly outcome: Outcome;
}

/** The clocks of a request after it was told something. */
export interface MovedClocks {
  readonly clocks: readonly ClockOnSubject[];
  /** Verdicts that are not on record yet. What time alone brings about is recorded by the workers, except of a history that is read in. */
  readonly endings: readonly ClockEnding[];
  readonly recorded: ReadonlySet<string>;
  /** When a commitment falls due next; null where none does. */
  readonly nextDueAt: Instant | null;
}

/**
 * Tells the clocks what happened and asks each of them anew. Pure: the same as if the events had been read back after writing them.
 * `isHistory`: what time has brought by now is recorded along, each with its true instant, so that no worker comes upon it as news.
 */
export function clocksMoved(
  rules: PlanClockRules,
  told: { memory: ClockMemory; heard: readonly HeardEvent[]; now: Instant; isHistory?: boolean },
): MovedClocks {
  const clocks = clocksOfHistories(rules, withHeard(told.memory.histories, told.heard), told.now);
  return movedBy(clocks, { recorded: told.memory.recorded, now: told.now, isHistory: told.isHistory === true });
}

/** What clocks that were asked already came to. `isHistory`: as {@link clocksMoved} has it. */
export function movedBy(
  clocks: readonly ClockOnSubject[],
  told: { recorded: ReadonlySet<string>; now: Instant; isHistory: boolean },
): MovedClocks {
  const { recorded, now, isHistory } = told;
  const endings = clocks.flatMap(({ subject, clock }) =>
    outcomesOf(clock, now)
      .filter((outcome) => (isHistory || !isBroughtByTime(outcome)) && !recorded.has(keyOf(subject, clock, outcome)))
      .map((outcome) => ({ subject, clock, outcome })),
  );
  return {
    clocks,
    endings,
    recorded: new Set([...recorded, ...endings.map(({ subject, clock, outcome }) => keyOf(subject, clock, outcome))]),
    nextDueAt: nextDueOf(clocks),
  };
}

export function clocksOfHistories(rules: PlanClockRules, histories: readonly SubjectHistory[], asOf: Instant): ClockOnSubject[] {
  return histories.flatMap(({ kind, id, events }) =>
    clocksOfSubject(rules, kind, events, asOf).map((clock) => ({ subject: { kind, id }, clock })),
  );
}

/** When a commitment falls due next. A breach that is still open is not the next thing to fall due: it already fell. */
export function nextDueOf(clocks: readonly ClockOnSubject[]): Instant | null {
  const due = clocks.flatMap(({ clock }) =>
    clock.state === 'running' && clock.answer.dueAt !== null && clock.countsForCommitments && !clock.answer.breached
      ? [clock.answer.dueAt]
      : [],
  );
  return due.length === 0 ? null : instant(Math.min(...due));
}

export function keyOf(subject: ClockSubject, clock: { clock: string; cycle: number }, outcome: { verdict: string }): string {
  return `${subject.kind}/${subject.id}/${clock.clock}/${clock.cycle}/${outcome.verdict}`;
}

/** The histories with what was heard last, each in the order of R13: when it happened, when it became known, as it was written. */
function withHeard(histories: readonly SubjectHistory[], heard: readonly HeardEvent[]): SubjectHistory[] {
  const subjects = new Map(histories.map(({ kind, id, events }) => [`${kind}/${id}`, { kind, id, events: [...events] }]));
  let seq = Math.max(0, ...histories.flatMap(({ events }) => events.map((event) => event.seq)));
  for (const { subject, ...event } of heard) {
    const key = `${subject.kind}/${subject.id}`;
    const history = subjects.get(key) ?? { ...subject, events: [] };
    history.events.push({ ...event, seq: (seq += 1) });
    subjects.set(key, history);
  }
  return [...subjects.values()].map(({ kind, id, events }) => ({ kind, id, events: events.sort(inOrder) }));
}

function inOrder(one: SubjectEvent, other: SubjectEvent): number {
  return one.at - other.at || one.recordedAt - other.recordedAt || one.seq - other.seq;
}
