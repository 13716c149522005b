import { recordComplete, recordSigned } from '#flows/dossier/guards/service-record.ts';
import { step, visitOf, type DossierContext } from '#flows/dossier/dossier-step.ts';
import type { RecordState } from '#flows/dossier/dossier.schema.ts';
import { recordOfOrder, signedFields } from '#flows/dossier/forms.rules.ts';
import { lacksOf, nameOrder, submitServiceRecord } from '#flows/dossier/service-records.rules.ts';
import { customerSigner, isSigned, signBlock } from '#flows/dossier/signing.rules.ts';
import { roadOf } from '#flows/dossier/visits.rules.ts';
import { given } from '#platform/flow/step.ts';

function recordOf(context: DossierContext): RecordState | undefined {
  return recordOfOrder(context.dossier, 'serviceRecord', visitOf(context)?.taskOrderId ?? '');
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
    siteCleaned: { asks: 'input', holds: ({ input }) => (input.siteCleaned === true ? true : { fields: ['siteCleaned'] }) },
    customerChecked: { asks: 'input', holds: (context) => {
      const { input } = context;
      const record = recordOf(context);
      if (record === undefined) return { code: 'noRecord' };
      const lacks = lacksOf(context.dossier, record, 'customerCheck').filter(({ anyOf }) => !anyOf.includes('customerSignature'));
      if (lacks.length > 0) return { fields: lacks.flatMap(({ anyOf }) => anyOf), code: 'recordIncomplete' };
      if (input.workChecked !== true) return { fields: ['workChecked'] };
      const said = given(input, 'opinion', 'signature');
      if (said !== true) return said;
      return isSigned(input.signature) ? true : { fields: ['signature'], code: 'notDrawn' };
    } },
  },
  initial: (context) => {
    const contactId = context.dossier.visits.find((visit) => visit.id === context.subjectId)?.details.contactId;
    const contact = context.dossier.surroundings.contacts.find((known) => known.id === contactId);
    return contact === undefined ? {} : { signature: { name: contact.name, contactId: contact.id, means: 'handwritten' } };
  },
  decide: (draft, context) => {
    const { input, actor, dossier, subjectId } = context;
    const record = recordOf(context);
    if (record === undefined || input.signature === undefined) return;
    const signer = customerSigner(dossier, actor, input.signature);
    nameOrder(draft, record.taskOrderId ?? '');
    // Signed already by an earlier check of the same record: the opinion stands, a correction would be a new revision.
    if (!signedFields(record).includes('customerSignature')) {
      signBlock(draft, record.id, { block: 'customer', signature: input.signature, signer, values: { customerOpinion: input.opinion } });
    }
    if (input.rating !== undefined) {
      draft.record(record.id, { stored: { ...record.stored, rating: input.rating } });
      draft.request({ details: { rating: input.rating } });
    }
    draft.visit(subjectId, { details: { siteCleaned: true, checkedAt: draft.at } });
    draft.fire({
      flow: draft.flow('siteVisit'),
      subject: { kind: 'siteVisit', id: subjectId },
      event: 'customerCheck',
      data: { recordId: record.id, rating: input.rating ?? null, photoIds: input.photoIds ?? [] },
      texts: { opinion: input.opinion, signer: signer.name },
      contactId: signer.contactId,
    });
  },
});

/** The customer is not content: back to work, without a word lost. */
export const objection = step({
  event: 'objection',
  fields: { text: { type: 'longText', required: true, max: 4_000 } },
  guards: {},
  decide: (draft, { input, subjectId, actor }) => {
    draft.fire({ flow: draft.flow('siteVisit'), subject: { kind: 'siteVisit', id: subjectId }, event: 'objection', texts: { text: input.text }, contactId: actor.contactId });
  },
});

/** Off the site with a signed record, which is handed in at once where it is complete. */
export const leave = step({
  event: 'leave',
  fields: {},
  guards: { recordSigned },
  decide: (draft, context) => {
    const { subjectId } = context;
    const taskOrderId = visitOf(context)?.taskOrderId ?? '';
    const record = recordOf(context);
    draft.visit(subjectId, { details: { leftAt: draft.at } });
    if (record !== undefined) draft.record(record.id, { stored: { ...record.stored, departedAt: draft.at } });
    draft.fire({ flow: draft.flow('siteVisit'), subject: { kind: 'siteVisit', id: subjectId }, event: 'leave' });
    draft.request({ road: roadOf(draft.dossier()) });
    const submits = draft.can(draft.flow('taskOrder'), { kind: 'taskOrder', id: taskOrderId }, 'submitRecord');
    if (submits && recordComplete.holds({ ...context, dossier: draft.dossier() }) === true) submitServiceRecord(draft, taskOrderId);
  },
});
