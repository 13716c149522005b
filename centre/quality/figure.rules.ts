import { approximateSeconds } from '#centre/plan/durations.rules.ts';
import { formulaOf, lackingOf, timedQuantity, type PlanObjective } from '#centre/plan/objectives.rules.ts';
import type { NamedPeriod } from './periods.rules.ts';
import { BOUNDS, type Bound, type Measure, type ObjectiveStatus } from './vocabulary.ts';

/** How many there are of a quantity in a month. */
export interface QuantityOfMonth {
  readonly quantity: string;
  readonly month: string;
  /** Of a response how it stands, of a rating which it is. */
  readonly detail: string;
  readonly count: number;
}

/** The times of a month: seconds from a report to its response or restoration, what waits still by how long it has waited. */
export interface TimesOfMonth {
  readonly month: string;
  /** Null where nothing was measured. */
  readonly longest: number | null;
  /** How many took longer than the limit; among them those that ended without it and those that wait still. */
  readonly over: number;
  /** Those that ended without it after the limit: no other of their kind counts. */
  readonly overUnanswered: number;
}

/** Figures over all times of a period; null where there are none. */
export type Distribution = Readonly<Record<Measure, number | null>>;

export interface Counted {
  readonly quantities: readonly QuantityOfMonth[];
  readonly times: readonly TimesOfMonth[];
  /** Only where the objective is measured by one of them. */
  readonly distribution?: Distribution | undefined;
}

export interface Figure {
  readonly status: ObjectiveStatus;
  /** A share between 0 and 1, or seconds; null where there is nothing to measure. */
  readonly value: number | null;
  /** Of a share what it is of what; of a time how many kept the limit. */
  readonly numerator: number;
  readonly denominator: number;
}

/** The one bound of a target; a duration in seconds. */
export function targetOf({ target }: PlanObjective): { readonly bound: Bound; readonly value: number } {
  for (const bound of BOUNDS) {
    const value = target[bound];
    if (value !== undefined) return { bound, value: typeof value === 'number' ? value : approximateSeconds(value) };
  }
  // No plan becomes active without a bound (check 8).
  return { bound: 'equals', value: Number.NaN };
}

const MEETS: Readonly<Record<Bound, (value: number, target: number) => boolean>> = {
  above: (value, target) => value > target,
  atLeast: (value, target) => value >= target,
  below: (value, target) => value < target,
  atMost: (value, target) => value <= target,
  equals: (value, target) => value === target,
};

/** The figure of an objective in a period, from what was counted in its months. */
export function figureOf(name: string, objective: PlanObjective, about: { period: NamedPeriod; counted: Counted }): Figure {
  if (lackingOf(name, objective).length > 0) return { status: 'notMeasured', value: null, numerator: 0, denominator: 0 };
  const { period, counted } = about;
  const measured = objective.measure === undefined ? shareOf(objective, { period, counted }) : timeOf(objective, about);
  const { bound, value: target } = targetOf(objective);
  if (measured.value === null) return { ...measured, status: 'noSample' };
  return { ...measured, status: MEETS[bound](measured.value, target) ? 'met' : 'missed' };
}

function isIn(month: string, { from, to }: NamedPeriod): boolean {
  return month >= from && month < to;
}

type Measured = Omit<Figure, 'status'>;

function shareOf(objective: PlanObjective, { period, counted }: { period: NamedPeriod; counted: Counted }): Measured {
  const formula = formulaOf(objective.formula ?? '');
  const sum = (named = ''): number =>
    counted.quantities
      .filter((one) => isIn(one.month, period) && countsFor(one, named, objective))
      .reduce((all, { count }) => all + count, 0);
  const [numerator, denominator] = [sum(formula?.numerator), sum(formula?.denominator)];
  return { value: denominator === 0 ? null : numerator / denominator, numerator, denominator };
}

/** What of the facts a name of a formula means. */
export function factsOf(named: string, { satisfiedMeans = [] }: PlanObjective): { quantity: string; details: string[] | null } {
  if (named === 'satisfiedRatings') return { quantity: 'ratings', details: satisfiedMeans };
  return { quantity: named === 'serviceRequestsClosed' ? 'closedRequests' : named, details: null };
}

function countsFor(one: QuantityOfMonth, named: string, objective: PlanObjective): boolean {
  const { quantity, details } = factsOf(named, objective);
  return one.quantity === quantity && (details === null || details.includes(one.detail));
}

function timeOf(objective: PlanObjective, { period, counted }: { period: NamedPeriod; counted: Counted }): Measured {
  const times = counted.times.filter(({ month }) => isIn(month, period));
  const timed = timedQuantity(objective);
  const sum = (of: (one: TimesOfMonth) => number): number => times.reduce((all, one) => all + of(one), 0);
  const asked = counted.quantities
    .filter(({ quantity, detail, month }) => quantity === timed && detail !== 'unanswered' && isIn(month, period))
    .reduce((all, { count }) => all + count, 0);
  const denominator = asked + sum(({ overUnanswered }) => overUnanswered);
  const numerator = denominator - sum(({ over }) => over);
  const longest = times.reduce<number | null>(
    (most, one) => (one.longest === null ? most : Math.max(most ?? 0, one.longest)),
    null,
  );
  const { measure = 'maximum' } = objective;
  return { value: measure === 'maximum' ? longest : (counted.distribution?.[measure] ?? null), numerator, denominator };
}
