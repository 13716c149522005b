import type { Dossier, RecordState } from '#flows/dossier/dossier.schema.ts';
import { step, type DossierContext } from '#flows/dossier/dossier-step.ts';
import type { Draft } from '#flows/dossier/draft.schema.ts';
import { closingsOf, formTerms } from '#flows/dossier/forms.rules.ts';
import { reviseRecord } from '#flows/dossier/revision.rules.ts';
import { orderOf } from '#flows/dossier/task-orders.rules.ts';
import { given, type GuardVerdict, type StepActor } from '#platform/flow/step.ts';
import { partsIn, recordAt } from '../parts.rules.ts';

/** Whether a new revision may take the place of a record now. */
function correctVerdict({ dossier, actor }: DossierContext, record: RecordState | undefined): GuardVerdict {
  if (record === undefined || formTerms(dossier, record.form) === undefined) return {};
  if (!isOwn(dossier, record, actor)) return { code: 'othersRecord' };
  if (record.state !== 'frozen' && closingsOf(record).length === 0) return { code: 'nothingFrozen' };
  const state = (record.taskOrderId === null ? undefined : orderOf(dossier, record.taskOrderId))?.state ?? '';
  if (record.form === 'serviceRecord' && state === 'recorded') return { code: 'underReview' };
  return record.form === 'taskOrder' && beforeIssue.includes(state) ? { code: 'notIssued' } : true;
}

/** Whoever takes a part in a record answers for it; receiving customers is a part in a consultation record alone. */
function isOwn(dossier: Dossier, record: RecordState, actor: StepActor): boolean {
  return partsIn(dossier, record, actor).some((part) => part !== 'recorder' || record.form === 'consultationRecord');
}

const beforeIssue = ['draft', 'submitted', 'approved'];

/**
 * A frozen cell is corrected by a new revision that names the old one and the reason. The cells come along, the signatures do not: what they
 * approved, accepted or confirmed is signed again. The old record stays as it was signed, void under its own number.
 */
export const correctRecord = step({
  event: 'correctRecord',
  versioned: true,
  replaces: true,
  fields: { reason: { type: 'longText', required: true, max: 2_000 } },
  guards: {
    approvedForm: { asks: 'dossier', holds: (context) => correctVerdict(context, recordAt(context)) },
    withdrawReason: { asks: 'input', holds: ({ input }) => given(input, 'reason') },
  },
  decide: (draft, context) => {
    const record = recordAt(context);
    const terms = record === undefined ? undefined : formTerms(context.dossier, record.form);
    if (record === undefined || terms === undefined) return;
    reviseRecord(draft, record, { terms, reason: context.input.reason ?? '' });
    if (record.form === 'taskOrder' && record.taskOrderId !== null) askApprovalAgain(draft, record.taskOrderId);
  },
});

/**
 * The approval was given to what the old revision says; until it is given again the order cannot close. Where an urgent order still waits
 * for its first approval, the time for that goes on: a correction does not prolong it.
 */
function askApprovalAgain(draft: Draft, orderId: string): void {
  const order = orderOf(draft.dossier(), orderId);
  if (order === undefined || order.state === 'closed') return;
  draft.taskOrder(orderId, { approvedAt: null, approveBy: order.approvedAt === null ? order.approveBy : null });
}

/** Whether nothing rests on a record any more, so that it may be voided; its number stays. */
function voidVerdict({ dossier, actor }: DossierContext, record: RecordState | undefined): GuardVerdict {
  if (record === undefined) return {};
  if (!isOwn(dossier, record, actor)) return { code: 'othersRecord' };
  if (record.form === 'taskOrder') return { code: 'byWithdrawal' };
  const order = record.taskOrderId === null ? undefined : orderOf(dossier, record.taskOrderId);
  const over = dossier.request.state === 'cancelled' || order?.state === 'withdrawn';
  return over ? true : { code: 'inUse' };
}

export const voidRecord = step({
  event: 'voidRecord',
  versioned: true,
  replaces: true,
  fields: { reason: { type: 'longText', required: true, max: 2_000 } },
  guards: {
    approvedForm: { asks: 'dossier', holds: (context) => voidVerdict(context, recordAt(context)) },
    withdrawReason: { asks: 'input', holds: ({ input }) => given(input, 'reason') },
  },
  decide: (draft, context) => {
    const record = recordAt(context);
    if (record === undefined) return;
    draft.fire({
      flow: draft.flow('record'),
      subject: { kind: 'record', id: record.id },
      event: 'voidRecord',
      data: { form: record.form, recordNumber: record.recordNumber },
      texts: { reason: context.input.reason },
    });
    draft.record(record.id, { state: 'voided', voidReason: context.input.reason ?? null, voidedAt: draft.at });
  },
});
