import type { Draft, Firing } from './draft.schema.ts';

/** Fires a row of the request's own flow on it; what every step of such a flow does exactly once. */
export function fireRequest(draft: Draft, event: string, firing: Omit<Firing, 'flow' | 'subject' | 'event'> = {}): void {
  draft.fire({
    ...firing,
    flow: draft.requestFlow(),
    subject: { kind: 'serviceRequest', id: draft.dossier().request.id },
    event,
  });
}
