import { step } from '#flows/dossier/dossier-step.ts';
import { noForbiddenPhrase } from '#flows/dossier/guards/no-forbidden-phrase.ts';
import { partsOf, tellCustomer } from '#flows/dossier/tell-customer.ts';
import { fillFirstAnswer } from '#flows/intake/consultation-record.rules.ts';
import { given } from '#platform/flow/step.ts';
import { fireRequest } from '#flows/dossier/fire-request.rules.ts';

/** The substantive response: finding, what is being done, next step, told to the customer. */
export const respond = step({
  event: 'respond',
  fields: {
    finding: { type: 'longText', required: true },
    action: { type: 'longText', required: true },
    nextStep: { type: 'longText', required: true },
    channel: { type: 'choice', options: 'contactChannel' },
  },
  guards: {
    faultResponse: { asks: 'input', holds: ({ input }) => given(input, 'finding', 'action', 'nextStep') },
    noForbiddenPhrase: noForbiddenPhrase('finding', 'action', 'nextStep'),
  },
  repeated: ({ dossier }) => dossier.request.details.respondedAt !== undefined,
  initial: ({ dossier }) => ({ channel: dossier.request.channel }),
  decide: (draft, { input, dossier }) => {
    const text = partsOf(dossier, { finding: input.finding, action: input.action, nextStep: input.nextStep });
    draft.request({ details: { respondedAt: dossier.request.details.respondedAt ?? draft.at } });
    fillFirstAnswer(draft, text);
    fireRequest(draft, 'respond', {
      data: { channel: input.channel ?? dossier.request.channel },
      texts: { finding: input.finding, action: input.action, nextStep: input.nextStep },
      contactId: dossier.request.contactId,
    });
    tellCustomer(draft, { text, channel: input.channel });
  },
});
