import { step } from '#flows/dossier/dossier-step.ts';
import { knowledgeOnFile } from '#flows/dossier/guards/knowledge-link.ts';
import { earlier } from '#flows/dossier/time-order.rules.ts';
import { consultationComplete } from '#flows/intake/consultation-complete.ts';
import { freezeConsultation } from '#flows/intake/consultation-record.rules.ts';
import { given } from '#platform/flow/step.ts';
import { fireRequest } from '#flows/dossier/fire-request.rules.ts';
import { opinionOnRecord } from '../opinion.rules.ts';

const reviewed = ['reviewed', 'closed', 'withdrawn'];

/** The fault ends: its papers are reviewed, what was learned is linked, what was lent is back, and the customer's opinion is on file. */
export const close = step({
  event: 'close',
  fields: {
    loanSettled: { type: 'choice', options: 'loanSettled' },
    opinion: { type: 'longText' },
    opinionBy: { type: 'text', max: 60 },
    rating: { type: 'choice', options: 'ratings' },
  },
  guards: {
    recordsReviewed: {
      asks: 'dossier',
      holds: ({ dossier }) => (dossier.taskOrders.every((order) => reviewed.includes(order.state)) ? true : {}),
    },
    // What went out urgently before its approval waits for it: once the fault is closed nobody would ask.
    orderApproved: {
      asks: 'dossier',
      holds: ({ dossier }) =>
        dossier.taskOrders.every(({ state, approvedAt }) => state !== 'reviewed' || approvedAt !== null) ? true : {},
    },
    knowledgeLink: knowledgeOnFile,
    loansSettled: {
      asks: 'input',
      holds: ({ input, dossier }) => (dossier.request.details.restoredHow === 'standbyUnit' ? given(input, 'loanSettled') : true),
    },
    opinionOnFile: {
      asks: 'input',
      holds: ({ input, dossier }) => (opinionOnRecord(dossier) ? true : given(input, 'opinion', 'opinionBy')),
    },
    consultationComplete,
  },
  restsOn: ({ dossier }) => [
    earlier('faultEmergency', 'linkKnowledge', dossier.request.details.knowledgeLinkedAt),
    ...dossier.taskOrders.flatMap((order) => [
      earlier('taskOrder', 'reviewRecord', order.details.reviewedAt),
      earlier('taskOrder', order.urgent ? 'approveAfterwards' : 'approve', order.approvedAt),
    ]),
  ],
  decide: (draft, { input, dossier }) => {
    draft.request({
      closedAt: draft.at,
      details: { closedAs: 'solved', ...(input.rating === undefined ? {} : { rating: input.rating }) },
    });
    freezeConsultation(draft);
    fireRequest(draft, 'close', {
      data: { loanSettled: input.loanSettled ?? null, rating: input.rating ?? null },
      texts: { opinion: input.opinion, opinionBy: input.opinionBy },
      contactId: dossier.request.contactId,
    });
  },
});
