import type { Dossier, RecordState } from '#flows/dossier/dossier.schema.ts';
import type { DossierContext } from '#flows/dossier/dossier-step.ts';
import { orderOf } from '#flows/dossier/task-orders.rules.ts';
import type { StepActor } from '#platform/flow/step.ts';

/** Positions whose holders may approve and review what they neither proposed nor did. */
const managers = ['approvingManager', 'centreManager', 'dedicatedServiceManager'];
/** Positions whose holders receive customers and so write what they say. */
const receivers = ['dedicatedServiceManager', 'supportEngineer', 'seniorSupportEngineer', 'branchEngineer', 'onCall'];

/** The parts that somebody takes in a record: those that a form's blocks name in `by`. */
export function partsIn(dossier: Dossier, record: RecordState, actor: StepActor): string[] {
  if (actor.kind === 'customer') return ['customerRepresentative'];
  if (actor.personId === null) return [];
  const order = record.taskOrderId === null ? undefined : orderOf(dossier, record.taskOrderId);
  const positions = actor.positions.map(({ position }) => position);
  const proposed = order?.proposerId === actor.personId;
  const performed = order !== undefined && (order.leaderId === actor.personId || order.assignees.some((line) => line.personId === actor.personId));
  const apart = record.form === 'serviceRecord' ? !performed : !proposed;
  return [
    ...(proposed ? ['proposer'] : []),
    ...(performed ? ['performer'] : []),
    ...(order?.leaderId === actor.personId ? ['taskLeader'] : []),
    ...(positions.includes('dedicatedServiceManager') ? ['dedicatedServiceManager'] : []),
    ...(apart && positions.some((position) => managers.includes(position)) ? ['approvingManager'] : []),
    ...(positions.some((position) => receivers.includes(position)) ? ['recorder'] : []),
  ];
}

export function recordAt(context: DossierContext): RecordState | undefined {
  return context.dossier.records.find((record) => record.id === context.subjectId);
}
