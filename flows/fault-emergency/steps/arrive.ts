import { step } from '#flows/dossier/dossier-step.ts';
import { fireRequest } from '#flows/dossier/fire-request.rules.ts';

/** The arrival of a visit seen from its fault; fired with F11 `arrive`, which asked for time, place and contact. */
export const arrive = step({
  event: 'arrive',
  fields: {},
  guards: {
    checkIn: {
      asks: 'dossier',
      holds: ({ dossier }) => (dossier.visits.some((visit) => visit.details.arrivedAt !== undefined) ? true : {}),
    },
  },
  decide: (draft, { dossier }) => {
    draft.request({ road: 'onSite', details: { arrivedAt: dossier.request.details.arrivedAt ?? draft.at } });
    fireRequest(draft, 'arrive');
  },
});
