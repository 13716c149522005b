import type { ServicePlan } from '#centre/plan/index.ts';
import { formatInstant, type Instant } from '#platform/time/instant.ts';
import { openIntervals, openTimeBetween } from './calendar/open-time.rules.ts';
import { calendarAt } from './calendar-corrections.rules.ts';
import { closingOf } from './calendar/working-days.rules.ts';
import type { CompiledCalendar } from './calendar/calendar.rules.ts';
import { openingsOf } from './calendar/calendar.rules.ts';
import { CALENDAR_WORDS, calendarKind } from '#centre/plan/calendar-name.rules.ts';
import { clockName } from '#centre/plan/plan-names.rules.ts';
import type { ClockMark, ClockView } from './clock-view.schema.ts';
import { termsOfClock } from './clock-terms.rules.ts';
import type { PlanClockRules } from './plan-clocks.rules.ts';

/** A clock as it stands in the cache or comes from the engine: what a view is made of. Instants are epoch milliseconds. */
export interface ClockFacts {
  readonly id: string;
  readonly subject: { readonly kind: string; readonly id: string };
  readonly cycle: number;
  readonly commitments: readonly string[];
  readonly state: ClockView['state'];
  readonly limit: string | null;
  readonly unit: ClockView['unit'];
  readonly calendar: string;
  readonly limitSeconds: number | null;
  /** As of the moment it was computed; counted on from there while it runs. */
  readonly elapsedSeconds: number;
  readonly startedAt: number | null;
  readonly dueAt: number | null;
  readonly stoppedAt: number | null;
  readonly breached: boolean;
  readonly breachedAt: number | null;
  readonly pastBreaches: readonly { readonly limit: string; readonly breachedAt: number }[];
  readonly warnAt: readonly (number | null)[];
  readonly pausedFor: readonly string[];
  readonly cancelCause: string | null;
  readonly provisional: boolean;
}

export interface ViewOfClocks {
  readonly rules: PlanClockRules;
  readonly plan: Pick<ServicePlan, 'clocks' | 'plan'>;
  readonly now: Instant;
}

const SECOND = 1_000;
const REST_LOOKAHEAD = 60 * 86_400_000;

/** One clock for people: the same numbers for staff and customer, counted in the clock's own calendar to this moment. */
export function clockViewOf(facts: ClockFacts, about: ViewOfClocks): ClockView {
  const calendar = calendarView(facts, about);
  const compiled = calendarAt(about.rules, facts.calendar, about.now);
  const terms = termsOfClock(about.rules, facts.id);
  const remainingSeconds = remainingOf(facts, compiled, about.now);
  const breached = isBreached(facts, about.now);
  const breachedAt = facts.breachedAt ?? (breached ? facts.dueAt : null);
  return {
    id: facts.id,
    subject: facts.subject,
    cycle: facts.cycle,
    name: clockName(facts.id, about.plan),
    commitments: [...facts.commitments],
    state: facts.state,
    mark: markOf(facts, { breached, now: about.now, resting: !calendar.openNow }),
    limit: facts.limit,
    unit: facts.unit,
    limitSeconds: facts.limitSeconds,
    elapsedSeconds:
      facts.state === 'running' && facts.limitSeconds !== null && remainingSeconds !== null
        ? facts.limitSeconds - remainingSeconds
        : facts.elapsedSeconds,
    remainingSeconds,
    remainingDays: remainingDays(facts, compiled, about.now),
    startedAt: iso(facts.startedAt),
    dueAt: iso(facts.dueAt),
    stoppedAt: iso(facts.stoppedAt),
    stopWord: facts.stoppedAt === null ? null : terms.stopWord,
    breached,
    breachedAt: iso(breachedAt),
    pastBreaches: facts.pastBreaches.map((past) => ({
      limit: past.limit,
      breachedAt: formatInstant(past.breachedAt as Instant),
    })),
    lateSeconds: breachedAt === null ? null : Math.max(0, Math.floor(((facts.stoppedAt ?? about.now) - breachedAt) / SECOND)),
    warnAt: facts.warnAt.map(iso),
    warnShares: [...terms.warnShares],
    pausedFor: [...facts.pausedFor],
    cancelCause: facts.cancelCause,
    provisional: facts.provisional,
    calendar,
    asOf: formatInstant(about.now),
  };
}

/** The mark alone, for what is counted and not shown. */
export function markNow(facts: ClockFacts, about: ViewOfClocks): ClockMark {
  return markOf(facts, {
    breached: isBreached(facts, about.now),
    now: about.now,
    resting: !calendarView(facts, about).openNow,
  });
}

function isBreached(facts: ClockFacts, now: Instant): boolean {
  return facts.breached || (facts.state === 'running' && facts.dueAt !== null && now > facts.dueAt);
}

function markOf(facts: ClockFacts, now: { breached: boolean; now: Instant; resting: boolean }): ClockMark {
  if (facts.state === 'cancelled') return now.breached ? 'breached' : 'cancelled';
  if (now.breached) return 'breached';
  if (facts.state === 'notStarted') return 'notStarted';
  if (facts.state === 'paused') return 'paused';
  if (facts.state === 'stopped') return 'kept';
  if (facts.warnAt.some((at) => at !== null && at <= now.now)) return 'warning';
  return now.resting ? 'resting' : 'running';
}

function remainingOf(facts: ClockFacts, calendar: CompiledCalendar | undefined, now: Instant): number | null {
  if (facts.limitSeconds === null) return null;
  if (facts.state !== 'running' || facts.dueAt === null) return facts.limitSeconds - facts.elapsedSeconds;
  const between = (from: number, to: number): number =>
    Math.floor(
      (facts.unit === 'calendarDays' || calendar === undefined ? to - from : openTimeBetween(calendar, from, to)) / SECOND,
    );
  return now <= facts.dueAt ? between(now, facts.dueAt) : -between(facts.dueAt, now);
}

/** Working days, or dates, that are left after today, the due day included. */
function remainingDays(facts: ClockFacts, calendar: CompiledCalendar | undefined, now: Instant): number | null {
  if (facts.unit === null || facts.dueAt === null || calendar === undefined || facts.state !== 'running') return null;
  const today = calendar.zone.dayAt(now);
  // An end at 24:00 belongs to the day before.
  const last = calendar.zone.dayAt(facts.dueAt - 1);
  if (facts.unit === 'calendarDays') return Math.max(0, last - today);
  let days = 0;
  for (let day = today + 1; day <= last; day++) if (closingOf(calendar, day) !== null) days += 1;
  return days;
}

/** Many clocks of one page count in few calendars: how each stands now is looked up once for all of them. */
const calendarsSeen = new WeakMap<ViewOfClocks, Map<string, ClockView['calendar']>>();

function calendarView(facts: ClockFacts, about: ViewOfClocks): ClockView['calendar'] {
  const seen = calendarsSeen.get(about) ?? new Map<string, ClockView['calendar']>();
  calendarsSeen.set(about, seen);
  const key = facts.unit === 'calendarDays' ? `days of ${facts.calendar}` : facts.calendar;
  const known = seen.get(key) ?? calendarNow(facts, about);
  seen.set(key, known);
  return known;
}

function calendarNow(facts: Pick<ClockFacts, 'calendar' | 'unit'>, about: ViewOfClocks): ClockView['calendar'] {
  const written = about.rules.plan.calendars[facts.calendar];
  const compiled = calendarAt(about.rules, facts.calendar, about.now);
  const kind = calendarKind(written, facts.unit);
  const base = {
    id: facts.calendar,
    name: CALENDAR_WORDS[kind],
    kind,
    timezone: written?.timezone ?? about.plan.plan.timezone,
  } as const;
  if (kind !== 'hours' || compiled === undefined)
    return { ...base, openNow: true, opensAt: null, closesAt: null, restCause: null };
  const until = about.now + REST_LOOKAHEAD;
  const first = openIntervals(compiled, about.now, until)[0];
  if (first !== undefined && first.from <= about.now)
    return { ...base, openNow: true, opensAt: null, closesAt: first.to < until ? iso(first.to) : null, restCause: null };
  return {
    ...base,
    openNow: false,
    opensAt: first === undefined ? null : formatInstant(first.from as Instant),
    closesAt: null,
    restCause: restCause(compiled, about.now),
  };
}

/** Why nothing is counted now: a break between today's hours, the night of a working day, a weekend, a day off by notice. */
function restCause(calendar: CompiledCalendar, now: Instant): 'night' | 'break' | 'weekend' | 'holiday' {
  const today = calendar.zone.dayAt(now);
  const openings = openingsOf(calendar, today);
  if (openings.length > 0) {
    const begun = openings.some(({ from }) => from <= now);
    const more = openings.some(({ from }) => from > now);
    return begun && more ? 'break' : 'night';
  }
  return calendar.dates.has(today) ? 'holiday' : 'weekend';
}

function iso(at: number | null): string | null {
  return at === null ? null : formatInstant(at as Instant);
}
