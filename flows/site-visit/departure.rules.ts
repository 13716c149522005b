import type { Dossier } from '#flows/dossier/dossier.schema.ts';

/** States of a fault in which the service runs again, or in which there is no fault any more. */
const servedStates = ['restored', 'resolved', 'reported', 'closed', 'cancelled'];

/** Whether the service runs: it does where no fault ever stopped it. */
export function isServed({ request }: Pick<Dossier, 'request'>): boolean {
  return request.flow !== 'faultEmergency' || servedStates.includes(request.state);
}
