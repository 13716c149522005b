import { engineerCompetent } from '#flows/dossier/guards/engineer-competent.ts';
import { step, type DossierContext } from '#flows/dossier/dossier-step.ts';
import type { TaskOrderState } from '#flows/dossier/dossier.schema.ts';
import { orderOf } from '#flows/dossier/task-orders.rules.ts';
import { assignVisit } from '#flows/dossier/visits.rules.ts';

/** Orders under which people may be on a site. */
const underway = ['issued', 'accepted', 'inExecution'];

function orderAt(context: DossierContext): TaskOrderState | undefined {
  return (
    orderOf(context.dossier, context.subjectId) ?? context.dossier.taskOrders.findLast((order) => underway.includes(order.state))
  );
}

/** Another visit for an order that is issued; the first is assigned with the issue itself. */
export const assign = step({
  event: 'assign',
  fields: { level: { type: 'number' } },
  guards: {
    orderIssued: { asks: 'dossier', holds: (context) => (underway.includes(orderAt(context)?.state ?? '') ? true : {}) },
    engineerCompetent: {
      asks: 'dossier',
      holds: (context) =>
        engineerCompetent.holds({
          ...context,
          input: { people: (orderAt(context)?.assignees ?? []).map(({ personId, level }) => ({ personId, level })) },
        }),
    },
  },
  decide: (draft, context) => {
    const order = orderAt(context);
    if (order !== undefined)
      assignVisit(draft, order.id, {
        level: context.input.level ?? Math.max(1, ...order.assignees.map((line) => line.level)),
        people: order.assignees.map(({ personId }) => personId),
      });
  },
});
