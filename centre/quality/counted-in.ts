import type { Transaction } from 'kysely';
import { timedQuantity, type PlanObjective } from '#centre/plan/objectives.rules.ts';
import type { Tables } from '#centre/schema/tables.ts';
import type { Instant } from '#platform/time/instant.ts';
import { targetOf, type Counted, type Distribution } from './figure.rules.ts';
import { distributionIn, quantitiesIn, timesIn } from './figures.store.ts';
import type { NamedPeriod } from './periods.rules.ts';

/** What was counted in a period. */
export type CountedIn = (period: NamedPeriod) => Counted;

export interface PeriodsAsked {
  readonly objective: PlanObjective;
  /** One after the other, the oldest first. */
  readonly periods: readonly NamedPeriod[];
  /** Null for all projects that the provider has. */
  readonly projectIds: readonly string[] | null;
  readonly now: Instant;
  /** As it stood then; null for now. */
  readonly until: Instant | null;
  /** Periods of which figures over all times are told too; each reads every time of its period. */
  readonly spread: readonly NamedPeriod[];
}

/** Reads at once what an objective needs of some periods. Where the plan judges by a figure over all times, each period has it. */
export async function countedIn(tx: Transaction<Tables>, asked: PeriodsAsked): Promise<CountedIn> {
  const { objective, periods, projectIds, now, until } = asked;
  const [first, last] = [periods[0], periods.at(-1)];
  if (first === undefined || last === undefined) return () => ({ quantities: [], times: [] });
  const over = { projectIds, from: first.from, to: last.to, until };
  const quantities = await quantitiesIn(tx, over);
  if (objective.measure === undefined) return () => ({ quantities, times: [] });
  const timed = { ...over, now, quantity: timedQuantity(objective), limit: targetOf(objective).value };
  const times = await timesIn(tx, timed);
  const distributions = new Map<string, Distribution>();
  for (const { name, from, to } of objective.measure === 'maximum' ? asked.spread : periods)
    distributions.set(name, await distributionIn(tx, { ...timed, from, to }));
  return ({ name }) => ({ quantities, times, distribution: distributions.get(name) });
}
