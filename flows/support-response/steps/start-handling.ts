import { step } from '#flows/dossier/dossier-step.ts';
import { fireRequest } from '#flows/dossier/fire-request.rules.ts';

/** Somebody takes it up. */
export const startHandling = step({
  event: 'startHandling',
  fields: {},
  guards: {},
  decide: (draft, { actor }) => {
    draft.request({ details: actor.personId === null ? {} : { engineerId: actor.personId } });
    fireRequest(draft, 'startHandling', { data: { engineerId: actor.personId } });
  },
});
