import { formatInstant, type Instant } from '#platform/time/instant.ts';
import type { Figures, MonthFigure } from './figures.store.ts';
import { NOTHING, repeated, standingOf, withObjectives, type Standing } from './fulfilment.rules.ts';
import type { ObjectiveStanding } from './objective-standing.schema.ts';
import type { PlanInReach } from './plans-in-reach.store.ts';
import { roleName } from './roles.texts.ts';
import type { CommitmentTerms } from './register-terms.ts';
import type { Feed, Fulfilment, Tally } from './register.schema.ts';

export interface TermsOfPlans {
  readonly terms: CommitmentTerms;
  /** Active plans that state it, the oldest first. */
  readonly plans: readonly PlanInReach[];
  /** Of those, the ones whose customers are shown all of it, and the ones where something is lacking. */
  readonly published: Tally['published'];
}

/** Every commitment as it stands by what was counted, in the order of the plans. */
export function fulfilmentsOf(
  stated: readonly TermsOfPlans[],
  about: {
    readonly figures: Figures;
    readonly months: readonly string[];
    /** By the name of the objective. */
    readonly objectives: ReadonlyMap<string, ObjectiveStanding>;
  },
): Fulfilment[] {
  const { figures, months } = about;
  const byCommitment = Map.groupBy(figures.months, ({ commitment }) => commitment);
  const standings = new Map<string, Standing>();
  return stated.map(({ terms, plans, published }) => {
    const { commitment, feeds, limits } = terms;
    const { id, clause, quote, zh, en, kind, means, responsible, repeats = [] } = commitment;
    const counted = byCommitment.get(id) ?? [];
    const attested = figures.attested.get(id) ?? NOTHING.attested;
    const tally = tallyOf(counted, { atRisk: figures.atRisk.get(id) ?? 0, plans: plans.length, attested, published });
    // What is repeated stands earlier in the plan: it has been judged.
    const earlier = repeats.flatMap((other) => standings.get(other) ?? []);
    const measured = feeds
      .flatMap(({ by, names }) => (by === 'objectives' ? names : []))
      .flatMap((name) => about.objectives.get(name) ?? []);
    const standing = repeats.length > 0 ? repeated(earlier) : withObjectives(standingOf(feeds, tally), measured);
    standings.set(id, standing);
    return {
      id,
      clause,
      text: { zh, en },
      quote,
      kind,
      means,
      responsible: responsible.map((role) => ({ role, name: roleName(role) })),
      repeats,
      limits: [...limits],
      ...standing,
      breached: tally.breached,
      unexplained: Math.max(0, tally.breached - tally.explained),
      waived: tally.waived,
      refused: tally.refused,
      atRisk: tally.atRisk,
      feeds: [...feeds],
      trend: trendOf(counted, months, (figure) => dueOf(feeds, figure)),
      last: lastOf(counted),
    };
  });
}

export function trendOf(
  counted: readonly MonthFigure[],
  months: readonly string[],
  due: (figure: MonthFigure) => number,
): Fulfilment['trend'] {
  const byMonth = new Map(counted.map((figure) => [figure.month, figure]));
  return months.map((month) => {
    const figure = byMonth.get(month);
    return figure === undefined ? { month, due: 0, breached: 0 } : { month, due: due(figure), breached: figure.breached };
  });
}

/** What fell due in a month: what its clocks ended, or else the steps that asked its guards. */
function dueOf(feeds: readonly Feed[], figure: MonthFigure): number {
  const fed = (by: Feed['by']): boolean => feeds.some((feed) => feed.by === by);
  if ((fed('clocks') || fed('duties')) && figure.kept > 0) return figure.kept + figure.breached;
  return (fed('guards') ? figure.passed : 0) + figure.breached;
}

function tallyOf(counted: readonly MonthFigure[], now: Pick<Tally, 'atRisk' | 'plans' | 'attested' | 'published'>): Tally {
  return counted.reduce<Tally>(
    (sum, month) => ({
      ...sum,
      kept: sum.kept + month.kept,
      breached: sum.breached + month.breached,
      waived: sum.waived + month.waived,
      passed: sum.passed + month.passed,
      refused: sum.refused + month.refused,
      explained: sum.explained + month.explained,
    }),
    { ...NOTHING, ...now },
  );
}

function lastOf(counted: readonly MonthFigure[]): Fulfilment['last'] {
  const newest = counted.reduce<MonthFigure | null>(
    (last, month) => (month.lastEventId !== null && (last === null || month.lastAt > last.lastAt) ? month : last),
    null,
  );
  return newest === null || newest.lastEventId === null
    ? null
    : { at: formatInstant(newest.lastAt as Instant), eventId: newest.lastEventId };
}
