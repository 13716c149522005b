import type { Dossier } from '../dossier.schema.ts';
import type { DossierContext } from '../dossier-step.ts';
import { definitionOf, recordOfOrder, signedFields } from '../forms.rules.ts';
import { lacksOf } from '../service-records.rules.ts';
import { orderOf } from '../task-orders.rules.ts';
import type { Guard } from '#platform/flow/step.ts';

const isSignature = (field: string): boolean => definitionOf('serviceRecord').fields[field]?.type === 'signature';

/** The record has what its form asks before it is handed in, the number of its order among it; the signature is another guard's. */
export const recordComplete: Guard<Dossier, unknown> = {
  asks: 'dossier',
  holds: (context) => {
    const { dossier } = context;
    const record = recordOfOrder(dossier, 'serviceRecord', orderIdOf(context));
    if (record === undefined) return { code: 'noRecord' };
    const order = recordOfOrder(dossier, 'taskOrder', orderIdOf(context));
    // The number of the order is written by the step itself where the order has one.
    const fields = lacksOf(dossier, record, 'submitRecord')
      .flatMap(({ anyOf }) => anyOf.filter((field) => !isSignature(field)))
      .filter((field) => field !== 'taskOrderNumber' || order?.recordNumber == null);
    return fields.length === 0 ? true : { fields: [...new Set(fields)] };
  },
};

/** Work on site carries the customer's signature. */
export const recordSigned: Guard<Dossier, unknown> = {
  asks: 'dossier',
  holds: (context) => {
    const record = recordOfOrder(context.dossier, 'serviceRecord', orderIdOf(context));
    if (record === undefined) return { code: 'noRecord' };
    const onSite = orderOf(context.dossier, orderIdOf(context))?.serviceMode === 'onSite';
    const lacking = lacksOf(context.dossier, record, 'submitRecord').some(({ anyOf }) => anyOf.some(isSignature));
    return lacking || (onSite && !signedFields(record).includes('customerSignature')) ? {} : true;
  },
};

/** Asked of an order, and of a visit for its order. */
function orderIdOf({ dossier, subjectId }: DossierContext): string {
  return dossier.visits.find((visit) => visit.id === subjectId)?.taskOrderId ?? subjectId;
}
