import type { ContactFact, Dossier, Road, VisitState } from './dossier.schema.ts';
import type { Draft } from './draft.schema.ts';
import { orderOf } from './task-orders.rules.ts';

/** Sends the people of an issued order to the site of the request; fired with F13 `issue`, `issueUrgently` and F5 `dispatch`. `people` go with this visit. Returns the visit's id. */
export function assignVisit(
  draft: Draft,
  orderId: string,
  { level, people }: { readonly level: number; readonly people: readonly string[] },
): string {
  const id = draft.nextId();
  const { request } = draft.dossier();
  const flow = draft.flow('siteVisit');
  draft.openVisit({
    id,
    taskOrderId: orderId,
    siteId: request.siteId,
    state: 'assigned',
    level,
    flowVersion: flow.version,
    version: 1,
    details: { people },
  });
  draft.fire({
    flow,
    subject: { kind: 'siteVisit', id },
    event: 'assign',
    data: {
      taskOrderId: orderId,
      level,
      assignees: (orderOf(draft.dossier(), orderId)?.assignees ?? []).map(({ personId }) => personId),
    },
    fields: { onSiteTier: level },
    subjects: [
      { kind: 'serviceRequest', id: request.id },
      { kind: 'taskOrder', id: orderId },
    ],
  });
  return id;
}

const onRoad = ['assigned', 'accepted', 'enRoute'];
const atSite = ['onSite', 'checking', 'signed'];

/** How far the visit furthest on has come, as the fault shows it; nobody goes for an order that was withdrawn. */
export function roadOf(dossier: Dossier): Road {
  const visits = dossier.visits.filter((visit) => orderOf(dossier, visit.taskOrderId)?.state !== 'withdrawn');
  if (visits.some((visit) => atSite.includes(visit.state))) return 'onSite';
  return visits.some((visit) => onRoad.includes(visit.state)) ? 'enRoute' : 'none';
}

/** On the way or on site: neither left nor called off. */
function isOpen(visit: Pick<VisitState, 'state'>): boolean {
  return onRoad.includes(visit.state) || atSite.includes(visit.state);
}

/** Whom of the customer the people of a visit met on site, where they said so. */
export function contactMet(dossier: Dossier, visit: VisitState | undefined): ContactFact | undefined {
  return dossier.surroundings.contacts.find((contact) => contact.id === visit?.details.contactId);
}

const underOrders = [...onRoad, 'onSite'];

/** Whether somebody is on the way or at work already for this request: nobody is sent twice at once. */
export function isOut(dossier: Dossier, personId: string): boolean {
  return dossier.visits.some(
    ({ state, details, taskOrderId }) =>
      underOrders.includes(state) &&
      (details.people ?? orderOf(dossier, taskOrderId)?.assignees.map((line) => line.personId) ?? []).includes(personId),
  );
}

/** The visit of an order that is not over. */
export function openVisitOf(dossier: Dossier, orderId: string): VisitState | undefined {
  return dossier.visits.findLast((visit) => visit.taskOrderId === orderId && isOpen(visit));
}

/** True while others are still on the way or on site for the same order: the record is theirs to finish and to have signed. */
export function othersStay(dossier: Dossier, visit: Pick<VisitState, 'id' | 'taskOrderId'>): boolean {
  return dossier.visits.some((other) => other.id !== visit.id && other.taskOrderId === visit.taskOrderId && isOpen(other));
}
