import type { Guard } from '#platform/flow/step.ts';
import type { Dossier } from '../dossier.schema.ts';
import { taskOrderOf } from '../dossier-step.ts';
import { closingsOf, recordOfOrder } from '../forms.rules.ts';

/** Work that was not done on site closes with the customer's evaluation in place of a signature. */
export const evaluationOnFile: Guard<Dossier, unknown> = {
  asks: 'dossier',
  holds: (context) => {
    const order = taskOrderOf(context);
    if (order === undefined || order.serviceMode === 'onSite') return true;
    const record = recordOfOrder(context.dossier, 'serviceRecord', order.id);
    const closed = record !== undefined && closingsOf(record).some((closing) => closing.block === 'customer');
    return order.details.evaluatedAt !== undefined && closed ? true : { code: 'lacking' };
  },
};
