import { step } from '#flows/dossier/dossier-step.ts';
import { finishTask } from '#flows/dossier/service-records.rules.ts';

const submitted = ['recorded', 'reviewed', 'closed'];

/** The task is done and its service record handed in: that is the answer, and its words go to the customer. Fired with F13 `submitRecord`. */
export const taskFinished = step({
  event: 'taskFinished',
  fields: {},
  guards: {
    recordSubmitted: {
      asks: 'dossier',
      holds: ({ dossier }) => {
        const order = dossier.taskOrders.find((known) => known.id === dossier.request.details.taskOrderId);
        return order !== undefined && submitted.includes(order.state) ? true : {};
      },
    },
  },
  decide: (draft, { dossier }) => finishTask(draft, dossier.request.details.taskOrderId ?? ''),
});
