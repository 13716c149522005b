/** Checks 6 and 8: holiday data are there, shares are shares, dates are in order. */
import type { HolidayTable, HolidayYear } from './calendar.schema.ts';
import { opensInTheWeek } from './open-hours.rules.ts';
import { error, warning } from './plan-diagnostic.schema.ts';
import type { PlanFinding } from './plan-diagnostic.schema.ts';
import type { PlanParts, ServicePlan } from './plan.schema.ts';
import { own } from './plan-tree.rules.ts';
import { MILESTONES } from './vocabulary.ts';

type HolidaySets = NonNullable<ServicePlan['holidaySets']>;

/** Month and day of the year before from which a missing year is warned of, where the set does not say. */
export const WARN_FROM = '11-15';

/** Years of a holiday set that have data, by number. */
export function holidayYears(sets: HolidaySets | undefined, setName: string): Map<number, HolidayYear> {
  const set: Readonly<Record<string, unknown>> = own(sets, setName) ?? {};
  return new Map(
    Object.entries(set).flatMap(([year, data]) => (/^\d{4}$/.test(year) ? [[Number(year), data as HolidayYear] as const] : [])),
  );
}

export interface HolidayContext {
  /** Local date of the plan, `YYYY-MM-DD`. */
  today: string;
  /** What is known beside the plan. */
  table?: HolidayTable | undefined;
}

/** Each weekly calendar with holidays has data for this year, and for the next when its notice should be out. */
export function checkHolidays(plan: PlanParts, { today, table }: HolidayContext): PlanFinding[] {
  return Object.entries(plan.calendars ?? {}).flatMap(([id, calendar]) => {
    if (calendar.kind !== 'weekly' || calendar.holidays == null) return [];
    const stated = own(plan.holidaySets, calendar.holidays);
    const known = new Set([
      ...holidayYears(plan.holidaySets, calendar.holidays).keys(),
      ...(own(table, calendar.holidays) ?? []).map(({ year }) => year),
    ]);
    const missing = missingYear(known, today, stated?.yearMissing?.warnFrom ?? WARN_FROM);
    if (missing === undefined) return [];
    const path = stated === undefined ? ['calendars', id, 'holidays'] : ['holidaySets', calendar.holidays];
    const options = { details: { calendar: id, year: String(missing.year) }, clauses: calendar.source };
    return [missing.isCurrent ? error('holidayYearMissing', path, options) : warning('nextHolidayYearMissing', path, options)];
  });
}

/** A year that has no data though it should: this one, or from `warnFrom` (month and day) on the next. */
export function missingYear(
  known: ReadonlySet<number>,
  today: string,
  warnFrom: string,
): { year: number; isCurrent: boolean } | undefined {
  const year = Number(today.slice(0, 4));
  if (!known.has(year)) return { year, isCurrent: true };
  return !known.has(year + 1) && today.slice(5) >= warnFrom ? { year: year + 1, isCurrent: false } : undefined;
}

/** Years and their days, and hours that never open. */
export function checkCalendars(plan: PlanParts): PlanFinding[] {
  const closed = Object.entries(plan.calendars ?? {})
    .filter(([, calendar]) => calendar.kind === 'weekly' && !opensInTheWeek(calendar))
    .map(([id]) => warning('calendarNeverOpens', ['calendars', id], { details: { calendar: id } }));
  const outside = Object.keys(plan.holidaySets ?? {}).flatMap((set) =>
    Object.keys(plan.holidaySets?.[set] ?? {}).flatMap((key) => {
      if (key === 'yearMissing') return [];
      if (!/^\d{4}$/.test(key))
        return [error('invalidFormat', ['holidaySets', set, key], { details: { written: key, format: 'year' } })];
      return daysOutside(plan.holidaySets, set, Number(key));
    }),
  );
  return [...closed, ...outside];
}

function daysOutside(sets: HolidaySets | undefined, set: string, year: number): PlanFinding[] {
  const data = holidayYears(sets, set).get(year);
  return (['off', 'makeUp'] as const).flatMap((list) =>
    (data?.[list] ?? []).flatMap((written, index) =>
      written.split('/').every((date) => Number(date.slice(0, 4)) === year)
        ? []
        : [
            error('dateOutsideYear', ['holidaySets', set, String(year), list, index], {
              details: { written, year: String(year) },
            }),
          ],
    ),
  );
}

/** Check 8: milestones in the order in which they can happen. */
export function checkMilestones(plan: PlanParts): PlanFinding[] {
  const dated = MILESTONES.flatMap((name) => {
    const on = plan.milestones?.[name];
    return on === undefined ? [] : [{ name, on }];
  });
  return dated.slice(1).flatMap((later, index) => {
    const earlier = dated.slice(0, index + 1).findLast(({ on }) => on > later.on);
    if (earlier === undefined) return [];
    return [
      error('milestonesOutOfOrder', ['milestones', later.name], {
        details: { later: later.name, laterOn: later.on, earlier: earlier.name, earlierOn: earlier.on },
      }),
    ];
  });
}

/** Check 8: a phase begins and ends in one way, or nobody knows from when on something is free. */
export function checkPhases(plan: PlanParts): PlanFinding[] {
  return (plan.phases ?? []).flatMap(({ id, from, to, duration, source }) => {
    const ends = { 'to.event': to?.event, 'to.after': to?.after, duration };
    return [
      { edge: 'from', ways: waysOf({ 'from.event': from.event, 'from.after': from.after }) },
      { edge: to === undefined ? 'duration' : 'to', ways: waysOf(ends) },
    ].flatMap(({ edge, ways }) =>
      ways.length < 2
        ? []
        : [error('phaseEdgeTwice', ['phases', id, edge], { details: { name: id, ways: ways.join(', ') }, clauses: source })],
    );
  });
}

function waysOf(edges: Readonly<Record<string, string | undefined>>): string[] {
  return Object.entries(edges).flatMap(([way, written]) => (written === undefined ? [] : [`${way} ${written}`]));
}

/** Check 8: shares lie between 0 and 1; an objective has one bound to compare with. */
export function checkTargets(plan: PlanParts): PlanFinding[] {
  const objectives = Object.entries(plan.quality?.objectives ?? {}).flatMap(([id, objective]) => {
    const bounds = Object.entries(objective.target).filter(([, bound]) => bound !== undefined);
    const path = ['quality', 'objectives', id, 'target'];
    const shares = bounds.flatMap(([key, bound]) =>
      objective.measure === undefined && typeof bound === 'number' ? noShare([...path, key], bound) : [],
    );
    // A number is a rate where no time is measured; without its formula it is no figure.
    if (
      bounds.some(([, bound]) => typeof bound === 'number') &&
      objective.formula === undefined &&
      objective.measure === undefined
    )
      shares.push(warning('rateWithoutFormula', ['quality', 'objectives', id], { details: { name: id } }));
    return bounds.length === 1 ? shares : [error('targetWithoutBound', path, { details: { name: id } }), ...shares];
  });
  const samples = Object.entries(plan.schedules ?? {}).flatMap(([id, { share }]) =>
    share === undefined ? [] : noShare(['schedules', id, 'share'], share),
  );
  return [...objectives, ...samples];
}

function noShare(path: string[], written: number): PlanFinding[] {
  return written >= 0 && written <= 1 ? [] : [error('percentOutOfRange', path, { details: { written: String(written) } })];
}
