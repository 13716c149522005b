import type { ObjectivesBeside, ObjectiveStanding, StandingsAsked } from '#centre/commitments/index.ts';
import { qualityObjectives } from '#centre/plan/index.ts';
import { lackingOf } from '#centre/plan/objectives.rules.ts';
import type { Tables } from '#centre/schema/tables.ts';
import { instant, parseInstant } from '#platform/time/instant.ts';
import type { Transaction } from 'kysely';
import { countedIn } from './counted-in.ts';
import { FACT_TABLES, keepFacts } from './facts.store.ts';
import { firstMonth } from './figures.store.ts';
import { periodsSince, standingOver } from './standings.rules.ts';

/** What the register of commitments asks of this desk. */
export const objectivesBeside: ObjectivesBeside = { keep: keepFacts, kept: FACT_TABLES, standings: standingsOf };

async function standingsOf(tx: Transaction<Tables>, asked: StandingsAsked): Promise<ReadonlyMap<string, ObjectiveStanding>> {
  const { projectIds, today } = asked;
  const until = asked.until === null ? null : (parseInstant(asked.until) ?? null);
  const now = until ?? instant(asked.now);
  const from = asked.from ?? (await firstMonth(tx));
  const standings = new Map<string, ObjectiveStanding>();
  if (from === null) return standings;
  for (const [name, objective] of await qualityObjectives(tx)) {
    if (lackingOf(name, objective).length > 0) continue;
    const periods = periodsSince(objective, { from, today });
    const counted = await countedIn(tx, { objective, periods, projectIds, now, until, spread: [] });
    standings.set(name, standingOver(name, objective, { periods, today, countedIn: counted }));
  }
  return standings;
}
