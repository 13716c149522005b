import { evaluationOnFile } from '#flows/dossier/guards/evaluation-noted.ts';
import { step, taskOrderOf } from '#flows/dossier/dossier-step.ts';
import { recordOfOrder, subjectsOfRecord } from '#flows/dossier/forms.rules.ts';
import { closeOrder } from '#flows/dossier/order-work.rules.ts';
import { ownSigner, paperOf, signatureVerdict, signBlock } from '#flows/dossier/signing.rules.ts';
import { orderOf } from '#flows/dossier/task-orders.rules.ts';
import { earlier } from '#flows/dossier/time-order.rules.ts';
import { given } from '#platform/flow/step.ts';

/** A manager who did not do the work reviews its record; an approved order is over with it. */
export const reviewRecord = step({
  event: 'reviewRecord',
  versioned: true,
  fields: {
    opinion: { type: 'longText', required: true, max: 4_000 },
    signature: { type: 'signature', required: true, own: true },
  },
  guards: {
    reviewerNotPerformer: {
      asks: 'dossier',
      holds: (context) => {
        const { personId } = context.actor;
        const order = taskOrderOf(context);
        const performed =
          order === undefined ||
          personId === null ||
          order.leaderId === personId ||
          order.assignees.some((line) => line.personId === personId);
        return performed ? {} : true;
      },
    },
    evaluationNoted: evaluationOnFile,
    reviewSigned: {
      asks: 'input',
      holds: ({ input, actor }) => {
        const lacks = given(input, 'opinion', 'signature');
        if (lacks !== true) return lacks;
        return signatureVerdict(actor, input.signature);
      },
    },
  },
  restsOn: (context) => [earlier('taskOrder', 'evaluate', taskOrderOf(context)?.details.evaluatedAt)],
  decide: (draft, { input, actor, dossier, subjectId }) => {
    const record = recordOfOrder(dossier, 'serviceRecord', subjectId);
    if (record !== undefined && input.signature !== undefined) {
      signBlock(draft, record.id, {
        block: 'review',
        signature: input.signature,
        signer: ownSigner(actor, 'approvingManager'),
        values: { reviewOpinion: input.opinion },
      });
      draft.record(record.id, { state: 'frozen' });
    }
    draft.taskOrder(subjectId, { details: { reviewedAt: draft.at } });
    draft.fire({
      flow: draft.flow('taskOrder'),
      subject: { kind: 'taskOrder', id: subjectId },
      event: 'reviewRecord',
      data: { recordId: record?.id ?? null, ...paperOf(input.signature) },
      texts: { opinion: input.opinion },
      ...(record === undefined ? {} : { subjects: subjectsOfRecord(dossier, subjectId, record) }),
    });
    if (orderOf(draft.dossier(), subjectId)?.approvedAt != null) closeOrder(draft, subjectId);
  },
});

/** Back to the performer with an opinion; what is signed already is corrected by a new revision. */
export const returnRecord = step({
  event: 'returnRecord',
  fields: { opinion: { type: 'longText', required: true, max: 4_000 } },
  guards: { reviewSigned: { asks: 'input', holds: ({ input }) => given(input, 'opinion') } },
  decide: (draft, { input, dossier, subjectId }) => {
    const record = recordOfOrder(dossier, 'serviceRecord', subjectId);
    if (record !== undefined) draft.record(record.id, { values: { ...record.values, reviewOpinion: input.opinion } });
    draft.fire({
      flow: draft.flow('taskOrder'),
      subject: { kind: 'taskOrder', id: subjectId },
      event: 'returnRecord',
      texts: { opinion: input.opinion },
    });
  },
});

/** The product closes an order by itself, right after the review or the later approval; alone only what was left open. */
export const close = step({
  event: 'close',
  fields: {},
  guards: { orderApproved: { asks: 'dossier', holds: (context) => (taskOrderOf(context)?.approvedAt != null ? true : {}) } },
  decide: (draft, { subjectId }) => closeOrder(draft, subjectId),
});
