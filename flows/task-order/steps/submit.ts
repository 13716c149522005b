import { withdrawOrder } from '#flows/dossier/call-off.rules.ts';
import { step, taskOrderOf } from '#flows/dossier/dossier-step.ts';
import { definitionOf, recordOfOrder, signedFields, valuesOf } from '#flows/dossier/forms.rules.ts';
import { given } from '#platform/flow/step.ts';
import { missingFields } from '#platform/form/missing.rules.ts';

/** Handed in for approval once the task and its time are written. */
export const submit = step({
  event: 'submit',
  fields: {},
  guards: {
    orderContent: {
      asks: 'dossier',
      holds: (context) => {
        const order = taskOrderOf(context);
        const record = recordOfOrder(context.dossier, 'taskOrder', context.subjectId);
        if (order === undefined || record === undefined) return { code: 'noSheet' };
        const missing = missingFields({
          definition: definitionOf('taskOrder'),
          values: valuesOf(record),
          moment: 'submit',
          signed: signedFields(record),
        });
        if (missing.length > 0) return { fields: missing.flatMap(({ anyOf }) => anyOf) };
        return order.requiredBy === null ? { fields: ['requiredBy'] } : true;
      },
    },
  },
  decide: (draft, { subjectId }) => {
    draft.fire({ flow: draft.flow('taskOrder'), subject: { kind: 'taskOrder', id: subjectId }, event: 'submit' });
  },
});

/** Taken back before anybody accepted it; a number once issued stays, its sheet void, and its visit is called off. */
export const withdraw = step({
  event: 'withdraw',
  fields: { reason: { type: 'longText', required: true } },
  guards: { withdrawReason: { asks: 'input', holds: ({ input }) => given(input, 'reason') } },
  decide: (draft, { input, subjectId }) => withdrawOrder(draft, subjectId, input.reason ?? ''),
});
