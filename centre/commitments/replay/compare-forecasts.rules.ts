/** Two plans over one log: which line promises more, and which less. Pure. */
import { diffPlans, type PlanDifference } from '#centre/plan/plan-diff.rules.ts';
import type { ServicePlan } from '#centre/plan/plan.schema.ts';
import { lineKey } from './forecast-lines.rules.ts';
import type { Forecast, ForecastLine, LineChange, Replay } from './replay.schema.ts';

interface Compared {
  readonly older: ServicePlan;
  readonly newer: ServicePlan;
  readonly other: Forecast;
  readonly forecast: Forecast;
}

/** What changes from the older to the newer plan, for each line of both: those of the newer in their order, then what is no more. */
export function comparedLines({ older, newer, other, forecast }: Compared): Replay['changes'] {
  const changed = diffPlans(older, newer);
  const back = diffPlans(newer, older);
  const before = new Set(other.lines.map(lineKey));
  const after = new Set(forecast.lines.map(lineKey));
  const told = (line: ForecastLine, change: LineChange) => ({
    clocks: line.clocks.map(({ clock }) => clock),
    part: line.part,
    change,
  });
  return [
    ...forecast.lines.map((line) => {
      if (!before.has(lineKey(line))) return told(line, 'added');
      const isOfLine = differencesOf(line, { older, newer });
      return told(line, changeOf(changed.filter(isOfLine), back.filter(isOfLine)));
    }),
    ...other.lines.filter((line) => !after.has(lineKey(line))).map((line) => told(line, 'removed')),
  ];
}

/** What is weaker the other way round is stronger. */
function changeOf(changed: readonly PlanDifference[], back: readonly PlanDifference[]): LineChange {
  const [isWeaker, isStronger] = [changed, back].map((found) => found.some((difference) => difference.isWeaker));
  if (isWeaker === true) return isStronger === true ? 'mixed' : 'weaker';
  if (isStronger === true) return 'stronger';
  return changed.length === 0 ? 'same' : 'changed';
}

/** Whether a difference touches what the clocks of a line count by. */
function differencesOf(line: ForecastLine, plans: { readonly older: ServicePlan; readonly newer: ServicePlan }) {
  const clocks = new Set(line.clocks.map(({ planClock }) => planClock));
  const calendars = new Set(
    [...clocks].flatMap((clock) => [...calendarsOf(plans.older, clock), ...calendarsOf(plans.newer, clock)]),
  );
  return ({ path: [block, name], clauses }: PlanDifference): boolean => {
    if (block === 'clocks') return clocks.has(String(name)) && (!line.part || clauses.includes(line.part));
    if (block === 'calendars') return calendars.has(String(name));
    return block === 'clockDefaults' || block === 'requestKinds';
  };
}

function calendarsOf(plan: ServicePlan, clock: string): string[] {
  const written = plan.clocks[clock];
  const own = Object.values(written?.bySeverity ?? {}).map(({ calendar }) => calendar);
  return [written?.calendar ?? plan.clockDefaults.calendar, ...own].filter((name) => name !== undefined);
}
