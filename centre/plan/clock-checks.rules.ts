/** Check 2: every clock and schedule can run and come due. */
import { nearest } from '#platform/text/nearest.rules.ts';
import { durationParts } from './durations.rules.ts';
import { error, warning } from './plan-diagnostic.schema.ts';
import type { PlanCode, PlanFinding, PlanPath } from './plan-diagnostic.schema.ts';
import type { PlanClock } from './clock.schema.ts';
import type { PlanParts } from './plan.schema.ts';
import { VALUES_OF_FIELD } from './plan-references.rules.ts';
import { own } from './plan-tree.rules.ts';

export function checkClocks(plan: PlanParts): PlanFinding[] {
  return [
    ...Object.entries(plan.clocks ?? {}).flatMap(([id, clock]) => checkClock(id, clock, plan)),
    ...checkKinds(plan),
    ...checkSchedules(plan),
  ];
}

function checkClock(id: string, clock: PlanClock, plan: PlanParts): PlanFinding[] {
  const path = ['clocks', id];
  const hasCalendar = (clock.calendar ?? plan.clockDefaults?.calendar) !== undefined;
  return [
    ...checkWays(id, clock),
    ...(starts(clock) ? [] : [error('clockWithoutStart', path, { details: { name: id } })]),
    ...(hasCalendar ? [] : [error('clockWithoutCalendar', path, { details: { name: id } })]),
    ...checkLimits(path, clock, plan),
    ...checkServed(id, clock, plan),
  ];
}

/** Each condition belongs to a commitment that the clock cites, and something that the clock runs on can meet it. */
function checkServed(id: string, clock: PlanClock, plan: PlanParts): PlanFinding[] {
  return Object.entries(clock.sourceWhen ?? {}).flatMap(([written, condition]): PlanFinding[] => {
    const path = ['clocks', id, 'sourceWhen', written];
    if (!clock.source.includes(written)) {
      const near = nearest(written, clock.source);
      return [
        error('conditionOfUncited', path, { details: { name: id, written, ...(near === undefined ? {} : { nearest: near }) } }),
      ];
    }
    return Object.entries(condition)
      .filter(([field, values]) =>
        isNeverMet(values, { met: valuesMet(id, field, plan), given: own(VALUES_OF_FIELD, field)?.(plan) }),
      )
      .map(([field, values]) =>
        error('conditionNeverMet', [...path, field], {
          details: { name: id, written, field, values: values.join(', ') },
          clauses: [written],
        }),
      );
  });
}

/** Names that the plan does not have are told so by their own diagnostic. */
function isNeverMet(
  values: readonly unknown[],
  { met, given }: Record<'met' | 'given', readonly unknown[] | undefined>,
): boolean {
  if (met === undefined || values.some((value) => met.includes(value))) return false;
  return given === undefined || [...values, ...met].every((value) => given.includes(value));
}

/** The values of a field that a clock can meet; undefined where the plan does not say. */
function valuesMet(id: string, field: string, plan: PlanParts): readonly unknown[] | undefined {
  const clock = own(plan.clocks, id);
  const asked = own(clock?.when, field);
  if (asked !== undefined) return asked;
  if (field === 'severity' && clock?.bySeverity !== undefined) return Object.keys(clock.bySeverity);
  const isByKind = field === 'kind' && OF_KINDS.includes(clock?.start) && plan.requestKinds !== undefined;
  return isByKind
    ? Object.entries(plan.requestKinds ?? {}).flatMap(([kind, { clocks }]) => (clocks.includes(id) ? [kind] : []))
    : undefined;
}

/** One way to a limit, no less and no more. */
function checkWays(id: string, { limit, bySeverity, before }: PlanClock): PlanFinding[] {
  const ways = Object.entries({ limit, bySeverity, before }).flatMap(([way, value]) => (value === undefined ? [] : [way]));
  const isEmpty = bySeverity !== undefined && Object.keys(bySeverity).length === 0;
  if (ways.length === 0 || isEmpty) return [error('clockWithoutLimit', ['clocks', id], { details: { name: id } })];
  return ways.length === 1 ? [] : [error('clockWithTwoLimits', ['clocks', id], { details: { name: id, ways: ways.join(', ') } })];
}

/** With an event, or counted back from an anchor, which needs both its date and its distance. */
function starts({ start, anchor, before }: PlanClock): boolean {
  return anchor === undefined ? start !== undefined && before === undefined : before !== undefined;
}

interface Limit {
  path: PlanPath;
  limit: string;
  calendar?: string | undefined;
  unit?: string | undefined;
}

/** A limit and the unit it is counted in must fit (R18); a calendar of kind `calendarDays` is itself a unit. */
function checkLimits(path: PlanPath, clock: PlanClock, plan: PlanParts): PlanFinding[] {
  const calendar = clock.calendar ?? plan.clockDefaults?.calendar;
  const limits: Limit[] = [];
  const add = (name: string, limit: unknown) => {
    if (typeof limit === 'string')
      limits.push({ path: [...path, name], limit, calendar, unit: name === 'before' ? 'calendarDays' : clock.unit });
  };
  add('limit', clock.limit);
  add('outer', clock.outer);
  add('before', clock.before);
  for (const [severity, terms] of Object.entries(clock.bySeverity ?? {})) {
    limits.push({
      path: [...path, 'bySeverity', severity],
      limit: terms.limit,
      calendar: terms.calendar ?? calendar,
      unit: clock.unit,
    });
  }
  return limits.flatMap((limit) => misfit(limit, plan));
}

/** What keeps a limit from being counted, with the duration that was likely meant. */
function misfit({ path, limit, calendar = '', unit }: Limit, plan: PlanParts): PlanFinding[] {
  const { months, days, seconds } = durationParts(limit);
  const isDate = own(plan.calendars, calendar)?.kind === 'calendarDays';
  const told = (code: PlanCode, likely?: string) => [
    error(code, path, {
      details: { limit, unit: unit ?? calendar, calendar, ...(likely === undefined ? {} : { nearest: likely }) },
    }),
  ];
  if (unit === 'workingDays' && isDate) return told('limitDoesNotFit');
  if (unit === 'workingDays' || unit === 'calendarDays' || isDate) {
    if (seconds === 0 && (months === 0 || unit !== 'workingDays')) return [];
    const isWhole = months === 0 && seconds > 0 && seconds % DAY === 0;
    return told('limitNotInDays', isWhole ? `P${days + seconds / DAY}D` : undefined);
  }
  if (months === 0) return [];
  // P30M is thirty months.
  return told('limitNotInHours', /^P\d+M$/.test(limit) ? `PT${limit.slice(1)}` : undefined);
}
const DAY = 86_400;

const COMPARED_AT_MOST = 100;
const OF_KINDS: readonly unknown[] = ['reportReceived', 'registered'];

/** A clock of the report or its registration exists only where a kind lists it; one that no kind lists measures nothing. */
function checkKinds(plan: PlanParts): PlanFinding[] {
  const { clocks, requestKinds } = plan;
  if (clocks === undefined || requestKinds === undefined) return [];
  const written = [...new Set(Object.values(requestKinds).flatMap((kind) => kind.clocks))];
  // A name written wrongly is told so by its own diagnostic.
  const misspelt = written
    .filter((id) => !Object.hasOwn(clocks, id))
    .slice(0, COMPARED_AT_MOST)
    .map((id) => nearest(id, Object.keys(clocks)));
  const listed = new Set([...written, ...misspelt]);
  const unused = Object.entries(clocks)
    .filter(([id, clock]) => OF_KINDS.includes(clock.start) && !listed.has(id))
    .map(([id]) => warning('clockOfNoKind', ['clocks', id], { details: { name: id } }));
  const elsewhere = Object.entries(requestKinds).flatMap(([kind, { clocks: ids }]) =>
    ids.flatMap((id, index) => {
      const start = own(clocks, id)?.start;
      return start === undefined || OF_KINDS.includes(start)
        ? []
        : [warning('clockStartsElsewhere', ['requestKinds', kind, 'clocks', index], { details: { name: id, start } })];
    }),
  );
  return [...unused, ...elsewhere];
}

function checkSchedules(plan: PlanParts): PlanFinding[] {
  return Object.entries(plan.schedules ?? {})
    .filter(
      ([, schedule]) =>
        schedule.every === undefined && schedule.after === undefined && Object.keys(schedule.byPhase ?? {}).length === 0,
    )
    .map(([id]) => error('scheduleWithoutCadence', ['schedules', id], { details: { name: id } }));
}
