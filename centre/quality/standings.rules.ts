import type { ObjectiveStanding } from '#centre/commitments/register/objective-standing.schema.ts';
import type { PlanObjective } from '#centre/plan/objectives.rules.ts';
import { figureOf, type Counted } from './figure.rules.ts';
import { periodOf, type NamedPeriod } from './periods.rules.ts';

/** The periods of an objective from a month to the running one, the oldest first; a period that began earlier counts where it ends later. */
export function periodsSince(objective: PlanObjective, { from, today }: { from: string; today: string }): NamedPeriod[] {
  const periods: NamedPeriod[] = [];
  for (let before = 0; ; before += 1) {
    const period = periodOf(objective.period, today, before);
    if (before > 0 && period.to <= from) return periods.reverse();
    periods.push(period);
  }
}

/** Each period that ended with something to measure was kept or broken; the running one only warns. */
export function standingOver(
  name: string,
  objective: PlanObjective,
  about: {
    readonly periods: readonly NamedPeriod[];
    readonly today: string;
    readonly countedIn: (period: NamedPeriod) => Counted;
  },
): ObjectiveStanding {
  const told = about.periods.map((period) => ({
    isOver: period.to <= about.today,
    status: figureOf(name, objective, { period, counted: about.countedIn(period) }).status,
  }));
  return {
    kept: told.filter(({ isOver, status }) => isOver && status === 'met').length,
    breached: told.filter(({ isOver, status }) => isOver && status === 'missed').length,
    isMissing: told.some(({ isOver, status }) => !isOver && status === 'missed'),
  };
}
