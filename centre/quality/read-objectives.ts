import type { Transaction } from 'kysely';
import { plansInReach, type PlanInReach } from '#centre/commitments/index.ts';
import type { Actor } from '#centre/people/actor.schema.ts';
import { positionsOf, positionsThatMay } from '#centre/people/index.ts';
import { qualityObjectives } from '#centre/plan/index.ts';
import { formulaOf, lackingOf, type PlanObjective } from '#centre/plan/objectives.rules.ts';
import type { Tables } from '#centre/schema/tables.ts';
import { isRefusal, refusal, type Refusal } from '#platform/command/refusal.ts';
import { formatInstant, type Instant } from '#platform/time/instant.ts';
import { dateIn } from '#platform/time/local.ts';
import { countedIn } from './counted-in.ts';
import { figureOf, targetOf, type Distribution } from './figure.rules.ts';
import { countedSince } from './figures.store.ts';
import { objectiveTitle } from './objective.texts.ts';
import type {
  ObjectiveRowsAnswer,
  ObjectiveRowsQuery,
  ObjectivesAnswer,
  ObjectivesQuery,
  ObjectiveView,
} from './objectives.schema.ts';
import { lastDayOf, periodOf, periodsUpTo, type NamedPeriod } from './periods.rules.ts';
import { objectiveRows } from './rows.store.ts';

/** Projects that an answer names. */
const NAMED_AT_MOST = 200;
/** Periods of a trend. */
const SHOWN = 8;

interface Reach {
  readonly plans: readonly PlanInReach[];
  /** Null for all that the provider has. */
  readonly projectIds: readonly string[] | null;
  /** A local date of the oldest plan's zone. */
  readonly today: string;
  /** The date whose periods are asked for: the end of the named one, or today where that has not come. */
  readonly day: string;
}

/** The quality objectives with their figures, over the projects in reach: whoever reads the operation quality report reads them. */
export async function readObjectives(
  tx: Transaction<Tables>,
  actor: Actor,
  { query, now }: { readonly query: ObjectivesQuery; readonly now: Instant },
): Promise<ObjectivesAnswer | Refusal> {
  const reach = await reachOf(tx, actor, { query, now });
  if (isRefusal(reach)) return reach;
  const [objectives, countedAt, all] = await Promise.all([
    qualityObjectives(tx),
    countedSince(tx),
    query.project === undefined ? reach : reachOf(tx, actor, { query: {}, now }),
  ]);
  const items = [];
  for (const [name, objective] of objectives) items.push(await viewOf(tx, { name, objective, reach, now }));
  return {
    items,
    period: query.period ?? null,
    today: reach.today,
    countedAt: countedAt === null ? null : formatInstant(countedAt as Instant),
    projects: isRefusal(all) ? [] : projectsOf(all.plans),
  };
}

/** The rows behind the figure of an objective. */
export async function readObjectiveRows(
  tx: Transaction<Tables>,
  actor: Actor,
  { name, query, now }: { readonly name: string; readonly query: ObjectiveRowsQuery; readonly now: Instant },
): Promise<ObjectiveRowsAnswer | Refusal> {
  const reach = await reachOf(tx, actor, { query, now });
  if (isRefusal(reach)) return reach;
  const objective = (await qualityObjectives(tx)).get(name);
  if (objective === undefined) return unknownObjective(name);
  const period = periodOf(objective.period, reach.day);
  if (lackingOf(name, objective).length > 0) return { items: [], nextCursor: null, period };
  const rows = await objectiveRows(tx, actor, { objective, period, projectIds: reach.projectIds, query, now });
  return isRefusal(rows) ? rows : { ...rows, period };
}

async function reachOf(
  tx: Transaction<Tables>,
  actor: Actor,
  { query, now }: { query: ObjectivesQuery; now: Instant },
): Promise<Reach | Refusal> {
  const holders: readonly string[] = positionsThatMay('read', 'operationQualityReport');
  if (!positionsOf(actor).some(({ position }) => holders.includes(position))) return notYours();
  const { plans, isWhole } = await plansInReach(tx, actor, { project: query.project, thing: 'operationQualityReport' });
  const today = dateIn(plans[0]?.timezone ?? 'UTC', now);
  const ends = query.period === undefined ? today : lastDayOf(query.period);
  if (ends === null) return unknownPeriod(query.period ?? '');
  const projectIds = isWhole ? null : [...new Set(plans.map(({ projectId }) => projectId))];
  return { plans, projectIds, today, day: ends < today ? ends : today };
}

interface Viewed {
  readonly name: string;
  readonly objective: PlanObjective;
  readonly reach: Reach;
  readonly now: Instant;
}

async function viewOf(tx: Transaction<Tables>, viewed: Viewed): Promise<ObjectiveView> {
  const { name, objective, reach, now } = viewed;
  const periods = periodsUpTo(objective.period, reach.day, SHOWN);
  const period = periodOf(objective.period, reach.day);
  const lacking = lackingOf(name, objective);
  const { projectIds } = reach;
  const counted = await countedIn(tx, {
    objective,
    periods: lacking.length > 0 ? [] : periods,
    projectIds,
    now,
    until: null,
    spread: [period],
  });
  const figureIn = (one: NamedPeriod) => figureOf(name, objective, { period: one, counted: counted(one) });
  const formula = objective.formula === undefined ? null : formulaOf(objective.formula);
  const figure = figureIn(period);
  return {
    ...figure,
    name,
    title: objectiveTitle(name, objective),
    commitments: objective.source,
    target: targetOf(objective),
    unit: objective.measure === undefined ? 'share' : 'seconds',
    period: { ...period, kind: objective.period, isOver: period.to <= reach.today },
    formula: formula === null ? null : { ...formula, isAssumed: objective.formulaAssumed === true || objective.assumed === true },
    measure: objective.measure ?? null,
    satisfiedMeans: objective.satisfiedMeans ?? [],
    lacking,
    also: lacking.length > 0 ? [] : alsoOf(objective, { distribution: counted(period).distribution, ...figure }),
    trend: periods.map((one) => ({ ...figureIn(one), period: one.name })),
  };
}

function alsoOf(
  objective: PlanObjective,
  told: { distribution: Distribution | undefined; numerator: number; denominator: number },
): ObjectiveView['also'] {
  const figures: Readonly<Record<string, number | null>> = {
    ...told.distribution,
    shareWithin: told.denominator === 0 ? null : told.numerator / told.denominator,
  };
  return (objective.also ?? []).map((name) => ({ name, value: figures[name] ?? null }));
}

function projectsOf(plans: readonly PlanInReach[]): ObjectivesAnswer['projects'] {
  return plans
    .map(({ projectId, projectName }) => ({ id: projectId, name: projectName }))
    .toSorted((one, other) => one.name.zh.localeCompare(other.name.zh, 'zh'))
    .slice(0, NAMED_AT_MOST);
}

function notYours(): Refusal {
  return refusal(403, 'notAllowed', {
    zh: '您的岗位不看运行质量报告，也就不看质量目标的数字。',
    en: 'Your position reads no operation quality report, so there are no figures of quality objectives for you.',
  });
}

function unknownPeriod(period: string): Refusal {
  return refusal(400, 'periodUnknown', {
    zh: `“${period}”不是统计周期。请写成 2026、2026H2、2026Q4 或 2026-11。`,
    en: `“${period}” names no period. Write 2026, 2026H2, 2026Q4 or 2026-11.`,
  });
}

function unknownObjective(name: string): Refusal {
  return refusal(404, 'notFound', {
    zh: `没有名为“${name}”的质量目标。请从质量目标页面打开。`,
    en: `There is no quality objective called “${name}”. Open it from the page of quality objectives.`,
  });
}
