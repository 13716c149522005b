/** A tally told as a forecast: by commitment, month, unit and severity. */
import type { LogMap } from '#centre/history/map.schema.ts';
import { serviceClause, severityOrder } from '#centre/plan/plan.rules.ts';
import type { ServicePlan } from '#centre/plan/plan.schema.ts';
import type { ClockDefinition } from '../clock/clock.schema.ts';
import { clockName } from '#centre/plan/plan-names.rules.ts';
import { planClocksFrom, type ClockRule } from '../plan-clocks.rules.ts';
import { conditionOf, holdsAt } from '../served.rules.ts';
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
      source,
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
  readonly part: string | null;
}

/**
 * Commitments by the clocks that serve them, and for which requests, in the order of the plan; those that rest on the same ones together. Last
 * come clocks that serve none, and those requests of the others for which they serve none.
 */
function linesOf({ plan: { commitments: written }, tally }: Source, rules: readonly ClockRule[]): Line[] {
  const cited = new Set(rules.flatMap(({ sources }) => sources));
  const serving = written
    .filter(({ id }) => cited.has(id))
    .map(({ id }) => ({ id, rules: rules.filter(({ sources }) => sources.includes(id)) }));
  const keyOf = ({ id, rules: found }: (typeof serving)[number]): string =>
    JSON.stringify(found.map((rule) => [rule.name, conditionOf(rule, id)]));
  const lines = [...Map.groupBy(serving, keyOf).values()].map((together): Line => {
    const [first = { id: '', rules: [] }] = together;
    const isShared = first.rules.some(({ written: { sourceWhen } }) => sourceWhen !== undefined);
    return { commitments: together.map(({ id }) => id), rules: first.rules, part: isShared ? first.id : null };
  });
  const idle = new Set([...tally.cells.values()].flatMap(({ clock, commitments }) => (commitments.length === 0 ? clock : [])));
  const alone = rules.flatMap((rule): Line[] => {
    if (rule.sources.length === 0) return [{ commitments: [], rules: [rule], part: null }];
    return idle.has(rule.name) ? [{ commitments: [], rules: [rule], part: '' }] : [];
  });
  return [...lines, ...alone];
}

/** Whether what a clock came to is told in a line. */
function isOf({ part }: Line, { commitments }: Pick<Cell, 'commitments'>): boolean {
  if (part === null) return true;
  return part === '' ? commitments.length === 0 : commitments.includes(part);
}

function lineOf({ plan, tally, told }: Source, line: Line): ForecastLine {
  const { commitments, rules, part } = line;
  const isEndless = ({ frame }: ClockRule): boolean => !frame.stop.some((event) => told.has(event));
  // Beside a clock whose end is told one without says nothing of the commitment: it would run out in every request.
  const counted = rules.every(isEndless) ? rules : rules.filter((rule) => !isEndless(rule));
  const names = new Set(counted.map(({ name }) => name));
  const isCounted = (one: Pick<Cell, 'clock' | 'commitments'>): boolean => names.has(one.clock) && isOf(line, one);
  const cells = [...tally.cells.values()].filter(isCounted);
  const order = severityOrder(plan);
  return {
    commitments: commitments.map((id) => ({ id, ...(serviceClause(plan, id) ?? { clause: '', quote: '', zh: id, en: id }) })),
    clocks: rules.map((rule) => ({ ...clockWithTerms(rule, plan, part), endless: isEndless(rule) })),
    part,
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
    worst: [...tally.worst.values()]
      .flat()
      .filter(isCounted)
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
    .map((rule) => clockWithTerms(rule, plan, null));
}

/** With the limits that `part` of its commitments is promised; see {@link ForecastLine}. */
function clockWithTerms(rule: ClockRule, plan: ServicePlan, part: string | null): Omit<ReplayedClock, 'endless'> {
  const { fixed } = rule;
  const definitions = fixed === undefined ? definitionsFor(rule, plan, part) : [[null, fixed] as const];
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

function definitionsFor(rule: ClockRule, plan: ServicePlan, part: string | null): (readonly [string, ClockDefinition])[] {
  const order = severityOrder(plan);
  const graded = [...rule.bySeverity].sort(([one], [other]) => order.indexOf(one) - order.indexOf(other));
  if (part === null) return graded;
  const served = ([severity]: (typeof graded)[number]): boolean =>
    part === ''
      ? !rule.sources.some((commitment) => holdsAt(conditionOf(rule, commitment), severity))
      : holdsAt(conditionOf(rule, part), severity);
  const found = graded.filter(served);
  return found.length === 0 ? graded : found;
}
