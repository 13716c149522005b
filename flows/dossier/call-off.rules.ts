import type { Draft } from './draft.schema.ts';
import { leaveOrder, promiseAnew, successorOf } from '#flows/intake/order-of-request.rules.ts';
import { recordOfOrder } from './forms.rules.ts';
import { roadOf } from './visits.rules.ts';

/**
 * Takes an order back with its reason: the sheet is void and keeps its number, the clocks of the order end, nobody goes to the site any more.
 * Fired by F13 `withdraw`, and by whatever ends the request before anybody began.
 */
export function withdrawOrder(draft: Draft, orderId: string, reason: string): void {
  const record = recordOfOrder(draft.dossier(), 'taskOrder', orderId);
  const successor = successorOf(draft.dossier(), orderId);
  if (record !== undefined) draft.record(record.id, { state: 'voided', voidReason: reason, voidedAt: draft.at });
  draft.taskOrder(orderId, { details: { withdrawn: true } });
  draft.fire({
    flow: draft.flow('taskOrder'),
    subject: { kind: 'taskOrder', id: orderId },
    event: 'withdraw',
    texts: { reason },
    // The clocks of the order end; those of the request go on.
    writes: [{ type: 'cancel', subjects: [{ kind: 'taskOrder', id: orderId }] }, ...promiseAnew(draft, successor)],
  });
  leaveOrder(draft, orderId, successor);
  callOffVisits(draft, orderId, reason);
  draft.request({ road: roadOf(draft.dossier()) });
}

/** Calls off the visits of an order that have not reached the site; who is there finishes and leaves as always. */
function callOffVisits(draft: Draft, orderId: string, reason: string): void {
  for (const { id, taskOrderId } of draft.dossier().visits) {
    if (taskOrderId === orderId && draft.can(draft.flow('siteVisit'), { kind: 'siteVisit', id }, 'callOff'))
      callOffVisit(draft, id, reason);
  }
}

/** Nobody goes any more; the road shows those who still do. */
export function callOffVisit(draft: Draft, visitId: string, reason: string): void {
  draft.visit(visitId, { details: { calledOffAt: draft.at } });
  draft.fire({
    flow: draft.flow('siteVisit'),
    subject: { kind: 'siteVisit', id: visitId },
    event: 'callOff',
    texts: { reason },
  });
  draft.request({ road: roadOf(draft.dossier()) });
}

/**
 * The request is over: what nobody began ends with it, at the same time and for the same reason. Work that has begun is recorded
 * and reviewed as always; people still on the road to it turn back.
 */
export function callOffWork(draft: Draft, reason: string): void {
  for (const { id } of draft.dossier().taskOrders) {
    if (draft.can(draft.flow('taskOrder'), { kind: 'taskOrder', id }, 'withdraw')) withdrawOrder(draft, id, reason);
    else callOffVisits(draft, id, reason);
  }
}
