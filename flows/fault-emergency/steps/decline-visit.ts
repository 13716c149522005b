import { step } from '#flows/dossier/dossier-step.ts';
import { given } from '#platform/flow/step.ts';
import { fireRequest } from '#flows/dossier/fire-request.rules.ts';

/** The customer wants nobody to come: what promised an engineer on site ends as cancelled. */
export const declineVisit = step({
  event: 'declineVisit',
  fields: {
    saidBy: { type: 'text', max: 60 },
    saidAt: { type: 'instant', said: true },
    reason: { type: 'longText' },
  },
  guards: {
    // The customer's own word names itself; a word taken down needs who said it, and when.
    declineNoted: {
      asks: 'input',
      holds: ({ input, actor }) => (actor.kind === 'customer' ? true : given(input, 'saidBy', 'saidAt')),
    },
  },
  // Whoever is there already came; and nobody is declined twice.
  offered: ({ dossier: { request } }) =>
    request.road !== 'onSite' && !(request.road === 'none' && request.details.visitDeclined === true),
  decide: (draft, { input, dossier, actor }) => {
    draft.request({ ...(dossier.request.road === 'dispatching' ? { road: 'none' } : {}), details: { visitDeclined: true } });
    fireRequest(draft, 'declineVisit', {
      data: { saidAt: input.saidAt ?? null },
      texts: { saidBy: input.saidBy ?? (actor.kind === 'customer' ? actor.name : undefined), reason: input.reason },
      contactId: actor.contactId ?? dossier.request.contactId,
    });
  },
});
