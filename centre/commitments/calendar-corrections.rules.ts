import type { Instant } from '#platform/time/instant.ts';
import type { CompiledCalendar } from './calendar/calendar.rules.ts';
import type { Calendars } from './clock/terms.rules.ts';
import { planCalendars } from './plan-calendars.rules.ts';
import type { PlanClocks, PlanHolidaySet } from './subject-clocks.schema.ts';

/**
 * A correction of the holiday table in the course of a year. It recounts running and paused clocks only; what has
 * ended keeps its verdict, however often its events are counted again (calendar-and-people, rule 3).
 */
export interface CalendarCorrection {
  /** From when the table says so. */
  readonly at: Instant;
  /** Where it was published. */
  readonly source?: string | null;
  /** Years that are new or different, by set, null where nothing is known of one any more; the others stay as they were. */
  readonly holidaySets: Readonly<Record<string, PlanHolidaySet>>;
}

/** The calendars of a plan through all corrections. */
export interface CorrectedCalendars {
  /** By key: the plan's name, or the name with the number of the correction that changed it. */
  readonly calendars: Calendars;
  /** The corrections that change a calendar of this plan, in order. */
  readonly corrections: readonly CorrectionInForce[];
}

export interface CorrectionInForce {
  readonly at: Instant;
  readonly source: string | null;
  /** Names of the plan to the keys in force from then on. */
  readonly keys: ReadonlyMap<string, string>;
}

/** Compiles a plan's calendars at each correction; one that a correction leaves alone keeps its key. */
export function correctedCalendars(
  plan: PlanClocks,
  first: Calendars,
  written: readonly CalendarCorrection[],
): CorrectedCalendars {
  const calendars = new Map(first);
  const corrections: CorrectionInForce[] = [];
  let holidaySets = plan.holidaySets ?? {};
  let keys = new Map([...first.keys()].map((name) => [name, name]));
  for (const [i, correction] of [...written].sort((a, b) => a.at - b.at).entries()) {
    holidaySets = merged(holidaySets, correction.holidaySets);
    const changed = [...planCalendars({ ...plan, holidaySets }).calendars].filter(([name, calendar]) =>
      differs(calendars.get(keys.get(name) ?? name), calendar),
    );
    if (changed.length === 0) continue;
    keys = new Map([...keys, ...changed.map(([name]): [string, string] => [name, `${name} corrected ${i + 1}`])]);
    for (const [name, calendar] of changed) calendars.set(keys.get(name) ?? name, calendar);
    corrections.push({ at: correction.at, source: correction.source ?? null, keys });
  }
  return { calendars, corrections };
}

/** The key under which a calendar of the plan is counted at an instant. */
export function calendarKey({ corrections }: Pick<CorrectedCalendars, 'corrections'>, name: string, at: number): string {
  return corrections.findLast((correction) => correction.at <= at)?.keys.get(name) ?? name;
}

/** The calendar of a plan's name as it is known at an instant. */
export function calendarAt(corrected: CorrectedCalendars, name: string, at: number): CompiledCalendar | undefined {
  return corrected.calendars.get(calendarKey(corrected, name, at));
}

/** The corrections known by `asOf` that change a day between two instants on a calendar of the plan. */
export function correctionsBetween(
  corrected: CorrectedCalendars,
  calendar: string,
  span: { readonly from: Instant; readonly to: Instant; readonly asOf: Instant },
): CorrectionInForce[] {
  return corrected.corrections.filter(({ at, keys }) => {
    const after = corrected.calendars.get(keys.get(calendar) ?? calendar);
    const before = calendarAt(corrected, calendar, at - 1);
    if (at > span.asOf || before === undefined || after === undefined || before === after) return false;
    const [first, last] = [after.zone.dayAt(span.from), after.zone.dayAt(span.to)];
    return [...before.dates.keys(), ...after.dates.keys()].some(
      (day) =>
        day >= first &&
        day <= last &&
        JSON.stringify(before.dates.get(day) ?? null) !== JSON.stringify(after.dates.get(day) ?? null),
    );
  });
}

function merged(
  sets: Readonly<Record<string, PlanHolidaySet>>,
  changes: Readonly<Record<string, PlanHolidaySet>>,
): Record<string, PlanHolidaySet> {
  const next: Record<string, PlanHolidaySet> = { ...sets };
  for (const [name, years] of Object.entries(changes)) next[name] = { ...sets[name], ...years };
  return next;
}

function differs(before: CompiledCalendar | undefined, after: CompiledCalendar): boolean {
  return (
    before === undefined ||
    before.dataEndsAt !== after.dataEndsAt ||
    JSON.stringify([...before.dates].sort(byDay)) !== JSON.stringify([...after.dates].sort(byDay))
  );
}

function byDay([a]: readonly [number, unknown], [b]: readonly [number, unknown]): number {
  return a - b;
}
