import { approvedForm } from '#flows/dossier/guards/approved-form.ts';
import { lacksItsOrder, promiseAnew, restOn } from '#flows/intake/order-of-request.rules.ts';
import { step } from '#flows/dossier/dossier-step.ts';
import { openDraftOrder } from '#flows/dossier/task-orders.rules.ts';
import { parseInstant } from '#platform/time/instant.ts';

const WAITING: readonly string[] = ['draft', 'submitted', 'approved'];
const TO_BE_ANSWERED: readonly string[] = ['received', 'contacted', 'inHandling', 'escalated', 'jointHandling', 'deferred'];

/** A task order on its own; those that a request needs on its way are drafted by the request's own steps. */
export const draftOrder = step({
  event: 'draft',
  fields: {
    content: { type: 'longText', required: true },
    requiredBy: { type: 'instant', required: true },
    serviceMode: { type: 'choice', options: 'serviceMode' },
  },
  guards: {
    requestNamed: {
      asks: 'dossier',
      holds: ({ dossier: { request } }) => {
        if (request.closedAt !== null) return { code: 'closed' };
        return request.customerId !== null && request.projectId !== null ? true : { code: 'noProject' };
      },
    },
    approvedForm: approvedForm('taskOrder'),
  },
  // One that waits to be issued comes first; and a question is handled before work is ordered for it, by a step of its own flow.
  offered: ({ dossier: { request, taskOrders } }) =>
    !taskOrders.some(({ state }) => WAITING.includes(state)) && !TO_BE_ANSWERED.includes(request.state),
  initial: () => ({ serviceMode: 'onSite' }),
  decide: (draft, { input, actor }) => {
    const requiredBy = parseInstant(input.requiredBy ?? '') ?? null;
    const stepsIn = lacksItsOrder(draft.dossier());
    const orderId = openDraftOrder(draft, {
      content: input.content,
      requiredBy,
      serviceMode: input.serviceMode ?? 'onSite',
      proposerId: actor.personId,
      proposerName: actor.name,
      writes: stepsIn ? promiseAnew(draft, { state: 'draft', requiredBy }) : [],
    });
    if (stepsIn) restOn(draft, orderId);
  },
});
