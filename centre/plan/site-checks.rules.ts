/** Checks 4 and 5: somebody serves every site in time, and somebody is always on call. */
import { formatInstant } from '#platform/time/instant.ts';
import type { Instant } from '#platform/time/instant.ts';
import { approximateSeconds } from './durations.rules.ts';
import { error, warning } from './plan-diagnostic.schema.ts';
import type { PlanFinding } from './plan-diagnostic.schema.ts';
import type { PlanParts } from './plan.schema.ts';

/** The event that says an engineer is on site: clocks that it stops are the arrival limits. */
const ARRIVAL = 'engineerArrived';

/** Every site has a serving unit that can be there within the shortest arrival limit. `organisation` is the plan's or the provider's. */
export function checkSites(plan: PlanParts, organisation = plan.organisation): PlanFinding[] {
  const arrival = shortestArrival(plan);
  return (plan.customer?.sites ?? []).flatMap((site, index) => {
    const path = ['customer', 'sites', index];
    const unit = site.servingUnit ?? organisation?.units.find(({ covers }) => covers.includes(site.id))?.id;
    if (unit === undefined) return [error('siteWithoutUnit', path, { details: { site: site.id } })];
    if (
      site.travelTime === undefined ||
      arrival === undefined ||
      approximateSeconds(site.travelTime) <= approximateSeconds(arrival.limit)
    )
      return [];
    const details = { unit, site: site.id, travel: site.travelTime, limit: arrival.limit, clock: arrival.clock };
    return [warning('travelOverArrival', [...path, 'travelTime'], { details, clauses: arrival.source })];
  });
}

function shortestArrival(plan: PlanParts): { clock: string; limit: string; source: string[] } | undefined {
  return Object.entries(plan.clocks ?? {})
    .filter(([, clock]) => clock.stop.includes(ARRIVAL))
    .flatMap(([id, clock]) =>
      [clock.limit, ...Object.values(clock.bySeverity ?? {}).map(({ limit }) => limit)].flatMap((limit) =>
        typeof limit === 'string' ? [{ clock: id, limit, source: clock.source }] : [],
      ),
    )
    .sort((a, b) => approximateSeconds(a.limit) - approximateSeconds(b.limit))[0];
}

export interface Roster {
  /** The 30 days looked at begin here. */
  from: Instant;
  /** Half-open stretches in which somebody is on call, in any order. */
  shifts: readonly { from: Instant; to: Instant }[];
  /** False as long as nobody was ever put on call: units come with the first plan, people after them. True where not said. */
  hasBegun?: boolean | undefined;
}

const THIRTY_DAYS = 30 * 86_400_000;

/** Stretches of the next 30 days in which nobody is on call: errors, but a warning while there is no roster yet. */
export function checkRoster({ from, shifts, hasBegun = true }: Roster): PlanFinding[] {
  const until = from + THIRTY_DAYS;
  const gaps: PlanFinding[] = [];
  const told = hasBegun ? error : warning;
  const gap = (start: number, end: number) =>
    gaps.push(
      told('rosterGap', ['onCall'], { details: { from: formatInstant(start as Instant), to: formatInstant(end as Instant) } }),
    );
  let covered: number = from;
  for (const shift of shifts.toSorted((a, b) => a.from - b.from)) {
    if (shift.from >= until) break;
    if (shift.from > covered) gap(covered, shift.from);
    covered = Math.max(covered, shift.to);
  }
  if (covered < until) gap(covered, until);
  return gaps;
}
