import { recordComplete, recordSigned } from '#flows/dossier/guards/service-record.ts';
import { step, taskOrderOf } from '#flows/dossier/dossier-step.ts';
import { recordOfOrder } from '#flows/dossier/forms.rules.ts';
import { isFrozen, nameOrder, saidByCustomer, submitServiceRecord } from '#flows/dossier/service-records.rules.ts';
import { closeStated } from '#flows/dossier/signing.rules.ts';
import { messageWordsOf, timeFor } from '#flows/dossier/tell-customer.ts';
import { given } from '#platform/flow/step.ts';
import { parseInstant } from '#platform/time/instant.ts';

/** The performer hands in the record of the work; it gets its number. */
export const submitRecord = step({
  event: 'submitRecord',
  fields: {},
  guards: { recordComplete, recordSigned },
  decide: (draft, { subjectId }) => {
    nameOrder(draft, subjectId);
    submitServiceRecord(draft, subjectId);
  },
});

/** What the customer thinks of work that was not done on site: their own word, or the performer's note of it with its source and time. */
export const evaluate = step({
  event: 'evaluate',
  fields: {
    evaluation: { type: 'longText', required: true, max: 4_000 },
    rating: { type: 'choice', options: 'rating' },
    source: { type: 'text', max: 100 },
    saidAt: { type: 'instant', said: true },
  },
  guards: {
    notOnSite: { asks: 'dossier', holds: (context) => (taskOrderOf(context)?.serviceMode === 'onSite' ? {} : true) },
    evaluationNoted: {
      asks: 'input',
      holds: ({ input, actor, dossier, subjectId }) => {
        const record = recordOfOrder(dossier, 'serviceRecord', subjectId);
        if (record === undefined) return { code: 'noRecord' };
        if (isFrozen(record, 'customerEvaluation')) return { code: 'given' };
        // What the customer said is theirs to change, not the performer's who is judged by it.
        if (actor.kind !== 'customer' && saidByCustomer(record).length > 0) return { code: 'given' };
        return actor.kind === 'customer' ? given(input, 'evaluation') : given(input, 'evaluation', 'source', 'saidAt');
      },
    },
  },
  decide: (draft, context) => {
    const { input, actor, dossier, subjectId } = context;
    const record = recordOfOrder(dossier, 'serviceRecord', subjectId);
    const saidAt = actor.kind === 'customer' ? draft.at : (parseInstant(input.saidAt ?? '') ?? draft.at);
    const { portal, separator } = messageWordsOf(dossier);
    const spoken = actor.kind === 'customer' ? [portal, actor.name] : [input.source ?? ''];
    const source = [...spoken, timeFor(dossier, saidAt) ?? ''].join(separator);
    if (record !== undefined) {
      draft.record(record.id, {
        values: { ...record.values, customerEvaluation: input.evaluation, evaluationSource: source },
        stored: {
          ...record.stored,
          evaluatedAt: saidAt,
          evaluatedBy: actor.kind,
          ...(input.rating === undefined ? {} : { rating: input.rating }),
        },
      });
      // Before the record is handed in its course of work may still be written: the block closes with it.
      if (taskOrderOf(context)?.state === 'recorded') closeStated(draft, record.id, 'customer');
    }
    draft.taskOrder(subjectId, { details: { evaluatedAt: draft.at } });
    if (input.rating !== undefined) draft.request({ details: { rating: input.rating } });
    draft.fire({
      flow: draft.flow('taskOrder'),
      subject: { kind: 'taskOrder', id: subjectId },
      event: 'evaluate',
      data: { rating: input.rating ?? null, saidAt },
      texts: { evaluation: input.evaluation, source },
      contactId: actor.contactId,
    });
  },
});
