import { step } from '#flows/dossier/dossier-step.ts';
import { approvedForm } from '#flows/dossier/guards/approved-form.ts';
import { noForbiddenPhrase } from '#flows/dossier/guards/no-forbidden-phrase.ts';
import { openDraftOrder } from '#flows/dossier/task-orders.rules.ts';
import { partsOf, tellCustomer, timeFor } from '#flows/dossier/tell-customer.ts';
import { linkTaskOrder } from '#flows/intake/consultation-record.rules.ts';
import { given } from '#platform/flow/step.ts';
import { formatInstant, parseInstant } from '#platform/time/instant.ts';
import { fireRequest } from '#flows/dossier/fire-request.rules.ts';

/** More is to be done than to answer: a task order opens, and its time is the time that the customer is told. */
export const orderTask = step({
  event: 'orderTask',
  fields: {
    furtherHandling: { type: 'boolean', required: true },
    taskContent: { type: 'longText', required: true },
    requiredBy: { type: 'instant', required: true },
    serviceMode: { type: 'choice', required: true, options: 'serviceModes' },
    visitReason: { type: 'longText' },
    channel: { type: 'choice', options: 'contactChannel' },
  },
  guards: {
    approvedForm: approvedForm('taskOrder'),
    furtherHandling: {
      asks: 'input',
      holds: ({ input }) => (input.furtherHandling === true ? true : { fields: ['furtherHandling'] }),
    },
    taskTold: {
      asks: 'input',
      holds: ({ input, at }) => {
        const lacks = given(input, 'taskContent', 'requiredBy', 'serviceMode');
        if (lacks !== true) return lacks;
        const requiredBy = parseInstant(input.requiredBy ?? '');
        return requiredBy !== undefined && requiredBy > at ? true : { fields: ['requiredBy'], code: 'past' };
      },
    },
    visitReason: { asks: 'input', holds: ({ input }) => (input.serviceMode === 'onSite' ? given(input, 'visitReason') : true) },
    noForbiddenPhrase: noForbiddenPhrase('taskContent', 'visitReason'),
  },
  initial: ({ dossier }) => ({ furtherHandling: true, channel: dossier.request.channel }),
  decide: (draft, { input, dossier, actor, at }) => {
    const { request } = dossier;
    const requiredBy = parseInstant(input.requiredBy ?? '') ?? at;
    const serviceMode = input.serviceMode ?? 'other';
    const orderId = openDraftOrder(draft, {
      content: input.taskContent,
      requiredBy,
      serviceMode,
      proposerId: actor.personId,
      proposerName: actor.name,
    });
    draft.taskOrder(orderId, { details: { neededAt: draft.at } });
    draft.request({ details: { furtherHandling: true, taskOrderId: orderId, promisedAnswerAt: requiredBy } });
    linkTaskOrder(draft, orderId);
    fireRequest(draft, 'orderTask', {
      data: { taskOrderId: orderId, requiredBy, serviceMode },
      texts: { taskContent: input.taskContent, visitReason: input.visitReason },
      contactId: request.contactId,
      subjects: [
        { kind: 'serviceRequest', id: request.id },
        { kind: 'taskOrder', id: orderId },
      ],
      fields: {
        kind: request.kind,
        severity: request.severity,
        serviceMode,
        promisedAnswerAt: formatInstant(requiredBy),
        'taskOrder.requiredBy': formatInstant(requiredBy),
      },
    });
    const text = partsOf(dossier, {
      taskContent: input.taskContent,
      requiredBy: timeFor(dossier, requiredBy),
      visitReason: input.visitReason,
    });
    tellCustomer(draft, { text, channel: input.channel });
  },
});
