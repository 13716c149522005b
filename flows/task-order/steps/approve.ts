import { RETROSPECTIVE_REMARK } from '#forms/task-order/form.ts';
import { step, taskOrderOf, type DossierContext } from '#flows/dossier/dossier-step.ts';
import type { Draft } from '#flows/dossier/draft.schema.ts';
import { recordOfOrder } from '#flows/dossier/forms.rules.ts';
import { closeOrder } from '#flows/dossier/order-work.rules.ts';
import { ownSigner, paperOf, signatureVerdict, signBlock } from '#flows/dossier/signing.rules.ts';
import { lateApproval, orderOf } from '#flows/dossier/task-orders.rules.ts';
import type { InputOf } from '#flows/dossier/dossier-step.ts';
import { given, type Guard, type GuardVerdict } from '#platform/flow/step.ts';
import type { Dossier } from '#flows/dossier/dossier.schema.ts';

const approvalFields = {
  opinion: { type: 'longText', required: true, max: 4_000 },
  signature: { type: 'signature', required: true, own: true },
} as const;
type ApprovalInput = InputOf<typeof approvalFields>;

const approverNotProposer: Guard<Dossier, unknown> = {
  asks: 'dossier',
  holds: (context): GuardVerdict => {
    const order = taskOrderOf(context);
    if (order !== undefined && order.approvedAt !== null) return { code: 'alreadyApproved' };
    return order !== undefined && context.actor.personId !== null && order.proposerId !== context.actor.personId ? true : {};
  },
};

const approvalSigned: Guard<Dossier, ApprovalInput> = {
  asks: 'input',
  holds: ({ input, actor }) => {
    const lacks = given(input, 'opinion', 'signature');
    if (lacks !== true) return lacks;
    return signatureVerdict(actor, input.signature);
  },
};

/** Signs the approver's block and notes who approved when; `remark` is printed with a later approval. */
function signApproval(draft: Draft, { input, actor, subjectId }: DossierContext<ApprovalInput>, remark?: string): void {
  const record = recordOfOrder(draft.dossier(), 'taskOrder', subjectId);
  if (record !== undefined && input.signature !== undefined) {
    signBlock(draft, record.id, {
      block: 'approval',
      signature: input.signature,
      signer: ownSigner(actor, 'approvingManager'),
      values: {
        approvalVerdict: 'approved',
        approvalOpinion: input.opinion,
        ...(remark === undefined ? {} : { retrospectiveRemark: remark }),
      },
    });
  }
  draft.taskOrder(subjectId, { approvedAt: draft.at, details: actor.personId === null ? {} : { approvedById: actor.personId } });
}

/** The department or project manager approves what somebody else proposed. */
export const approve = step({
  event: 'approve',
  versioned: true,
  fields: approvalFields,
  guards: { approverNotProposer, approvalSigned },
  decide: (draft, context) => {
    signApproval(draft, context);
    draft.fire({
      flow: draft.flow('taskOrder'),
      subject: { kind: 'taskOrder', id: context.subjectId },
      event: 'approve',
      data: paperOf(context.input.signature),
      texts: { opinion: context.input.opinion },
    });
  },
});

/** Back to the proposer with an opinion; nothing is signed, so the draft stays open. */
export const reject = step({
  event: 'reject',
  fields: { opinion: approvalFields.opinion },
  guards: { approvalSigned: { asks: 'input', holds: ({ input }) => given(input, 'opinion') } },
  decide: (draft, { input, subjectId, dossier }) => {
    const record = recordOfOrder(dossier, 'taskOrder', subjectId);
    if (record !== undefined)
      draft.record(record.id, { values: { ...record.values, approvalVerdict: 'rejected', approvalOpinion: input.opinion } });
    draft.fire({
      flow: draft.flow('taskOrder'),
      subject: { kind: 'taskOrder', id: subjectId },
      event: 'reject',
      texts: { opinion: input.opinion },
    });
  },
});

/** The approval of an order that was issued in an emergency. Later than the plan allows it still counts, and is shown as late. */
export const approveAfterwards = step({
  event: 'approveAfterwards',
  versioned: true,
  fields: approvalFields,
  guards: { approverNotProposer, approvalSigned },
  decide: (draft, context) => {
    const { subjectId } = context;
    const order = orderOf(context.dossier, subjectId);
    const late = order?.approveBy != null && draft.at > order.approveBy;
    signApproval(draft, context, order?.urgent === true ? RETROSPECTIVE_REMARK : undefined);
    if (late) draft.taskOrder(subjectId, { details: { approvedLate: true } });
    draft.fire({
      flow: draft.flow('taskOrder'),
      subject: { kind: 'taskOrder', id: subjectId },
      event: 'approveAfterwards',
      data: { late, approveBy: order?.approveBy ?? null, ...paperOf(context.input.signature) },
      texts: { opinion: context.input.opinion },
      breaks: late ? lateApproval(context.dossier, { at: order.approveBy, doneAt: draft.at }) : undefined,
    });
    if (order?.state === 'reviewed') closeOrder(draft, subjectId);
  },
});
