/** A tally told as a forecast: by commitment, month, unit and severity. */
import type { LogMap } from '#centre/history/map.schema.ts';
import { serviceClause, severityOrder } from '#centre/plan/plan.rules.ts';
import type { ServicePlan } from '#centre/plan/plan.schema.ts';
import type { ClockDefinition } from '../clock/clock.schema.ts';
import { clockName } from '../clock-names.rules.ts';
import { planClocksFrom, type ClockRule } from '../plan-clocks.rules.ts';
import type { JudgingPlan } from './judge.rules.ts';
import type { Forecast, ForecastLine, KeyedFigures, ReplayedClock } from './replay.schema.ts';
import { asCase, figuresOf, type Cell, type Tally } from './tally.rules.ts';

const WORST_AT_MOST = 10;

interface Source {
  readonly plan: ServicePlan;
  readonly tally: Tally;
  /** Events that the map names. */
  readonly told: ReadonlySet<string>;
}

/** Everything that the log tells of the clocks of a plan. */
export function forecastOf(judging: JudgingPlan & { plan: ServicePlan }, map: LogMap, tally: Tally): Forecast {
  const { plan, rules } = judging;
  const source: Source = { plan, tally, told: new Set(map.events.map(({ event }) => event)) };
  const whyNot = rules.clocks.map((rule) => ({ rule, why: untoldWhy(rule, source.told) }));
  const severities = severityOrder(plan).map((id) => [id, wordsOf(plan, id)] as const);
  return {
    plan: { id: plan.plan.id, revision: plan.plan.revision, title: plan.plan.title, timezone: judging.zone.name },
    severities: Object.fromEntries(severities),
    lines: linesOf(
      plan,
      whyNot.flatMap(({ rule, why }) => (why === null ? [rule] : [])),
    ).map((line) => lineOf(source, line)),
    untold: whyNot.flatMap(({ rule, why }) =>
      why === null ? [] : [{ clock: rule.name, name: clockName(rule.name, plan), why }],
    ),
  };
}

function wordsOf(plan: ServicePlan, severity: string): { zh: string; en: string } {
  const named = plan.severities[severity];
  return { zh: named?.zh ?? severity, en: named?.en ?? severity };
}

/** A log tells of requests alone; what runs on an order or an asset it knows nothing of. */
function untoldWhy({ per, start }: ClockRule, told: ReadonlySet<string>): 'otherSubject' | 'noStart' | null {
  if (per !== 'serviceRequest') return 'otherSubject';
  return told.has(start) ? null : 'noStart';
}

interface Line {
  readonly commitments: readonly string[];
  readonly rules: readonly ClockRule[];
}

/** Commitments by the clocks that serve them, in the order of the plan; those that rest on the same ones together, clocks without any last. */
function linesOf({ commitments: written }: ServicePlan, rules: readonly ClockRule[]): Line[] {
  const serving = new Map<string, ClockRule[]>();
  for (const rule of rules)
    for (const commitment of rule.sources) serving.set(commitment, [...(serving.get(commitment) ?? []), rule]);
  const keyOf = (found: readonly ClockRule[]): string => JSON.stringify(found.map(({ name }) => name));
  const together = Map.groupBy(serving.keys(), (commitment) => keyOf(serving.get(commitment) ?? []));
  const lines = [...together.values()].map((commitments) => ({ commitments, rules: serving.get(commitments[0] ?? '') ?? [] }));
  const alone = rules.filter(({ sources }) => sources.length === 0).map((rule) => ({ commitments: [], rules: [rule] }));
  const order = new Map(written.map(({ id }, place) => [id, place]));
  const places = ({ commitments }: Line): number[] => commitments.map((id) => order.get(id) ?? Infinity);
  const inOrder = lines.map((line) => ({ ...line, commitments: line.commitments.toSorted(by(order)) }));
  return [...inOrder.sort((one, other) => Math.min(...places(one)) - Math.min(...places(other))), ...alone];
}

function by(order: ReadonlyMap<string, number>): (one: string, other: string) => number {
  return (one, other) => (order.get(one) ?? Infinity) - (order.get(other) ?? Infinity);
}

function lineOf({ plan, tally, told }: Source, { commitments, rules }: Line): ForecastLine {
  const isEndless = ({ frame }: ClockRule): boolean => !frame.stop.some((event) => told.has(event));
  // Beside a clock whose end is told one without says nothing of the commitment: it would run out in every request.
  const counted = rules.every(isEndless) ? rules : rules.filter((rule) => !isEndless(rule));
  const names = new Set(counted.map(({ name }) => name));
  const cells = [...tally.cells.values()].filter(({ clock }) => names.has(clock));
  const order = severityOrder(plan);
  const cases = counted.flatMap(({ name }) => tally.worst.get(name) ?? []);
  return {
    commitments: commitments.map((id) => ({ id, ...(serviceClause(plan, id) ?? { clause: '', quote: '', zh: id, en: id }) })),
    clocks: rules.map((rule) => ({ ...clockWithTerms(rule, plan), endless: isEndless(rule) })),
    total: figuresOf(cells),
    byMonth: keyed(cells, 'month', (one, other) => (one ?? '').localeCompare(other ?? '', 'en')),
    byUnit: byCount(keyed(cells, 'unit', () => 0)),
    bySeverity: keyed(cells, 'severity', (one, other) => order.indexOf(one ?? '') - order.indexOf(other ?? '')),
    cells: [...Map.groupBy(cells, ({ month, unit, severity }) => JSON.stringify([month, unit, severity])).values()].flatMap(
      (group) => {
        const [first] = group;
        if (first === undefined) return [];
        const { month, unit, severity } = first;
        return [{ month, unit, severity, ...figuresOf(group) }];
      },
    ),
    worst: cases
      .sort((one, other) => (other.overSeconds ?? -Infinity) - (one.overSeconds ?? -Infinity))
      .slice(0, WORST_AT_MOST)
      .map(asCase),
  };
}

type Dimension = 'month' | 'unit' | 'severity';

function keyed(
  cells: readonly Cell[],
  dimension: Dimension,
  order: (one: string | null, other: string | null) => number,
): KeyedFigures[] {
  return [...Map.groupBy(cells, (cell) => cell[dimension])]
    .sort(([one], [other]) => order(one, other))
    .map(([key, group]) => ({ key, ...figuresOf(group) }));
}

/** The largest first. */
function byCount(figures: readonly KeyedFigures[]): KeyedFigures[] {
  return figures.toSorted((one, other) => other.clocks - one.clocks);
}

/** The clocks of a plan that run on requests, with their limits as it writes them; those without a limit of its own are left out. */
export function clocksOfPlan(plan: ServicePlan): Omit<ReplayedClock, 'endless'>[] {
  return planClocksFrom(plan)
    .clocks.filter(({ per, fixed, bySeverity }) => per === 'serviceRequest' && (fixed !== undefined || bySeverity.size > 0))
    .map((rule) => clockWithTerms(rule, plan));
}

function clockWithTerms(rule: ClockRule, plan: ServicePlan): Omit<ReplayedClock, 'endless'> {
  const { fixed, bySeverity } = rule;
  const order = severityOrder(plan);
  const graded = [...bySeverity].sort(([one], [other]) => order.indexOf(one) - order.indexOf(other));
  const definitions: (readonly [string | null, ClockDefinition])[] = fixed === undefined ? graded : [[null, fixed] as const];
  return {
    clock: rule.name,
    planClock: rule.planClock,
    name: clockName(rule.name, plan),
    terms: definitions.map(([severity, { limit, unit = null, calendar }]) => ({
      severity,
      limit: typeof limit === 'string' ? limit : '',
      unit,
      calendar,
    })),
  };
}
