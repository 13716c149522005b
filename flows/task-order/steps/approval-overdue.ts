import { commitmentsOfGate } from '#centre/plan/plan.rules.ts';
import type { Dossier, TaskOrderState } from '#flows/dossier/dossier.schema.ts';
import { step, taskOrderOf } from '#flows/dossier/dossier-step.ts';
import type { TimedStep } from '#flows/dossier/flow-module.ts';
import { lateApproval } from '#flows/dossier/task-orders.rules.ts';
import { messageWordsOf, tellColleagues, timeFor } from '#flows/dossier/tell-customer.ts';

const underway = ['issued', 'accepted', 'inExecution', 'workDone', 'recorded', 'reviewed'];

/** An order that went out before its approval, which has not come since. */
export function lacksApproval(order: Pick<TaskOrderState, 'state' | 'approvedAt' | 'approveBy'>): boolean {
  return underway.includes(order.state) && order.approvedAt === null && order.approveBy !== null;
}

/** The plan's time for the approval that has to follow an urgent issue, of each order that still waits for it. */
export function timedByApproval(dossier: Dossier): readonly TimedStep[] {
  if (commitmentsOfGate(dossier.surroundings.plan, 'orderApproved') === 'off') return [];
  return dossier.taskOrders.flatMap((order): TimedStep[] =>
    lacksApproval(order) && order.approveBy !== null && order.details.approvalOverdueAt === undefined
      ? [
          {
            subjectKind: 'taskOrder',
            subjectId: order.id,
            event: 'approvalOverdue',
            at: order.approveBy,
            happens: 'atDue',
            input: {},
          },
        ]
      : [],
  );
}

/** The time for the later approval has passed: said once, to those who read along; the approval may still come, and is then marked as late. */
export const approvalOverdue = step({
  event: 'approvalOverdue',
  fields: {},
  guards: {
    // Holds where the approval is what lacks: the commitments behind the guard are those that break.
    orderApproved: {
      asks: 'dossier',
      holds: (context) => {
        const order = taskOrderOf(context);
        return order !== undefined && lacksApproval(order) && order.approveBy !== null && context.now > order.approveBy
          ? true
          : { code: 'notOverdue' };
      },
    },
  },
  decide: (draft, context) => {
    const { subjectId, dossier } = context;
    const approveBy = taskOrderOf(context)?.approveBy ?? null;
    draft.taskOrder(subjectId, { details: { approvalOverdueAt: draft.at } });
    draft.fire({
      flow: draft.flow('taskOrder'),
      subject: { kind: 'taskOrder', id: subjectId },
      event: 'approvalOverdue',
      data: { taskOrderId: subjectId, approveBy },
      breaks: approveBy === null ? undefined : lateApproval(dossier, { at: approveBy, doneAt: null }),
    });
    tellColleagues(
      draft,
      messageWordsOf(dossier).approvalOverdue.replace('{time}', timeFor(dossier, approveBy ?? undefined) ?? ''),
    );
  },
});
