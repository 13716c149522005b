import { step } from '#flows/dossier/dossier-step.ts';
import { given } from '#platform/flow/step.ts';
import { fireRequest } from '#flows/dossier/fire-request.rules.ts';

/** What replaces a part of the system until the system is whole again. */
const STAND_INS = ['sparePart', 'standbyUnit'];

/** The cause is known and removed: no workaround and no loan is left, and where goods were replaced the whole system is back. */
export const permanentFix = step({
  event: 'permanentFix',
  fields: {
    cause: { type: 'longText', required: true },
    solution: { type: 'longText' },
    fullyRestoredBy: { type: 'text', max: 60 },
  },
  guards: {
    causeKnown: { asks: 'input', holds: ({ input }) => given(input, 'cause') },
    fullyRestored: {
      asks: 'input',
      holds: ({ input, dossier }) =>
        STAND_INS.includes(dossier.request.details.restoredHow ?? '') ? given(input, 'fullyRestoredBy') : true,
    },
  },
  decide: (draft, { input, dossier }) => {
    draft.request({ details: { causeKnown: true, resolvedAt: draft.at } });
    fireRequest(draft, 'permanentFix', {
      data: { restoredHow: dossier.request.details.restoredHow ?? null },
      texts: { cause: input.cause, solution: input.solution, fullyRestoredBy: input.fullyRestoredBy },
      contactId: dossier.request.contactId,
      fields: { kind: dossier.request.kind },
    });
  },
});
