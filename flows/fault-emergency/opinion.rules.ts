import type { Dossier } from '#flows/dossier/dossier.schema.ts';
import { recordOfOrder } from '#flows/dossier/forms.rules.ts';

/** Whether the customer wrote an opinion or an evaluation on a service record, rated the handling or gave an opinion of it. */
export function opinionOnRecord(dossier: Dossier): boolean {
  const { rating, opinionAt } = dossier.request.details;
  if (rating !== undefined || opinionAt !== undefined) return true;
  return dossier.taskOrders.some((order) => {
    const values = recordOfOrder(dossier, 'serviceRecord', order.id)?.values ?? {};
    return ['customerOpinion', 'customerEvaluation'].some((cell) => typeof values[cell] === 'string' && values[cell] !== '');
  });
}
