/**
 * Whether a clock promises less. A limit may be written for all severities or by severity, on the clock's calendar or
 * on one of its own: what counts is what holds for a severity in the one plan and in the other.
 */
import type { PlanClock } from './clock.schema.ts';
import { approximateSeconds } from './durations.rules.ts';
import type { PlanPath } from './plan-diagnostic.schema.ts';
import type { ServicePlan } from './plan.schema.ts';
import { own } from './plan-tree.rules.ts';
import { weekMinutes } from './open-hours.rules.ts';

interface Terms {
  limit: PlanClock['limit'];
  calendar: string | undefined;
}

type Compare = (before: Terms, after: Terms, plans: Plans) => boolean;

interface Plans {
  older: ServicePlan;
  newer: ServicePlan;
}

const limitIsLooser: Compare = (before, after) => {
  // A limit that becomes whatever is promised in each case is none any more.
  if (typeof before.limit !== 'string') return false;
  return typeof after.limit !== 'string' || approximateSeconds(after.limit) > approximateSeconds(before.limit);
};
const calendarOpensLess: Compare = (before, after, { older, newer }) =>
  weekMinutes(newer, after.calendar) < weekMinutes(older, before.calendar);

/** Of the clock and severities at a path under `clocks`: a severity that is lost, or one whose limit or hours are weaker. */
export function clockWeakens(path: PlanPath, plans: Plans): boolean {
  const [, id = '', field, severity] = path;
  const [before, after] = [own(plans.older.clocks, String(id)), own(plans.newer.clocks, String(id))];
  if (before === undefined || after === undefined) return before !== undefined;
  const compares = field === 'calendar' || path.at(-1) === 'calendar' ? [calendarOpensLess] : [limitIsLooser, calendarOpensLess];
  const severities = severity === undefined ? severitiesOf(before, plans.older) : [String(severity)];
  return severities.some((one) => {
    const [was, is] = [termsOf(before, one, plans.older), termsOf(after, one, plans.newer)];
    if (was === undefined) return false;
    return is === undefined || compares.some((weaker) => weaker(was, is, plans));
  });
}

/** Every severity that has this clock. */
function severitiesOf(clock: PlanClock, plan: ServicePlan): string[] {
  return clock.bySeverity === undefined ? Object.keys(plan.severities) : Object.keys(clock.bySeverity);
}

function termsOf(clock: PlanClock, severity: string, plan: ServicePlan): Terms | undefined {
  const calendar = clock.calendar ?? plan.clockDefaults.calendar;
  if (clock.bySeverity === undefined) return { limit: clock.limit, calendar };
  const terms = own(clock.bySeverity, severity);
  return terms === undefined ? undefined : { limit: terms.limit, calendar: terms.calendar ?? calendar };
}
