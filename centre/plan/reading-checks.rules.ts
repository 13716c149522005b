/**
 * Check 3, further: clauses that contradict each other without two numbers in one entry (commitments.md, X4, X6 to X8, X12,
 * X16, X18). Each subject is a row: what in the plan shows that both readings are live, and the clauses behind each. What a plan
 * can only say in one way (one register, one unit, one formula) leaves no second value to be found (decision 0055).
 */
import type { PlanClock } from './clock.schema.ts';
import { error, warning } from './plan-diagnostic.schema.ts';
import type { PlanFinding, PlanPath } from './plan-diagnostic.schema.ts';
import type { PlanParts } from './plan.schema.ts';
import { own } from './plan-tree.rules.ts';

interface Reading {
  subject: string;
  path: PlanPath;
  /** Both readings, in words of the plan. */
  values: string;
  /** Clauses behind the one and the other. */
  sides: readonly [readonly string[], readonly string[]];
}

/** Subject → where the plan has two readings of it. */
const READINGS: readonly ((plan: PlanParts) => Reading[])[] = [
  serviceStage,
  restoredOrSolved,
  remoteBeforeSite,
  periodNames,
  approvalBeforeDispatch,
  fees,
];

/** Office hours against round the clock are two values and refused; other readings are told. */
export function checkReadings(plan: PlanParts): PlanFinding[] {
  const unsettled = (found: readonly Reading[]) => found.filter((reading) => !isSettled(plan, reading));
  return [
    ...unsettled(hours(plan)).map((reading) => error('conflictUnsettled', reading.path, told(reading))),
    ...unsettled(READINGS.flatMap((reading) => reading(plan))).map((reading) =>
      warning('readingUnsettled', reading.path, told(reading)),
    ),
  ];
}

function told({ subject, values, sides }: Reading) {
  return { details: { subject, values }, clauses: [...new Set(sides.flat())] };
}

/** By an entry on the subject, or one that names a clause of each side. Without two clauses nothing contradicts. */
function isSettled(plan: PlanParts, { subject, sides: [one, other] }: Reading): boolean {
  if (one.length === 0 || other.length === 0 || new Set([...one, ...other]).size < 2) return true;
  return (plan.conflicts ?? []).some(
    (conflict) =>
      conflict.subject === subject ||
      one.some((clause) =>
        other.some((against) => clause !== against && conflict.clauses.includes(clause) && conflict.clauses.includes(against)),
      ),
  );
}

function clocksWhere(plan: PlanParts, fits: (clock: PlanClock) => boolean): [string, PlanClock][] {
  return Object.entries(plan.clocks ?? {}).filter(([, clock]) => fits(clock));
}
const sources = (clocks: readonly [string, PlanClock][]) => clocks.flatMap(([, { source }]) => source);
const ids = (clocks: readonly [string, PlanClock][]) => clocks.map(([id]) => id).join(', ');

/** X4: a channel that is open by the day, and clocks of the report that run on while it is closed. */
function hours(plan: PlanParts): Reading[] {
  const isAlways = (name: string | undefined) => own(plan.calendars, name ?? '')?.kind === 'always';
  const running = clocksWhere(plan, (clock) => clock.start === 'reportReceived' && isAlways(clock.calendar));
  const [first] = running;
  if (first === undefined) return [];
  return Object.entries(plan.channels ?? {}).flatMap(([id, channel]) => {
    const calendar = own(plan.calendars, channel.calendar ?? '');
    if (calendar?.kind !== 'weekly') return [];
    return [
      {
        subject: 'hours',
        path: ['channels', id, 'calendar'],
        values: `${id}: ${channel.calendar ?? ''}; ${first[0]}: ${first[1].calendar ?? ''}`,
        sides: [[...channel.source, ...calendar.source], sources(running)] as const,
      },
    ];
  });
}

/** X6: service that is free in one phase after the other, and dated work through them. */
function serviceStage(plan: PlanParts): Reading[] {
  const free = (plan.phases ?? []).filter((phase) => phase.free === true);
  const last = free.at(-1);
  if (free.length < 2 || last === undefined) return [];
  return Object.entries(plan.schedules ?? {}).flatMap(([id, { byPhase, free: isFree, source }]) => {
    const covered = Object.keys(byPhase ?? {});
    if (isFree !== true || !free.every((phase) => covered.includes(phase.id))) return [];
    return [
      {
        subject: 'serviceStage',
        path: ['schedules', id],
        values: `${free.map((phase) => phase.id).join(' + ')}; ${last.id}`,
        sides: [source, last.source] as const,
      },
    ];
  });
}

/** X7: a limit that ends with the restoration, where the work ends later or elsewhere. */
function restoredOrSolved(plan: PlanParts): Reading[] {
  const elsewhere = [...(plan.entitlements?.spares?.source ?? []), ...(plan.faultHandling?.withdrawal.source ?? [])];
  return clocksWhere(plan, ({ restoredBy }) => restoredBy?.some((way) => way !== 'fix') === true).map(([id, clock]) => ({
    subject: id,
    path: ['clocks', id, 'restoredBy'],
    values: `${clock.stop.join(', ')}: ${clock.restoredBy?.join(', ') ?? ''}`,
    sides: [clock.source, elsewhere],
  }));
}

/** X8: the site counted from the report, and remote first. */
function remoteBeforeSite(plan: PlanParts): Reading[] {
  const toSite = (clock: PlanClock) => clock.stop.some((event) => event === 'engineerDispatched' || event === 'engineerArrived');
  const atOnce = clocksWhere(
    plan,
    (clock) => toSite(clock) && (clock.start === 'reportReceived' || clock.start === 'registered'),
  );
  const after = clocksWhere(plan, (clock) => toSite(clock) && clock.start === 'notRemotelySolvable');
  const [first] = after;
  if (atOnce.length === 0 || first === undefined) return [];
  return [
    {
      subject: 'remoteBeforeSite',
      path: ['clocks', first[0]],
      values: `${ids(atOnce)}; ${ids(after)}`,
      sides: [sources(atOnce), sources(after)],
    },
  ];
}

/** X12: the free period and the product life, equally long: one thing or two? */
function periodNames(plan: PlanParts): Reading[] {
  const life = plan.entitlements?.productLife;
  return (plan.phases ?? []).flatMap((phase) =>
    life === undefined || phase.free !== true || phase.duration !== life.atLeast
      ? []
      : [
          {
            subject: 'freePeriodNames',
            path: ['entitlements', 'productLife'],
            values: `${phase.id} ${phase.duration}; productLife ${life.atLeast}`,
            sides: [phase.source, life.source] as const,
          },
        ],
  );
}

/** X16: an order that needs approval first, however urgent, and an engineer who leaves at once. */
function approvalBeforeDispatch(plan: PlanParts): Reading[] {
  const order = plan.forms?.taskOrder;
  if (order?.approval === undefined || order.approval.retrospectiveWithin !== undefined) return [];
  const atOnce = clocksWhere(
    plan,
    ({ start, stop }) => start === 'reportReceived' && stop.some((event) => RESPONSES.includes(event)),
  );
  const values = `taskOrder: ${order.approval.by}; ${ids(atOnce)}`;
  return [
    {
      subject: 'approvalBeforeDispatch',
      path: ['forms', 'taskOrder', 'approval'],
      values,
      sides: [order.source, sources(atOnce)],
    },
  ];
}
const RESPONSES: readonly string[] = ['substantiveResponseGiven', 'engineerDispatched', 'engineerArrived'];

/** X18: what is not listed is free, and things are sold. */
function fees(plan: PlanParts): Reading[] {
  const listed = own(plan.gates, 'listedFee');
  const sold = clocksWhere(plan, ({ start }) => start === 'contractSigned');
  if (plan.entitlements?.unlistedFees !== 'free' || listed === undefined || listed === 'off' || sold.length === 0) return [];
  return [
    { subject: 'fees', path: ['entitlements', 'unlistedFees'], values: `free; ${ids(sold)}`, sides: [listed, sources(sold)] },
  ];
}
