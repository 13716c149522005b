import { approvedForm } from '#flows/dossier/guards/approved-form.ts';
import { noForbiddenPhrase } from '#flows/dossier/guards/no-forbidden-phrase.ts';
import { orderAccepted } from '#flows/dossier/guards/order-accepted.ts';
import { step, visitOf, type DossierContext } from '#flows/dossier/dossier-step.ts';
import type { Draft } from '#flows/dossier/draft.schema.ts';
import { acceptOrder, startOrder } from '#flows/dossier/order-work.rules.ts';
import { openServiceRecord } from '#flows/dossier/service-records.rules.ts';
import { tellCustomer, timeFor } from '#flows/dossier/tell-customer.ts';
import { orderOf } from '#flows/dossier/task-orders.rules.ts';
import { earlier } from '#flows/dossier/time-order.rules.ts';
import { roadOf } from '#flows/dossier/visits.rules.ts';
import { given } from '#platform/flow/step.ts';
import { parseInstant } from '#platform/time/instant.ts';
import { visitWordsOf } from '../words.rules.ts';

const orderIdOf = (context: DossierContext): string => visitOf(context)?.taskOrderId ?? '';

/** The leader of the group takes the task, having read the rules of the site; the order is accepted with it. */
export const acceptTask = step({
  event: 'acceptTask',
  fields: {
    signature: { type: 'signature', required: true, own: true },
    siteRulesRead: { type: 'boolean', required: true },
  },
  guards: {
    orderAccepted: orderAccepted(orderIdOf),
    siteRulesAccepted: {
      asks: 'input',
      holds: ({ input }) => (input.siteRulesRead === true ? true : { fields: ['siteRulesRead'] }),
    },
  },
  decide: (draft, context) => {
    const { input, actor, subjectId } = context;
    const taskOrderId = orderIdOf(context);
    draft.visit(subjectId, { details: { siteRulesAccepted: true } });
    draft.fire({
      flow: draft.flow('siteVisit'),
      subject: { kind: 'siteVisit', id: subjectId },
      event: 'acceptTask',
      data: { taskOrderId },
    });
    const accepts = draft.can(draft.flow('taskOrder'), { kind: 'taskOrder', id: taskOrderId }, 'accept');
    if (accepts && input.signature !== undefined) acceptOrder(draft, taskOrderId, { actor, signature: input.signature });
  },
});

/** On the road with everything that is needed; the customer is told when to expect them. */
export const depart = step({
  event: 'depart',
  fields: {
    partsReady: { type: 'boolean', required: true },
    expectedAt: { type: 'instant', required: true },
    told: { type: 'longText' },
  },
  guards: {
    partsReady: {
      asks: 'input',
      holds: ({ input }) => (input.partsReady === true ? given(input, 'expectedAt') : { fields: ['partsReady'] }),
    },
    noForbiddenPhrase: noForbiddenPhrase('told'),
  },
  decide: (draft, { input, dossier, subjectId }) => {
    const expectedAt = parseInstant(input.expectedAt ?? '');
    draft.visit(subjectId, { details: { departedAt: draft.at, ...(expectedAt === undefined ? {} : { expectedAt }) } });
    draft.fire({
      flow: draft.flow('siteVisit'),
      subject: { kind: 'siteVisit', id: subjectId },
      event: 'depart',
      data: { expectedAt: expectedAt ?? null },
    });
    draft.request({ road: roadOf(draft.dossier()) });
    // Nobody rings from the road: the portal and, where there is an address, the mail tell it.
    tellCustomer(draft, {
      channel: 'web',
      text: input.told ?? visitWordsOf(dossier).onTheWay.replace('{time}', timeFor(dossier, expectedAt) ?? ''),
    });
  },
});

/** Checked in on site: where (or in whose word), and with whom of the customer. Work and its record begin. */
export const arrive = step({
  event: 'arrive',
  fields: {
    place: { type: 'text', required: true },
    customerWord: { type: 'text' },
    contactId: { type: 'contact', required: true },
  },
  guards: {
    checkIn: {
      asks: 'input',
      holds: ({ input, dossier }) => {
        const fields = [
          ...(input.contactId === undefined ? ['contactId'] : []),
          ...(input.place === undefined && input.customerWord === undefined ? ['place'] : []),
        ];
        if (fields.length > 0) return { fields };
        return dossier.surroundings.contacts.some((known) => known.id === input.contactId)
          ? true
          : { fields: ['contactId'], code: 'unknownContact' };
      },
    },
    approvedForm: approvedForm('serviceRecord'),
  },
  restsOn: (context) => [earlier('taskOrder', 'accept', orderOf(context.dossier, orderIdOf(context))?.details.acceptedAt)],
  initial: ({ dossier, subjectId }) => {
    const siteId = dossier.visits.find((known) => known.id === subjectId)?.siteId;
    const { sites, contacts } = dossier.surroundings;
    return {
      place: sites.find((site) => site.id === siteId)?.name,
      contactId: contacts.find((known) => known.siteId === siteId)?.id,
    };
  },
  decide: (draft, context) => {
    const { input, subjectId, dossier } = context;
    const taskOrderId = orderIdOf(context);
    const contactId = input.contactId ?? null;
    const wasOnRoad = dossier.request.road === 'enRoute';
    draft.visit(subjectId, { details: { arrivedAt: draft.at, ...(contactId === null ? {} : { contactId }) } });
    draft.fire({
      flow: draft.flow('siteVisit'),
      subject: { kind: 'siteVisit', id: subjectId },
      event: 'arrive',
      texts: { place: input.place, customerWord: input.customerWord },
      contactId,
      subjects: [
        { kind: 'serviceRequest', id: dossier.request.id },
        { kind: 'taskOrder', id: taskOrderId },
      ],
    });
    draft.request({ road: roadOf(draft.dossier()), details: { arrivedAt: dossier.request.details.arrivedAt ?? draft.at } });
    if (wasOnRoad) arriveAtFault(draft, contactId);
    const stored = { arrivedAt: draft.at, visitId: subjectId };
    if (draft.can(draft.flow('taskOrder'), { kind: 'taskOrder', id: taskOrderId }, 'startWork'))
      startOrder(draft, taskOrderId, stored);
    else openServiceRecord(draft, taskOrderId, stored);
  },
});

/** The same arrival as the fault sees it; other processes have no such event. */
function arriveAtFault(draft: Draft, contactId: string | null): void {
  const flow = draft.requestFlow();
  const subject = { kind: 'serviceRequest', id: draft.dossier().request.id } as const;
  if (draft.can(flow, subject, 'arrive')) draft.fire({ flow, subject, event: 'arrive', contactId });
}
