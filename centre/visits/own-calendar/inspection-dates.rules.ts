/** When a plan's inspections come due: dated work by phase, counted from the phase's milestone or at the ends of periods. */
import { Temporal } from 'temporal-polyfill';
import type { ServicePlan } from '#centre/plan/plan.schema.ts';

/** Local dates, `YYYY-MM-DD`; both count. */
export interface DateWindow {
  readonly from: string;
  readonly to: string;
}

export interface InspectionDate {
  readonly schedule: string;
  readonly on: string;
  /** Sites of the plan, by their ids. */
  readonly sites: readonly string[];
}

type Dated = Pick<ServicePlan, 'schedules' | 'phases' | 'milestones' | 'customer'>;

/** Every inspection that comes due in the window. A phase whose beginning has no date yet has none. */
export function inspectionDates(plan: Dated, window: DateWindow): InspectionDate[] {
  return Object.entries(plan.schedules).flatMap(([schedule, { form, byPhase, sites }]) => {
    if (form !== 'inspectionReport') return [];
    const all = plan.customer.sites.map(({ id }) => id);
    const asked = sites === undefined || sites === 'all' ? all : sites;
    return plan.phases.flatMap((phase) => {
      const cadence = byPhase?.[phase.id];
      const span = spanOf(plan, phase);
      if (cadence === undefined || span === undefined) return [];
      const anchor = (cadence.anchor === undefined ? undefined : plan.milestones[cadence.anchor]) ?? span.from;
      return datesOf(cadence.every, anchor)
        .filter((on) => on > span.from && on <= span.to && on >= window.from && on <= window.to)
        .map((on) => ({ schedule, on, sites: asked }));
    });
  });

  /** Dates up to the end of the window, the first before its beginning at most by one step. */
  function datesOf(every: string, anchor: string): string[] {
    const months = PERIODS[every];
    return months === undefined ? stepsFrom(anchor, every, window.to) : periodEnds(months, window);
  }
}

const PERIODS: Readonly<Partial<Record<string, number>>> = { monthEnd: 1, quarterEnd: 3, halfYearEnd: 6, yearEnd: 12 };

/** The phase as dates: its last day may be far off. */
function spanOf(plan: Dated, phase: Dated['phases'][number]): DateWindow | undefined {
  const begun =
    phase.from.event === undefined || phase.from.event === 'finalAcceptance' ? undefined : plan.milestones[phase.from.event];
  if (begun === undefined) return undefined;
  // That both have signed is the acceptance that ends the trial run.
  const ending = phase.to?.event === 'finalAcceptance' ? 'finalAcceptanceSigned' : phase.to?.event;
  const ended = ending === undefined ? undefined : plan.milestones[ending];
  const lasts = phase.duration === undefined ? undefined : added(begun, phase.duration, 1);
  return { from: begun, to: ended ?? lasts ?? '9999-12-31' };
}

/** From the anchor itself each time, so that the 31st comes again after a February (calendar-and-people.md). */
function stepsFrom(anchor: string, every: string, last: string): string[] {
  const dates: string[] = [];
  for (let step = 1; step <= STEPS_AT_MOST; step += 1) {
    const on = added(anchor, every, step);
    if (on > last || on <= anchor) break;
    dates.push(on);
  }
  return dates;
}

/** Daily through thirty years: more is no inspection. */
const STEPS_AT_MOST = 11_000;

function added(anchor: string, duration: string, times: number): string {
  const { years, months, weeks, days } = Temporal.Duration.from(duration);
  const step = { years: years * times, months: months * times, weeks: weeks * times, days: days * times };
  return Temporal.PlainDate.from(anchor).add(step).toString();
}

function periodEnds(months: number, window: DateWindow): string[] {
  const dates: string[] = [];
  let at = Temporal.PlainDate.from(window.from).with({ day: 1 });
  for (; at.toString() <= window.to; at = at.add({ months: 1 })) {
    if (at.month % months === 0) dates.push(at.with({ day: at.daysInMonth }).toString());
  }
  return dates;
}
