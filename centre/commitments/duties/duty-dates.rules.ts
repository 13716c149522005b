/** On which dates a plan's dated work comes due: by phase, counted from a milestone, or at the ends of periods. */
import { Temporal } from 'temporal-polyfill';
import { pathText } from '#centre/plan/plan-diagnostic.schema.ts';
import type { ServicePlan } from '#centre/plan/plan.schema.ts';

/** Local dates, `YYYY-MM-DD`; both count. */
export interface DateWindow {
  readonly from: string;
  readonly to: string;
}

/** Dated work of a plan: one of its schedules, a rule that is kept by schedule, or the calls that test how people are reached. */
export interface DatedWork {
  /** Of a schedule its name, of a rule what it is about, else its place in the plan. */
  readonly name: string;
  readonly terms: ServicePlan['schedules'][string];
}

/** One date on which dated work comes due. */
export interface DutyDate {
  readonly work: DatedWork;
  readonly phase: string | null;
  /** Whether it is the looser second cadence. */
  readonly isOuter: boolean;
  readonly on: string;
  /** The date before it, or on which counting begins. */
  readonly after: string;
}

export type Dated = Pick<ServicePlan, 'plan' | 'schedules' | 'phases' | 'milestones' | 'rules' | 'organisation'>;

/** All dated work that a plan states, in its order. */
export function datedWork(plan: Dated): DatedWork[] {
  const ofRules = plan.rules.flatMap(({ means, what, every, source }): DatedWork[] =>
    means === 'schedule' && every !== undefined ? [{ name: what, terms: { every, source } }] : [],
  );
  const { testCall, source = [] } = plan.organisation?.reachability ?? {};
  const name = pathText(['organisation', 'reachability', 'testCall']);
  return [
    ...Object.entries(plan.schedules).map(([schedule, terms]) => ({ name: schedule, terms })),
    ...ofRules,
    ...(testCall === undefined ? [] : [{ name, terms: { every: testCall.every, source } }]),
  ];
}

/** What dated work waits for that no process writes: the event after which it comes due, the state in which it is done, whose working days are meant; null for none. */
export function waitsOn({ terms }: DatedWork): string | null {
  const ownDays = terms.every === 'workingDay' && terms.calendar === undefined ? 'calendar' : null;
  return terms.after ?? terms.while ?? ownDays;
}

/** Every date in the window on which some work comes due. A phase whose beginning has no date yet has none, nor has work that waits. */
export function dutyDates(plan: Dated, work: DatedWork, window: DateWindow): DutyDate[] {
  const { terms } = work;
  if (waitsOn(work) !== null) return [];
  const begun = (terms.anchor === undefined ? undefined : plan.milestones[terms.anchor]) ?? plan.plan.effectiveFrom;
  const always: Counted = { phase: null, span: { from: begun, to: LAST }, anchor: begun };
  const cadences = [
    ...(terms.every === undefined ? [] : [{ ...always, every: terms.every, isOuter: false }]),
    ...(terms.every === undefined || terms.outer === undefined ? [] : [{ ...always, every: terms.outer, isOuter: true }]),
    ...plan.phases.flatMap((phase) => {
      const cadence = terms.byPhase?.[phase.id];
      const span = spanOf(plan, phase);
      if (cadence === undefined || span === undefined) return [];
      const anchor = (cadence.anchor === undefined ? undefined : plan.milestones[cadence.anchor]) ?? span.from;
      const counted = { phase: phase.id, span, anchor };
      const outer = cadence.outer === undefined ? [] : [{ ...counted, every: cadence.outer, isOuter: true }];
      return [{ ...counted, every: cadence.every, isOuter: false }, ...outer];
    }),
  ];
  return cadences.flatMap(({ phase, isOuter, span, anchor, every }) => {
    const first = span.from > anchor ? span.from : anchor;
    const last = span.to < window.to ? span.to : window.to;
    const dates = datesFrom({ every, anchor, from: first, to: last });
    return dates
      .map((on, place): DutyDate => ({ work, phase, isOuter, on, after: dates[place - 1] ?? first }))
      .filter(({ on }) => on >= window.from);
  });
}

interface Counted {
  readonly phase: string | null;
  readonly span: DateWindow;
  readonly anchor: string;
}

const LAST = '9999-12-31';
/** Calendar periods by their months; whatever ends with one is due on its last day. */
const PERIODS: Readonly<Partial<Record<string, number>>> = {
  monthEnd: 1,
  month: 1,
  quarterEnd: 3,
  quarter: 3,
  halfYearEnd: 6,
  halfYear: 6,
  yearEnd: 12,
  year: 12,
};
const STEPS: Readonly<Partial<Record<string, string>>> = { day: 'P1D', workingDay: 'P1D', week: 'P7D' };

/** Dates after `from` up to `to`. */
function datesFrom(asked: DateWindow & { readonly every: string; readonly anchor: string }): string[] {
  const { every, anchor, from, to } = asked;
  const months = PERIODS[every];
  const dates = months === undefined ? stepsFrom(anchor, STEPS[every] ?? every, to) : periodEnds(months, { from, to });
  return dates.filter((on) => on > from && on <= to);
}

/** The phase as dates: its last day may be far off. */
function spanOf(plan: Dated, phase: Dated['phases'][number]): DateWindow | undefined {
  const { event, after } = phase.from;
  const before = after === undefined ? undefined : plan.phases.find(({ id }) => id === after);
  // What follows a phase begins when that has ended; before it has begun itself nobody knows when.
  const earlier = before === undefined || before === phase ? undefined : spanOf(plan, before);
  const follows = earlier === undefined || earlier.to === LAST ? undefined : earlier.to;
  const begun = event === undefined || event === 'finalAcceptance' ? follows : plan.milestones[event];
  if (begun === undefined) return undefined;
  // That both have signed is the acceptance that ends the trial run.
  const ending = phase.to?.event === 'finalAcceptance' ? 'finalAcceptanceSigned' : phase.to?.event;
  const ended = ending === undefined ? undefined : plan.milestones[ending];
  const lasts = phase.duration === undefined ? undefined : added(begun, phase.duration, 1);
  return { from: begun, to: ended ?? lasts ?? LAST };
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

/** Daily through thirty years. */
const STEPS_AT_MOST = 11_000;

function added(anchor: string, duration: string, times: number): string {
  const { years, months, weeks, days } = Temporal.Duration.from(duration);
  const step = { years: years * times, months: months * times, weeks: weeks * times, days: days * times };
  return Temporal.PlainDate.from(anchor).add(step).toString();
}

function periodEnds(months: number, { from, to }: DateWindow): string[] {
  const dates: string[] = [];
  let at = Temporal.PlainDate.from(from).with({ day: 1 });
  for (; at.toString() <= to; at = at.add({ months: 1 })) {
    if (at.month % months === 0) dates.push(at.with({ day: at.daysInMonth }).toString());
  }
  return dates;
}
