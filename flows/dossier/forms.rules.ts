import { formOf as formOfPlan } from '#centre/plan/plan.rules.ts';
import type { PlanForm } from '#centre/plan/record.schema.ts';
import { formOf } from '#forms/index.ts';
import type { BlockClosing, FormDefinition, FormValues } from '#platform/form/definition.schema.ts';
import type { Dossier, RecordState, SubjectRef } from './dossier.schema.ts';
import type { ClockWrite } from './draft.schema.ts';

/** Document number and version under which a plan has the form filled; undefined where no version is approved. */
export function formTerms(dossier: Dossier, form: string): PlanForm | undefined {
  return formOfPlan(dossier.surroundings.plan, form);
}

/** What the sheet looks like and who closes which block. Throws for a form that the house does not have: a fault of the code. */
export function definitionOf(form: string): FormDefinition {
  const definition = formOf(form);
  if (definition === undefined) throw new RangeError(`no form ${form}`);
  return definition;
}

/** The cells of a record, as its form types them; what enters passed the form's schema. */
export function valuesOf(record: RecordState): FormValues {
  return record.values as FormValues;
}

/** A block closed by the statement in place of a signature, as it stands beside the record's cells. */
export interface StatementClosing {
  readonly block: string;
  readonly covers: readonly string[];
  readonly digest: string;
  /** Epoch milliseconds. */
  readonly at: number;
}

export function statementsOf(record: RecordState): readonly StatementClosing[] {
  return (record.stored['closings'] ?? []) as readonly StatementClosing[];
}

/** The blocks of a record that are closed, and what each closing froze. */
export function closingsOf(record: RecordState): BlockClosing[] {
  return [
    ...record.signatures.map(({ block, covers }) => ({ block, covers, means: 'signature' as const })),
    ...statementsOf(record).map(({ block, covers }) => ({ block, covers, means: 'statement' as const })),
  ];
}

export function signedFields(record: RecordState): string[] {
  return record.signatures.map((signature) => signature.field);
}

/** The record of an order that counts: the newest revision that is not void. */
export function recordOfOrder(dossier: Dossier, form: 'taskOrder' | 'serviceRecord', orderId: string): RecordState | undefined {
  return dossier.records.findLast(
    (record) =>
      record.form === form &&
      record.state !== 'voided' &&
      (record.taskOrderId === orderId || (form === 'taskOrder' && record.id === orderId)),
  );
}

/** Clocks of a record run on its first revision: a correction neither restarts nor loses them. */
export function firstRevisionOf(dossier: Dossier, record: RecordState): string {
  const replaced = record.replacesId === null ? undefined : dossier.records.find((known) => known.id === record.replacesId);
  return replaced === undefined ? record.id : firstRevisionOf(dossier, replaced);
}

/** Whom an event of a service record concerns: the request, the order and the record. */
export function subjectsOfRecord(dossier: Dossier, orderId: string, record: RecordState): SubjectRef[] {
  return [
    { kind: 'serviceRequest', id: dossier.request.id },
    { kind: 'taskOrder', id: orderId },
    { kind: 'serviceRecord', id: firstRevisionOf(dossier, record) },
  ];
}

/** All that clocks of a request may run on: the request, its orders and its service records. What is said of the request holds for each of them. */
export function subjectsOf(dossier: Dossier): SubjectRef[] {
  return [{ kind: 'serviceRequest', id: dossier.request.id }, ...subjectsUnder(dossier)];
}

/** Its orders and its service records alone. */
export function subjectsUnder({ taskOrders, records }: Dossier): SubjectRef[] {
  return [
    ...taskOrders.map(({ id }) => ({ kind: 'taskOrder', id })),
    ...records
      .filter(({ form, replacesId }) => form === 'serviceRecord' && replacesId === null)
      .map(({ id }) => ({ kind: 'serviceRecord', id })),
  ];
}

/** A pause is a fact of the record (clock-rules.md R7): a subject that begins while it lasts begins paused. */
export function pausesOn({ request }: Dossier, subject: SubjectRef): ClockWrite[] {
  return (request.details.pausedFor ?? []).map((reason) => ({ type: 'pause', reason, subjects: [subject] }));
}
