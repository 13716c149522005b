import type { Dossier, RecordState, TaskOrderState } from '#flows/dossier/dossier.schema.ts';
import type { DossierContext } from '#flows/dossier/dossier-step.ts';
import { orderOf } from '#flows/dossier/task-orders.rules.ts';
import type { StepActor } from '#platform/flow/step.ts';

/** Positions whose holders may approve and review what they neither proposed nor did. */
const managers = ['approvingManager', 'centreManager', 'dedicatedServiceManager'];
/**
 * Positions whose holders receive customers and so write what they say. In whose records they do is asked of the matrix before:
 * an engineer reaches the record of a request that the own unit or they themselves own, work on, or are on call for.
 */
const receivers = ['dedicatedServiceManager', 'supportEngineer', 'seniorSupportEngineer', 'branchEngineer', 'residentEngineer'];

/** The parts that somebody takes in a record: those that a form's blocks name in `by`. */
export function partsIn(dossier: Dossier, record: RecordState, actor: StepActor): string[] {
  // In the portal the representative alone signs (roles.md); who else is on site signs on the engineer's screen.
  if (actor.kind === 'customer') return holdsAny(actor, ['customerRepresentative']) ? ['customerRepresentative'] : [];
  if (actor.personId === null) return [];
  const { personId } = actor;
  const order = record.taskOrderId === null ? undefined : orderOf(dossier, record.taskOrderId);
  const proposed = order?.proposerId === personId;
  const performed = order !== undefined && performersOf(order).includes(personId);
  const taken: Readonly<Record<string, boolean>> = {
    proposer: proposed,
    performer: performed,
    taskLeader: order?.leaderId === personId,
    dedicatedServiceManager: holdsAny(actor, ['dedicatedServiceManager']),
    approvingManager: holdsAny(actor, managers) && !(record.form === 'serviceRecord' ? performed : proposed),
    recorder: holdsAny(actor, receivers),
  };
  return Object.keys(taken).filter((part) => taken[part]);
}

function holdsAny(actor: StepActor, positions: readonly string[]): boolean {
  return actor.positions.some(({ position }) => positions.includes(position));
}

function performersOf(order: TaskOrderState): (string | null)[] {
  return [order.leaderId, ...order.assignees.map((line) => line.personId)];
}

export function recordAt(context: DossierContext): RecordState | undefined {
  return context.dossier.records.find((record) => record.id === context.subjectId);
}
