import { formTerms } from '#flows/dossier/forms.rules.ts';
import { step } from '#flows/dossier/dossier-step.ts';
import type { ClockWrite, Draft } from '#flows/dossier/draft.schema.ts';
import { noForbiddenPhrase } from '#flows/dossier/guards/no-forbidden-phrase.ts';
import type { RecordState } from '#flows/dossier/dossier.schema.ts';
import { orderOf } from '#flows/dossier/task-orders.rules.ts';
import { canonicalJson } from '#platform/evidence-log/canonical.ts';
import { isFilled } from '#platform/form/missing.rules.ts';
import type { FormValues } from '#platform/form/definition.schema.ts';
import { formatInstant } from '#platform/time/instant.ts';
import { cellsAfter, changed, fillVerdict, requiredByOf } from '../filling.rules.ts';
import { recordAt } from '../parts.rules.ts';

const spoken = noForbiddenPhrase('answer');

/** Cells of open blocks are written; what was seen comes along as a version, so that nobody writes over another unawares. */
export const fillRecord = step({
  event: 'fillRecord',
  versioned: true,
  replaces: true,
  fields: { values: { type: 'recordFields', required: true } },
  guards: {
    // The answer on a consultation record is read by the customer, like one that is sent.
    noForbiddenPhrase: {
      asks: 'input',
      holds: (context) => {
        const answer = recordAt(context)?.form === 'consultationRecord' ? context.input.values?.['answer'] : undefined;
        return typeof answer === 'string' ? spoken.holds({ ...context, input: { answer } }) : true;
      },
    },
    approvedForm: {
      asks: 'input',
      holds: (context) => {
        const record = recordAt(context);
        return record === undefined ? {} : fillVerdict(context, record, context.input.values);
      },
    },
  },
  initial: (context) => ({ values: context.dossier.records.find((record) => record.id === context.subjectId)?.values }),
  decide: (draft, context) => {
    const record = recordAt(context);
    const after = record === undefined ? null : cellsAfter(record, context.input.values ?? {});
    if (record === undefined || after === null) return;
    const fields = changed(record, after);
    draft.record(record.id, { values: Object.fromEntries(Object.entries(after).filter(([, value]) => isFilled(value))) });
    const writes = record.form === 'taskOrder' ? followOrder(draft, record, after) : [];
    draft.fire({
      flow: draft.flow('record'),
      subject: { kind: 'record', id: record.id },
      event: 'fillRecord',
      data: { form: record.form, fields, documentNumber: formTerms(context.dossier, record.form)?.documentNumber ?? null },
      texts: Object.fromEntries(fields.map((field) => [field, textOf(after[field])])),
      writes,
    });
  },
});

function textOf(value: FormValues[string]): string {
  return typeof value === 'string' ? value : value === undefined ? '' : canonicalJson(value);
}

/** What an order runs by stands on its sheet: the time required, which its clock hears, and whether the task is written. */
function followOrder(draft: Draft, record: RecordState, after: FormValues): ClockWrite[] {
  const orderId = record.taskOrderId ?? record.id;
  const before = orderOf(draft.dossier(), orderId)?.requiredBy ?? null;
  const requiredBy = requiredByOf(after);
  draft.taskOrder(orderId, { requiredBy, details: { contentSet: isFilled(after['taskContent']) } });
  if (requiredBy === null || requiredBy === before) return [];
  return [
    {
      type: 'requiredBySet',
      fields: { 'taskOrder.requiredBy': formatInstant(requiredBy) },
      subjects: [{ kind: 'taskOrder', id: orderId }],
    },
  ];
}
