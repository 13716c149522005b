/** Dated duties of a plan with their instants: from when one may be done, when it is warned of, until when it must be reported. */
import { Temporal } from 'temporal-polyfill';
import type { ServicePlan } from '#centre/plan/plan.schema.ts';
import { endOfDay, type CompiledCalendar } from '../calendar/calendar.rules.ts';
import { addMonths, formatDay, parseDay, type Day } from '../calendar/civil-date.rules.ts';
import { closingOf, closingOfWorkingDayAfter } from '../calendar/working-days.rules.ts';
import { zoneOf, type Zone } from '../calendar/zone.rules.ts';
import { datedWork, dutyDates, type DatedWork, type DateWindow, type DutyDate } from './duty-dates.rules.ts';

/** What a duty is owed for where the plan owes its work for each: a site by its id in the plan, a product. Null for the whole project. */
export interface DutyPart {
  readonly site: string | null;
  readonly product: string | null;
}

/** One dated duty of a project. Instants are epoch milliseconds. */
export interface Duty extends DutyPart {
  /** The name of its work; of the looser second cadence with `Outer` behind it, as clocks have it. */
  readonly work: string;
  readonly on: string;
  readonly opensAt: number;
  readonly warnsAt: number;
  readonly dueAt: number;
  /** First day of the local month in which it comes due, `YYYY-MM-DD`: 24:00 is still of the day that it ends. */
  readonly month: string;
  readonly commitments: readonly string[];
}

export interface DutiesAsked {
  readonly plan: ServicePlan;
  /** A calendar of the plan as it is known now. */
  readonly calendar: (name: string) => CompiledCalendar | undefined;
  readonly window: DateWindow;
  /** What the project runs: what is owed for each product is owed for each of these. */
  readonly products: readonly string[];
}

const DAY_MS = 86_400_000;
/** Where the plan says neither how long ahead a work is announced nor how long ahead it may be done. */
const WARNED_AHEAD = 7 * DAY_MS;

/** Every duty that the plan has in the window, by date; each once. */
export function dutiesOf({ plan, calendar, window, products }: DutiesAsked): Duty[] {
  const zone = zoneOf(plan.plan.timezone);
  if (zone === undefined) return [];
  return datedWork(plan)
    .flatMap((work) => dutyDates(plan, work, window))
    .flatMap((date): Duty[] => {
      const dueAt = dueOf(date, { calendar, zone });
      const commitments = servedBy(plan, date);
      if (dueAt === null || commitments.length === 0) return [];
      const opensAt = opensOf(date, zone);
      const { leadTimeNotice, window: ahead } = date.work.terms;
      const warned = daysBefore(zone, date.on, leadTimeNotice ?? ahead) ?? dueAt - Math.min(WARNED_AHEAD, (dueAt - opensAt) / 2);
      const work = date.isOuter ? `${date.work.name}Outer` : date.work.name;
      const month = `${formatDay(zone.dayAt(dueAt - 1)).slice(0, 7)}-01`;
      const same = { work, on: date.on, opensAt, warnsAt: Math.max(opensAt, warned), dueAt, month, commitments };
      return partsOf(plan, date.work, products).map((part) => ({ ...same, ...part }));
    })
    .sort((a, b) => a.dueAt - b.dueAt || a.work.localeCompare(b.work));
}

/** The sites and products for each of which a work is owed by itself; the whole project where the plan names none, or none is known. */
function partsOf(plan: ServicePlan, { terms }: DatedWork, products: readonly string[]): DutyPart[] {
  const sites = terms.sites === 'all' ? plan.customer.sites.map(({ id }) => id) : (terms.sites ?? []);
  const each = terms.perProduct === true ? products : [];
  const orWhole = (names: readonly string[]): readonly (string | null)[] => (names.length === 0 ? [null] : names);
  return orWhole(sites).flatMap((site) => orWhole(each).map((product) => ({ site, product })));
}

/** 24:00 of the date, or so long after it as the plan leaves; null on a day that is none of the work's, or with too few working days left. */
function dueOf(
  { on, work }: DutyDate,
  about: { readonly zone: Zone; readonly calendar: DutiesAsked['calendar'] },
): number | null {
  const day = parseDay(on) ?? 0;
  const { terms } = work;
  const named = terms.due?.calendar ?? terms.calendar;
  const calendar = named === undefined ? undefined : about.calendar(named);
  if (terms.every === 'workingDay' && (calendar === undefined || closingOf(calendar, day) === null)) return null;
  const { years, months, weeks, days, hours, minutes, seconds } = Temporal.Duration.from(terms.due?.after ?? 'P0D');
  const count = weeks * 7 + days;
  if ((terms.due?.unit ?? terms.unit) === 'workingDays' && calendar !== undefined && count > 0)
    return closingOfWorkingDayAfter(calendar, day, count);
  const last: Day = addMonths(day, years * 12 + months) + count;
  return endOfDay(about.zone, last) + ((hours * 60 + minutes) * 60 + seconds) * 1_000;
}

/** As long before the date as the plan has it done; else, and in the looser cadence, from the end of the date before. */
function opensOf({ on, after, work, isOuter }: DutyDate, zone: Zone): number {
  const since = endOfDay(zone, parseDay(after) ?? 0);
  return isOuter ? since : Math.max(since, daysBefore(zone, on, work.terms.window) ?? since);
}

/** The beginning of the day that lies so long before a date. */
function daysBefore(zone: Zone, on: string, duration: string | undefined): number | null {
  if (duration === undefined) return null;
  const { years, months, weeks, days } = Temporal.Duration.from(duration);
  const day = addMonths(parseDay(on) ?? 0, -(years * 12 + months)) - weeks * 7 - days;
  return endOfDay(zone, day - 1);
}

/**
 * The commitments that a duty is done for: those that the work cites. One that a phase cites too counts in that phase alone; where a
 * conflict was settled by a stricter cadence beside a looser one, the clauses but the first are for the looser one.
 */
function servedBy(plan: ServicePlan, { work, phase, isOuter }: DutyDate): string[] {
  const looser = looserClauses(plan, work);
  return work.terms.source.filter((id) => {
    const phases = plan.phases.filter(({ source }) => source.includes(id));
    if (phases.length > 0) return !isOuter && phases.some((one) => one.id === phase);
    return looser.includes(id) === isOuter;
  });
}

function looserClauses(plan: ServicePlan, { name, terms }: DatedWork): readonly string[] {
  const hasOuter = terms.outer !== undefined || Object.values(terms.byPhase ?? {}).some((one) => one?.outer !== undefined);
  const settled = plan.conflicts.find(({ chosen }) => chosen['schedule'] === name && chosen['outer'] !== undefined);
  return hasOuter && settled !== undefined ? settled.clauses.slice(1) : [];
}

/** The work of a duty by its name, that of a looser cadence being the same. */
export function workNamed(plan: ServicePlan, name: string): DatedWork | undefined {
  return datedWork(plan).find((work) => work.name === name || `${work.name}Outer` === name);
}

/** Who reports a duty done: whom the plan has write it, else those who answer for what it serves. */
export function reportersOf(plan: Pick<ServicePlan, 'commitments'>, work: DatedWork): string[] {
  if (work.terms.author !== undefined) return [work.terms.author];
  const served = plan.commitments.filter(({ id }) => work.terms.source.includes(id));
  return [...new Set(served.flatMap(({ responsible }) => responsible))];
}
