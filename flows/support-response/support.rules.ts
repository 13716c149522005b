import type { Draft, Firing } from '#flows/dossier/draft.schema.ts';

/** Fires a row of the support response on its request; what every step of this flow does exactly once. */
export function fireSupport(draft: Draft, event: string, firing: Omit<Firing, 'flow' | 'subject' | 'event'> = {}): void {
  draft.fire({
    ...firing,
    flow: draft.requestFlow(),
    subject: { kind: 'serviceRequest', id: draft.dossier().request.id },
    event,
  });
}
