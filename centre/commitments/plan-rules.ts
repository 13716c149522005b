import type { Transaction } from 'kysely';
import { noticesOf, planById, type HolidayNotice, type StoredPlan } from '#centre/plan/index.ts';
import type { Tables } from '#centre/schema/tables.ts';
import type { CalendarCorrection } from './calendar-corrections.rules.ts';
import type { HeardEvent, SubjectHistory } from './moved-clocks.rules.ts';
import { planClocksFrom, type PlanClockRules } from './plan-clocks.rules.ts';
import { versionsNamed } from './plan-versions.rules.ts';

/** Clocks by plan and state of the provider's holiday table, read once for both: each pair has a plan object of its own. */
const known = new WeakMap<StoredPlan['plan'], PlanClockRules>();

/** The clocks of a stored plan, counted on its calendars and on what the provider's holiday table said since. */
export function clockRulesOf({ plan }: Pick<StoredPlan, 'id' | 'plan'>): PlanClockRules {
  const found = known.get(plan);
  if (found !== undefined) return found;
  const rules = planClocksFrom(plan, correctionsOf(plan));
  known.set(plan, rules);
  return rules;
}

/**
 * The clocks of a request by the version it runs under and those that it has run under, which its events name. `heard`: what
 * it is told now besides. `rulesOf`: another way to read a version than {@link clockRulesOf}, where it is counted as it would be otherwise.
 */
export async function rulesThrough(
  tx: Transaction<Tables>,
  stored: Pick<StoredPlan, 'id' | 'plan'>,
  lived: {
    readonly histories: readonly SubjectHistory[];
    readonly heard?: readonly HeardEvent[];
    readonly rulesOf?: (stored: Pick<StoredPlan, 'id' | 'plan'>) => PlanClockRules;
  },
): Promise<PlanClockRules> {
  const { histories, heard = [], rulesOf = clockRulesOf } = lived;
  const rules = rulesOf(stored);
  const ids = versionsNamed([...histories.flatMap(({ events }) => events), ...heard]);
  if (ids.length === 0) return rules;
  const versions = new Map<string, PlanClockRules>();
  for (const id of ids) versions.set(id, id === stored.id ? rules : rulesOf(await planById(tx, id)));
  return { ...rules, versions };
}

/** What the provider's holiday table said since: with the plan itself all that its clocks are read from. */
export function correctionsOf(plan: StoredPlan['plan']): CalendarCorrection[] {
  return noticesOf(plan).map(asCorrection);
}

/** One that says what the plan says changes nothing and is dropped by the engine. */
function asCorrection({ at, set, year, off, makeUp, source, withdrawn }: HolidayNotice): CalendarCorrection {
  const days = withdrawn === true ? null : { off: [...off], makeUp: [...makeUp] };
  return { at, source, holidaySets: { [set]: { [year]: days } } };
}
