import { approvedForm } from '#flows/dossier/guards/approved-form.ts';
import { orderAccepted } from '#flows/dossier/guards/order-accepted.ts';
import { step, taskOrderOf, type DossierContext } from '#flows/dossier/dossier-step.ts';
import { acceptOrder, finishOrder, startOrder } from '#flows/dossier/order-work.rules.ts';
import { openVisitOf } from '#flows/dossier/visits.rules.ts';
import type { GuardVerdict } from '#platform/flow/step.ts';

export const accept = step({
  event: 'accept',
  fields: { signature: { type: 'signature', required: true, own: true } },
  guards: { orderAccepted: orderAccepted(({ subjectId }) => subjectId) },
  decide: (draft, { input, actor, subjectId }) => {
    if (input.signature !== undefined) acceptOrder(draft, subjectId, { actor, signature: input.signature });
  },
});

/** Work of a visit starts with the arrival and ends with the departure: those steps ask for the consents and the customer's check. */
function withoutVisit(context: DossierContext): GuardVerdict {
  const order = taskOrderOf(context);
  const visit = order === undefined ? undefined : openVisitOf(context.dossier, order.id);
  return visit === undefined ? true : { code: 'withVisit' };
}

export const startWork = step({
  event: 'startWork',
  fields: {},
  guards: { checkIn: { asks: 'dossier', holds: withoutVisit }, approvedForm: approvedForm('serviceRecord') },
  decide: (draft, { subjectId }) => startOrder(draft, subjectId),
});

export const finishWork = step({
  event: 'finishWork',
  fields: {},
  guards: { departureWhileDown: { asks: 'dossier', holds: withoutVisit } },
  decide: (draft, { subjectId }) => finishOrder(draft, subjectId),
});
