import { formTerms } from '#flows/dossier/forms.rules.ts';
import { step } from '#flows/dossier/dossier-step.ts';
import type { Draft } from '#flows/dossier/draft.schema.ts';
import type { RecordState } from '#flows/dossier/dossier.schema.ts';
import { canonicalJson } from '#platform/evidence-log/canonical.ts';
import { isFilled } from '#platform/form/missing.rules.ts';
import type { FormValues } from '#platform/form/definition.schema.ts';
import { parseInstant } from '#platform/time/instant.ts';
import { cellsAfter, changed, fillVerdict } from '../filling.rules.ts';
import { recordAt } from '../parts.rules.ts';

/** Cells of open blocks are written; what was seen comes along as a version, so that nobody writes over another unawares. */
export const fillRecord = step({
  event: 'fillRecord',
  versioned: true,
  replaces: true,
  fields: { values: { type: 'recordFields', required: true } },
  guards: {
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
    if (record.form === 'taskOrder') followOrder(draft, record, after);
    draft.fire({
      flow: draft.flow('record'),
      subject: { kind: 'record', id: record.id },
      event: 'fillRecord',
      data: { form: record.form, fields, documentNumber: formTerms(context.dossier, record.form)?.documentNumber ?? null },
      texts: Object.fromEntries(fields.map((field) => [field, textOf(after[field])])),
    });
  },
});

function textOf(value: FormValues[string]): string {
  return typeof value === 'string' ? value : value === undefined ? '' : canonicalJson(value);
}

/** What an order runs by stands on its sheet: the time required and whether the task is written. */
function followOrder(draft: Draft, record: RecordState, after: FormValues): void {
  const { requiredBy, taskContent } = after;
  draft.taskOrder(record.taskOrderId ?? record.id, {
    requiredBy: (typeof requiredBy === 'string' ? parseInstant(requiredBy) : undefined) ?? null,
    details: { contentSet: isFilled(taskContent) },
  });
}
