import type { Dossier, RecordState, TaskOrderState } from '#flows/dossier/dossier.schema.ts';
import { lacksOf } from '#flows/dossier/service-records.rules.ts';
import { orderOf } from '#flows/dossier/task-orders.rules.ts';

/** States of an order whose work is still to be done, and of a visit whose people are still to leave the work to the customer's check. */
const workAhead = ['draft', 'submitted', 'approved', 'issued', 'accepted', 'inExecution'];
const atWork = ['assigned', 'accepted', 'enRoute', 'onSite'];

export function orderFor(dossier: Dossier, record: RecordState): TaskOrderState | undefined {
  return record.taskOrderId === null ? undefined : orderOf(dossier, record.taskOrderId);
}

/**
 * Which blocks are signed on the record itself: the customer's once the work is done, in the portal or on a screen, and again on a revision;
 * those of the house only again, on a new revision, once the process has had its approval, acceptance or review. The first of these signatures
 * is that event's.
 */
export function signableHere(dossier: Dossier, record: RecordState, block: string): boolean {
  const order = orderFor(dossier, record);
  switch (`${record.form}.${block}`) {
    case 'serviceRecord.customer':
      return record.replacesId !== null || (order !== undefined && isDone(dossier, order));
    case 'serviceRecord.review':
      return order?.details.reviewedAt !== undefined;
    case 'taskOrder.approval':
      return order !== undefined && order.approvedAt !== null;
    case 'taskOrder.acceptance':
      return order?.details.acceptedAt !== undefined;
    default:
      return false;
  }
}

/** What the sheet has to say before its block is signed: the customer signs no record that is half empty. */
export function lacksBeforeSigning(dossier: Dossier, record: RecordState, block: string): readonly string[] {
  if (record.form !== 'serviceRecord' || block !== 'customer') return [];
  return lacksOf(dossier, record, 'customerCheck')
    .flatMap(({ anyOf }) => anyOf)
    .filter((field) => field !== 'customerSignature');
}

/** Whom the customer did not let go yet is still at work: what comes would stand beside the signed record, not in it. */
function isDone(dossier: Dossier, order: TaskOrderState): boolean {
  return (
    !workAhead.includes(order.state) &&
    !dossier.visits.some((visit) => visit.taskOrderId === order.id && atWork.includes(visit.state))
  );
}
