import { callOffWork } from '#flows/dossier/call-off.rules.ts';
import { step } from '#flows/dossier/dossier-step.ts';
import { subjectsOf } from '#flows/dossier/forms.rules.ts';
import { noForbiddenPhrase } from '#flows/dossier/guards/no-forbidden-phrase.ts';
import { tellCustomer } from '#flows/dossier/tell-customer.ts';
import { fillFirstAnswer, freezeConsultation } from '#flows/intake/consultation-record.rules.ts';
import { given } from '#platform/flow/step.ts';
import { fireRequest } from '#flows/dossier/fire-request.rules.ts';

/** It was no fault, and the customer agrees: what runs still ends as cancelled, what was decided keeps its verdict. */
export const noFault = step({
  event: 'noFault',
  fields: {
    reason: { type: 'longText', required: true },
    agreedBy: { type: 'text', required: true, max: 60 },
    agreedAt: { type: 'instant', said: true },
  },
  guards: {
    noFaultAgreed: { asks: 'input', holds: ({ input }) => given(input, 'reason', 'agreedBy') },
    noForbiddenPhrase: noForbiddenPhrase('reason'),
  },
  decide: (draft, { input, dossier }) => {
    draft.request({ closedAt: draft.at, details: { closedAs: 'noFault', wakeAt: undefined } });
    fillFirstAnswer(draft, input.reason ?? '');
    fireRequest(draft, 'noFault', {
      data: { agreedAt: input.agreedAt ?? null },
      texts: { reason: input.reason, agreedBy: input.agreedBy },
      contactId: dossier.request.contactId,
      reason: 'noFault',
      subjects: subjectsOf(dossier),
    });
    callOffWork(draft, input.reason ?? '');
    freezeConsultation(draft);
    tellCustomer(draft, { text: input.reason ?? '', channel: 'web' });
  },
});
