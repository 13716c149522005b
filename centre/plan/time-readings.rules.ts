/** Readings on calendars and cadences (commitments.md, X19 and X20), and cadences that can be read in two ways by themselves. */
import { Temporal } from 'temporal-polyfill';
import { WEEKDAYS, type HolidayTable } from './calendar.schema.ts';
import { holidayYears } from './date-checks.rules.ts';
import { durationParts } from './durations.rules.ts';
import { warning } from './plan-diagnostic.schema.ts';
import type { PlanFinding, PlanPath } from './plan-diagnostic.schema.ts';
import type { PlanParts } from './plan.schema.ts';
import { own } from './plan-tree.rules.ts';
import type { Reading } from './reading.rules.ts';

/** X19: hours of Monday to Friday, and a notice that lets a Saturday be worked: the latest that is known since the plan took effect. */
export function makeUpWorkdays(plan: PlanParts, holidays: HolidayTable): Reading[] {
  const since = plan.plan?.effectiveFrom ?? '';
  return Object.entries(plan.calendars ?? {}).flatMap(([id, calendar]) => {
    if (calendar.kind !== 'weekly' || calendar.holidays == null) return [];
    const stated = [...holidayYears(plan.holidaySets, calendar.holidays).values()];
    const known = own(holidays, calendar.holidays) ?? [];
    const worked = [...stated, ...known]
      .flatMap(({ makeUp }) => makeUp)
      .filter((date) => date >= since)
      .sort();
    const opens = WEEKDAYS.filter((day) => (calendar.hours[day]?.length ?? 0) > 0);
    const beside = worked.findLast((date) => !opens.some((day) => day === WEEKDAYS[Temporal.PlainDate.from(date).dayOfWeek - 1]));
    if (beside === undefined) return [];
    return [
      {
        subject: 'makeUpWorkdays',
        path: ['calendars', id, 'makeUpWorkdays'],
        values: `${opens.join(', ')}; ${beside}: ${calendar.makeUpWorkdays}`,
        sides: [calendar.source] as const,
      },
    ];
  });
}

/** Ends of calendar periods, and how many months a period has. */
const CALENDAR_PERIODS = { monthEnd: 1, quarterEnd: 3, halfYearEnd: 6, yearEnd: 12 } as const;
/** What a period is called, and how many months it has. */
const PERIODS = [
  ['month', 1],
  ['quarter', 3],
  ['halfYear', 6],
  ['year', 12],
] as const;

export type Counting = 'calendar' | 'anchor';

interface Cadence {
  schedule: string;
  path: PlanPath;
  every: string;
  months: number;
  counted: Counting;
  source: readonly string[];
}

/** Cadences of whole months that say from where they are counted: ends of the calendar's periods, or a date on record. */
function cadencesOf(plan: PlanParts): Cadence[] {
  return Object.entries(plan.schedules ?? {}).flatMap(([id, { every, anchor, byPhase, source }]) => {
    const ofPhases = Object.entries(byPhase ?? {}).map(([phase, terms]) => ({
      ...terms,
      path: ['schedules', id, 'byPhase', phase, 'every'],
    }));
    return [{ every, anchor, path: ['schedules', id, 'every'] }, ...ofPhases].flatMap((terms): Cadence[] => {
      if (terms.every === undefined) return [];
      const cadence = { schedule: id, path: terms.path, every: terms.every, source };
      const period = Object.entries(CALENDAR_PERIODS).find(([end]) => end === terms.every);
      if (period !== undefined) return [{ ...cadence, months: period[1], counted: 'calendar' }];
      if (terms.anchor === undefined || !terms.every.startsWith('P')) return [];
      return [{ ...cadence, months: durationParts(terms.every).months, counted: 'anchor' }];
    });
  });
}

/** X20: a quarter of the calendar here, three months from a date there. */
export function periods(plan: PlanParts): Reading[] {
  const cadences = cadencesOf(plan);
  return PERIODS.flatMap(([subject, months]) => {
    const same = cadences.filter((cadence) => cadence.months === months);
    const byCalendar = same.filter(({ counted }) => counted === 'calendar');
    const byDate = same.filter(({ counted }) => counted === 'anchor');
    const [one, other] = [byCalendar[0], byDate[0]];
    if (one === undefined || other === undefined) return [];
    return [
      {
        subject,
        path: other.path,
        values: `${one.schedule} ${one.every}; ${other.schedule} ${other.every}`,
        sides: [byCalendar.flatMap(({ source }) => source), byDate.flatMap(({ source }) => source)] as const,
      },
    ];
  });
}

/** How a schedule counts its periods: undefined where it says neither, or both. */
export function countingOf(plan: PlanParts, schedule: string): Counting | undefined {
  const ways = new Set(cadencesOf(plan).flatMap((cadence) => (cadence.schedule === schedule ? [cadence.counted] : [])));
  return ways.size === 1 ? [...ways][0] : undefined;
}

/** A bare `quarter` is the calendar's or three months from some day: the schedule has to say which. */
export function checkCadences(plan: PlanParts): PlanFinding[] {
  return Object.entries(plan.schedules ?? {}).flatMap(([id, { every, byPhase, source }]) => {
    const ofPhases = Object.entries(byPhase ?? {}).map(([phase, terms]) => ({
      every: terms.every,
      path: ['schedules', id, 'byPhase', phase, 'every'],
    }));
    return [{ every, path: ['schedules', id, 'every'] }, ...ofPhases].flatMap((terms) => {
      const period = PERIODS.find(([name]) => name === terms.every);
      if (period === undefined) return [];
      const [name, months] = period;
      const details = { name: id, every: name, end: `${name}End`, duration: `P${months}M` };
      return [warning('cadenceUndecided', terms.path, { details, clauses: source })];
    });
  });
}
