import { given, type Guard } from '#platform/flow/step.ts';
import type { SignatureInput } from '#platform/flow/fields.ts';
import type { Dossier } from '../dossier.schema.ts';
import type { DossierContext } from '../dossier-step.ts';
import { signatureVerdict } from '../signing.rules.ts';
import { orderOf } from '../task-orders.rules.ts';

/** The group of an issued order is named and its leader signs; an order already accepted needs no second signature. */
export function orderAccepted(
  orderIdOf: (context: DossierContext) => string,
): Guard<Dossier, { readonly signature?: SignatureInput }> {
  return {
    asks: 'input',
    holds: (context) => {
      const order = orderOf(context.dossier, orderIdOf(context));
      if (order?.details.acceptedAt !== undefined) return true;
      if (order === undefined || order.state !== 'issued') return { code: 'notIssued' };
      if (order.assignees.length === 0) return { code: 'nobody' };
      const lacks = given(context.input, 'signature');
      if (lacks !== true) return lacks;
      return signatureVerdict(context.actor, context.input.signature);
    },
  };
}
