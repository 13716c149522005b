import type { FieldSpecs, InputOf } from '#platform/flow/fields.ts';
import type { Step, StepContext } from '#platform/flow/step.ts';
import type { Dossier, TaskOrderState, VisitState } from './dossier.schema.ts';
import type { Draft } from './draft.schema.ts';

export type DossierStep = Step<Dossier, Draft>;
export type DossierContext<Input = unknown> = StepContext<Dossier, Input>;

/** Gives a step its types from its own fields; the erased form is what a flow's list holds. */
export function step<const Fields extends FieldSpecs>(definition: Step<Dossier, Draft, Fields>): DossierStep {
  return definition as unknown as DossierStep;
}

export type { InputOf };

export function taskOrderOf(context: DossierContext): TaskOrderState | undefined {
  return context.dossier.taskOrders.find((order) => order.id === context.subjectId);
}

export function visitOf(context: Pick<DossierContext, 'dossier' | 'subjectId'>): VisitState | undefined {
  return context.dossier.visits.find((visit) => visit.id === context.subjectId);
}
