import { step } from '#flows/dossier/dossier-step.ts';
import { approvedForm } from '#flows/dossier/guards/approved-form.ts';
import { noForbiddenPhrase } from '#flows/dossier/guards/no-forbidden-phrase.ts';
import { silenceKept } from '#flows/dossier/silence.rules.ts';
import { partsOf, tellCustomer } from '#flows/dossier/tell-customer.ts';
import { fillConsultation } from '#flows/intake/consultation-record.rules.ts';
import { given } from '#platform/flow/step.ts';
import { fireRequest } from '#flows/dossier/fire-request.rules.ts';

/** The answer, with what was found, what was done and what comes next; it goes to the customer and onto the consultation record. */
export const answer = step({
  event: 'answer',
  fields: {
    finding: { type: 'longText', required: true },
    action: { type: 'longText', required: true },
    nextStep: { type: 'longText', required: true },
    channel: { type: 'choice', options: 'contactChannel' },
    files: { type: 'files' },
  },
  guards: {
    approvedForm: approvedForm('consultationRecord'),
    answerComplete: { asks: 'input', holds: ({ input }) => given(input, 'finding', 'action', 'nextStep') },
    noForbiddenPhrase: noForbiddenPhrase('finding', 'action', 'nextStep'),
  },
  initial: ({ dossier }) => ({ channel: dossier.request.channel }),
  decide: (draft, { input, dossier }) => {
    const text = partsOf(dossier, { finding: input.finding, action: input.action, nextStep: input.nextStep });
    draft.request({
      details: { answeredAt: draft.at, ...silenceKept(dossier.surroundings, { since: draft.at, reminders: [] }) },
    });
    fillConsultation(draft, { answer: text });
    fireRequest(draft, 'answer', {
      data: { channel: input.channel ?? dossier.request.channel, files: input.files ?? [] },
      texts: { finding: input.finding, action: input.action, nextStep: input.nextStep },
      contactId: dossier.request.contactId,
    });
    tellCustomer(draft, { text, channel: input.channel, fileIds: input.files });
  },
});
