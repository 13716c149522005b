import { recordComplete, recordSigned } from '#flows/dossier/guards/service-record.ts';
import { step, visitOf, type DossierContext } from '#flows/dossier/dossier-step.ts';
import type { Draft } from '#flows/dossier/draft.schema.ts';
import type { RecordState } from '#flows/dossier/dossier.schema.ts';
import { recordOfOrder, signedFields } from '#flows/dossier/forms.rules.ts';
import { lacksOf, nameOrder, submitServiceRecord } from '#flows/dossier/service-records.rules.ts';
import { customerSigner, paperOf, signatureOnSite, signBlock } from '#flows/dossier/signing.rules.ts';
import { contactMet, othersStay, roadOf } from '#flows/dossier/visits.rules.ts';
import { given } from '#platform/flow/step.ts';

type OnFile = Pick<DossierContext, 'dossier' | 'subjectId'>;

function recordOf(context: OnFile): RecordState | undefined {
  return recordOfOrder(context.dossier, 'serviceRecord', visitOf(context)?.taskOrderId ?? '');
}

/** The record that this check has to sign: null where it is signed already, or where the others of the order go on with it. */
function recordToSign(context: OnFile): RecordState | undefined | null {
  const visit = visitOf(context);
  const record = recordOf(context);
  if (visit !== undefined && othersStay(context.dossier, visit)) return null;
  return record !== undefined && signedFields(record).includes('customerSignature') ? null : record;
}

/** What the record lacks before the customer signs it; the signature itself is what is asked for. */
function lacksBeforeCheck(context: DossierContext, record: RecordState): readonly string[] {
  return lacksOf(context.dossier, record, 'customerCheck')
    .flatMap(({ anyOf }) => anyOf)
    .filter((field) => field !== 'customerSignature');
}

/** The customer looks at the site and the work, writes an opinion and signs the service record. */
export const customerCheck = step({
  event: 'customerCheck',
  fields: {
    siteCleaned: { type: 'boolean', required: true },
    photoIds: { type: 'files' },
    workChecked: { type: 'boolean', required: true },
    opinion: { type: 'longText', required: true, max: 4_000 },
    rating: { type: 'choice', options: 'rating' },
    signature: { type: 'signature', required: true },
  },
  guards: {
    // Told before the customer draws and writes for nothing; what fills the cells is the engineer's.
    recordComplete: {
      asks: 'dossier',
      holds: (context) => {
        const record = recordToSign(context);
        if (record === null) return true;
        if (record === undefined) return { code: 'noRecord' };
        const fields = lacksBeforeCheck(context, record);
        return fields.length === 0 ? true : { fields };
      },
    },
    siteCleaned: { asks: 'input', holds: ({ input }) => (input.siteCleaned === true ? true : { fields: ['siteCleaned'] }) },
    customerChecked: {
      asks: 'input',
      holds: (context) => {
        const { input } = context;
        if (input.workChecked !== true) return { fields: ['workChecked'] };
        const record = recordToSign(context);
        if (record === null) return true;
        if (record === undefined) return { code: 'noRecord' };
        const lacks = lacksBeforeCheck(context, record);
        if (lacks.length > 0) return { fields: lacks, code: 'recordIncomplete' };
        const said = given(input, 'opinion', 'signature');
        if (said !== true) return said;
        return signatureOnSite(context.actor, input.signature);
      },
    },
  },
  signs: (context) => {
    const record = recordToSign(context);
    return record == null ? undefined : { recordId: record.id, block: 'customer' };
  },
  initial: ({ dossier, subjectId }) => {
    const contact = contactMet(
      dossier,
      dossier.visits.find((visit) => visit.id === subjectId),
    );
    return contact === undefined ? {} : { signature: { name: contact.name, contactId: contact.id, means: 'handwritten' } };
  },
  decide: (draft, context) => {
    const { input, actor, subjectId } = context;
    const record = recordToSign(context);
    const signer = input.signature === undefined ? null : customerSigner(context.dossier, actor, input.signature);
    if (record != null && signer !== null && input.signature !== undefined) {
      nameOrder(draft, record.taskOrderId ?? '');
      signBlock(draft, record.id, {
        block: 'customer',
        signature: input.signature,
        signer,
        values: { customerOpinion: input.opinion },
      });
    }
    if (input.rating !== undefined) noteRating(draft, record?.id, input.rating);
    draft.visit(subjectId, { details: { siteCleaned: true, checkedAt: draft.at } });
    draft.fire({
      flow: draft.flow('siteVisit'),
      subject: { kind: 'siteVisit', id: subjectId },
      event: 'customerCheck',
      data: {
        recordId: record?.id ?? null,
        rating: input.rating ?? null,
        photoIds: input.photoIds ?? [],
        ...paperOf(input.signature),
      },
      texts: { opinion: input.opinion, signer: signer?.name },
      contactId: signer?.contactId ?? actor.contactId,
    });
  },
});

/** How content the customer is: stored beside the cells of the record, and what the request ends with. */
function noteRating(draft: Draft, recordId: string | undefined, rating: string): void {
  draft.request({ details: { rating } });
  const record = draft.dossier().records.find((known) => known.id === recordId);
  if (record !== undefined) draft.record(record.id, { stored: { ...record.stored, rating } });
}

/** The customer is not content: back to work, without a word lost. */
export const objection = step({
  event: 'objection',
  fields: { text: { type: 'longText', required: true, max: 4_000 } },
  guards: {},
  decide: (draft, { input, subjectId, actor }) => {
    draft.fire({
      flow: draft.flow('siteVisit'),
      subject: { kind: 'siteVisit', id: subjectId },
      event: 'objection',
      texts: { text: input.text },
      contactId: actor.contactId,
    });
  },
});

/** Off the site with a signed record, which is handed in at once where it is complete. */
export const leave = step({
  event: 'leave',
  fields: {},
  guards: {
    recordSigned: {
      asks: 'dossier',
      holds: (context) => {
        const visit = visitOf(context);
        return visit !== undefined && othersStay(context.dossier, visit) ? true : recordSigned.holds(context);
      },
    },
  },
  decide: (draft, context) => {
    const { subjectId } = context;
    const taskOrderId = visitOf(context)?.taskOrderId ?? '';
    const record = recordOf(context);
    draft.visit(subjectId, { details: { leftAt: draft.at } });
    if (record !== undefined) draft.record(record.id, { stored: { ...record.stored, departedAt: draft.at } });
    draft.fire({ flow: draft.flow('siteVisit'), subject: { kind: 'siteVisit', id: subjectId }, event: 'leave' });
    draft.request({ road: roadOf(draft.dossier()) });
    const last = !othersStay(draft.dossier(), { id: subjectId, taskOrderId });
    const submits = last && draft.can(draft.flow('taskOrder'), { kind: 'taskOrder', id: taskOrderId }, 'submitRecord');
    if (submits && recordComplete.holds({ ...context, dossier: draft.dossier() }) === true)
      submitServiceRecord(draft, taskOrderId);
  },
});
