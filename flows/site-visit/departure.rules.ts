import type { Dossier, VisitState } from '#flows/dossier/dossier.schema.ts';
import { earlier, firstOf } from '#flows/dossier/time-order.rules.ts';
import type { Earlier } from '#platform/flow/step.ts';

/** States of a fault in which the service runs again, or in which there is no fault any more. */
const servedStates = ['restored', 'resolved', 'reported', 'closed', 'cancelled'];

/** Whether the service runs: it does where no fault ever stopped it. */
export function isServed({ request }: Pick<Dossier, 'request'>): boolean {
  return request.flow !== 'faultEmergency' || servedStates.includes(request.state);
}

/** Visits of others who are on site for the same request. */
export function reliefOf(dossier: Dossier, visit: VisitState): VisitState[] {
  return dossier.visits.filter((other) => other.id !== visit.id && other.state === 'onSite');
}

/** Whichever of them came first opened the way: the service runs again, the customer waived it, somebody relieves. */
export function departureOpenedBy(dossier: Dossier, visit: VisitState): Earlier | undefined {
  const { request } = dossier;
  if (request.flow !== 'faultEmergency') return undefined;
  const passed = request.details.passed ?? [];
  const down = passed.findLastIndex(({ state }) => !servedStates.includes(state));
  const served = passed[down + 1];
  // A way that stood open at a time nobody noted binds nothing.
  if ((isServed(dossier) && served === undefined) || (visit.details.waived === true && visit.details.waivedAt === undefined))
    return undefined;
  return firstOf([
    isServed(dossier) && served !== undefined ? earlier(request.flow, served.event, served.at) : undefined,
    visit.details.waived === true ? earlier('siteVisit', 'noteWaiver', visit.details.waivedAt) : undefined,
    ...reliefOf(dossier, visit).map((other) => earlier('siteVisit', 'arrive', other.details.arrivedAt)),
  ]);
}
