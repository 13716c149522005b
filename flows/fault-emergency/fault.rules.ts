import { severitiesOfKind, unknownKind } from '#centre/plan/plan.rules.ts';
import type { Dossier, TaskOrderState } from '#flows/dossier/dossier.schema.ts';
import { plusDuration } from '#flows/dossier/durations.rules.ts';
import type { Instant } from '#platform/time/instant.ts';

/** Severities that a fault may have, the gravest first. */
export function faultSeverities(dossier: Dossier): string[] {
  const { plan } = dossier.surroundings;
  return severitiesOfKind(plan, dossier.request.kind ?? unknownKind(plan).kind);
}

/** True where the second severity is less grave than the first. */
export function isLower(dossier: Dossier, before: string | null, after: string): boolean {
  const order = faultSeverities(dossier);
  return before !== null && order.indexOf(after) > order.indexOf(before);
}

const underWay = ['draft', 'submitted', 'approved', 'issued', 'accepted', 'inExecution'];

/** The task order whose work is still to be done; a new round or a second level goes on with it. */
export function orderUnderWay(dossier: Dossier): TaskOrderState | undefined {
  return dossier.taskOrders.findLast((order) => underWay.includes(order.state));
}

/** No visit of this fault is on the road or on site. */
export function nobodyIsSent(dossier: Dossier): boolean {
  return dossier.request.road === 'none' || dossier.request.road === 'dispatching';
}

/** An engineer was on site for this fault, in whatever round. */
export function somebodyArrived(dossier: Dossier): boolean {
  return dossier.request.details.arrivedAt !== undefined || dossier.visits.some((visit) => visit.details.arrivedAt !== undefined);
}

/**
 * When the fault is promised to be restored, as far as that can be said without counting hours of a calendar:
 * the plan's clock from the report to `restored`, where it runs round the clock. It is the time by which a task order asks the work to be done.
 */
export function restorationDue(dossier: Dossier): Instant | undefined {
  const { request, surroundings } = dossier;
  const { clocks, calendars, plan } = surroundings.plan;
  const clock = Object.values(clocks).find((known) => known.start === 'reportReceived' && known.stop.includes('restored'));
  if (clock === undefined) return undefined;
  const { limit, calendar = '' } = { ...clock, ...clock.bySeverity?.[request.severity ?? ''] };
  return typeof limit === 'string' && calendars[calendar]?.kind === 'always'
    ? plusDuration(plan.timezone, request.receivedAt, limit)
    : undefined;
}

/** Ways to restore, where the plan's clock names none. */
const WAYS = ['fix', 'workaround', 'sparePart', 'standbyUnit'];

/** The ways by which the plan lets a fault count as restored. */
export function waysToRestore({ surroundings }: Dossier): readonly string[] {
  const clocks = Object.values(surroundings.plan.clocks);
  return clocks.find((clock) => clock.stop.includes('restored') && clock.restoredBy !== undefined)?.restoredBy ?? WAYS;
}

/** Steps as people write them: one a line. */
export function linesOf(text: string | undefined): string[] {
  return (text ?? '')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}
