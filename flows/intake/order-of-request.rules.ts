import type { Dossier, TaskOrderState } from '#flows/dossier/dossier.schema.ts';
import type { ClockWrite, Draft } from '#flows/dossier/draft.schema.ts';
import { finishTask } from '#flows/dossier/service-records.rules.ts';
import { messageWordsOf, tellCustomer, timeFor } from '#flows/dossier/tell-customer.ts';
import { formatInstant } from '#platform/time/instant.ts';
import { linkTaskOrder, unlinkTaskOrder } from './consultation-record.rules.ts';

/** True where the order that the request rested on was withdrawn: the next one that is drafted takes its place. */
export function lacksItsOrder({ request, taskOrders }: Dossier): boolean {
  return taskOrders.find((order) => order.id === request.details.taskOrderId)?.state === 'withdrawn';
}

const underWay = ['draft', 'submitted', 'approved', 'issued', 'accepted', 'inExecution', 'workDone'];

/**
 * The order that takes the place of one that is withdrawn: the newest other that is under way, or whose record was handed in while that one stood.
 * Undefined where the request does not rest on it, or none is left; what was done for an earlier round is none.
 */
export function successorOf({ request, taskOrders }: Dossier, orderId: string): TaskOrderState | undefined {
  const withdrawn = taskOrders.find((order) => order.id === orderId);
  if (withdrawn === undefined || request.details.taskOrderId !== orderId) return undefined;
  const since = withdrawn.details.passed?.[0]?.at ?? 0;
  return taskOrders.findLast(
    ({ id, state, details }) =>
      id !== orderId && (underWay.includes(state) || (state !== 'withdrawn' && (details.recordSubmittedAt ?? -1) >= since)),
  );
}

/** From here the request rests on this order: it waits for it, and its consultation record names it. */
export function restOn(draft: Draft, orderId: string): void {
  draft.request({ details: { taskOrderId: orderId } });
  linkTaskOrder(draft, orderId);
}

/** An order is taken back: the record names its successor, or says no more that a task order deals with it. */
export function leaveOrder(draft: Draft, orderId: string, successor: TaskOrderState | undefined): void {
  if (successor === undefined) return unlinkTaskOrder(draft, orderId);
  restOn(draft, successor.id);
  // Its record was handed in already: that is what the request waits for.
  if (!underWay.includes(successor.state)) finishTask(draft, successor.id);
}

/**
 * The time of another order becomes the time promised to a customer who waits for a task, and the customer is told. Gives what the clock of the
 * promise hears; nothing where nobody waits or the time is the one promised already.
 */
export function promiseAnew(draft: Draft, order: Pick<TaskOrderState, 'state' | 'requiredBy'> | undefined): ClockWrite[] {
  if (order === undefined || !underWay.includes(order.state)) return [];
  const { requiredBy } = order;
  const dossier = draft.dossier();
  const { request } = dossier;
  const subject = { kind: 'serviceRequest', id: request.id } as const;
  const waits = draft.can(draft.requestFlow(), subject, 'taskFinished');
  if (!waits || requiredBy === null || request.details.promisedAnswerAt === requiredBy) return [];
  draft.request({ details: { promisedAnswerAt: requiredBy } });
  tellCustomer(draft, {
    text: messageWordsOf(dossier).orderAnew.replace('{time}', timeFor(dossier, requiredBy) ?? ''),
    channel: 'web',
  });
  return [{ type: 'promisedAnswerSet', fields: { promisedAnswerAt: formatInstant(requiredBy) }, subjects: [subject] }];
}
