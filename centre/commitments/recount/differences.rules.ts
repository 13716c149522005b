import { openingsOf, type CompiledCalendar } from '../calendar/calendar.rules.ts';
import { formatDay } from '../calendar/civil-date.rules.ts';
import { calendarAt } from '../calendar-corrections.rules.ts';
import type { ClockOnSubject } from '../moved-clocks.rules.ts';
import type { PlanClockRules } from '../plan-clocks.rules.ts';
import { limitText } from '../subject-clocks.rules.ts';
import type { SubjectClock } from '../subject-clocks.schema.ts';
import type { Instant } from '#platform/time/instant.ts';

/** A date that opens otherwise than before, and whether it opens at all now. */
export interface ChangedDay {
  readonly date: string;
  readonly opens: boolean;
}

/** One clock before and after it was counted again; the cycle that goes on stands for it. */
export interface ClockDifference {
  readonly before: ClockOnSubject;
  readonly after: ClockOnSubject;
  /** Dates between its start and its due time that open otherwise. */
  readonly days: readonly ChangedDay[];
  /** Set where the due time lies in the past by what changed, and did not before. */
  readonly breachedAt: Instant | null;
}

/** How clocks were counted, and how they are now. */
export interface BothCounts {
  readonly before: { readonly rules: PlanClockRules; readonly clocks: readonly ClockOnSubject[] };
  readonly after: { readonly rules: PlanClockRules; readonly clocks: readonly ClockOnSubject[] };
  readonly now: Instant;
}

/** The clocks of a request whose due time, remaining time or terms became others. What has ended before keeps its verdict and is none of them. */
export function differencesOf({ before, after, now }: BothCounts): ClockDifference[] {
  const present = new Map(after.clocks.map((entry) => [nameOf(entry), entry]));
  return [...new Map(before.clocks.map((entry) => [nameOf(entry), entry]))].flatMap(([name, was]) => {
    const is = present.get(name);
    if (is === undefined || was.clock.endedAt !== null || !isAnother(was.clock, is.clock)) return [];
    const calendars = {
      before: calendarAt(before.rules, was.clock.definition.calendar, now),
      after: calendarAt(after.rules, is.clock.definition.calendar, now),
    };
    const isNewBreach = is.clock.answer.breached && !was.clock.answer.breached;
    return [
      {
        before: was,
        after: is,
        days: daysBetween(calendars, was, is),
        breachedAt: isNewBreach ? is.clock.answer.breachedAt : null,
      },
    ];
  });
}

/**
 * The clocks whose stored rows say other than is known now, all cycles of them: more than those whose due time became another, since a row also
 * says what is provisional and when a warning comes.
 */
export function storedOtherwise({ before, after }: BothCounts): ClockOnSubject[] {
  const was = new Map(before.clocks.map((entry) => [cycleOf(entry), entry.clock]));
  const others = new Set(
    after.clocks.flatMap((entry) => {
      const earlier = was.get(cycleOf(entry));
      return earlier === undefined || !storesAlike(earlier, entry.clock) ? [nameOf(entry)] : [];
    }),
  );
  return others.size === 0 ? [] : after.clocks.filter((entry) => others.has(nameOf(entry)));
}

function storesAlike(one: SubjectClock, other: SubjectClock): boolean {
  return (
    one.state === other.state &&
    one.answer.dueAt === other.answer.dueAt &&
    one.answer.provisional === other.answer.provisional &&
    one.answer.elapsedSeconds === other.answer.elapsedSeconds &&
    one.limitSeconds === other.limitSeconds &&
    one.warnAt.join() === other.warnAt.join() &&
    one.sources.join() === other.sources.join() &&
    !isAnother(one, other)
  );
}

function cycleOf(entry: ClockOnSubject): string {
  return `${nameOf(entry)}/${entry.clock.cycle}`;
}

function nameOf({ subject, clock }: ClockOnSubject): string {
  return `${subject.kind}/${subject.id}/${clock.clock}`;
}

function isAnother(was: SubjectClock, is: SubjectClock): boolean {
  return (
    was.answer.dueAt !== is.answer.dueAt ||
    was.state !== is.state ||
    limitText(was.definition) !== limitText(is.definition) ||
    was.definition.calendar !== is.definition.calendar ||
    was.definition.unit !== is.definition.unit ||
    (is.state === 'paused' && was.answer.remainingSeconds !== is.answer.remainingSeconds)
  );
}

function daysBetween(
  calendars: { before: CompiledCalendar | undefined; after: CompiledCalendar | undefined },
  was: ClockOnSubject,
  is: ClockOnSubject,
): ChangedDay[] {
  const { before, after } = calendars;
  if (before === undefined || after === undefined || before === after) return [];
  const until = Math.max(was.clock.answer.dueAt ?? 0, is.clock.answer.dueAt ?? 0);
  const [first, last] = [after.zone.dayAt(is.clock.startedAt), until === 0 ? Infinity : after.zone.dayAt(until)];
  return changedDays(before, after)
    .filter(({ day }) => day >= first && day <= last)
    .map(({ day, opens }) => ({ date: formatDay(day), opens }));
}

interface DayThatChanged {
  readonly day: number;
  readonly opens: boolean;
}

const known = new WeakMap<CompiledCalendar, WeakMap<CompiledCalendar, readonly DayThatChanged[]>>();

/** The dates of which one of two calendars says something, and that open otherwise on the later one, in order. */
export function changedDays(before: CompiledCalendar, after: CompiledCalendar): readonly DayThatChanged[] {
  const ofBefore = known.get(before) ?? new WeakMap<CompiledCalendar, readonly DayThatChanged[]>();
  known.set(before, ofBefore);
  const found =
    ofBefore.get(after) ??
    [...new Set([...before.dates.keys(), ...after.dates.keys()])]
      .sort((a, b) => a - b)
      .filter((day) => JSON.stringify(openingsOf(before, day)) !== JSON.stringify(openingsOf(after, day)))
      .map((day) => ({ day, opens: openingsOf(after, day).length > 0 }));
  ofBefore.set(after, found);
  return found;
}
