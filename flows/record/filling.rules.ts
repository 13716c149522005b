import { closingsOf, definitionOf, formTerms, signedFields, valuesOf } from '#flows/dossier/forms.rules.ts';
import type { DossierContext } from '#flows/dossier/dossier-step.ts';
import type { Dossier, RecordState } from '#flows/dossier/dossier.schema.ts';
import { saidByCustomer } from '#flows/dossier/service-records.rules.ts';
import { orderOf } from '#flows/dossier/task-orders.rules.ts';
import type { GuardVerdict } from '#platform/flow/step.ts';
import { refusedChanges } from '#platform/form/covered.ts';
import type { FormDefinition, FormValues } from '#platform/form/definition.schema.ts';
import { openFields } from '#platform/form/freezing.rules.ts';
import { missingFields } from '#platform/form/missing.rules.ts';
import { valuesSchema } from '#platform/form/values.schema.ts';
import { parseInstant, type Instant } from '#platform/time/instant.ts';
import { dateIn } from '#platform/time/local.ts';
import { partsIn } from './parts.rules.ts';

export type Cells = Readonly<Record<string, unknown>>;

/** The cells of a record as they become; null where a value is none that its field takes. */
export function cellsAfter(record: RecordState, cells: Cells): FormValues | null {
  const definition = definitionOf(record.form);
  // Dates and choices that nobody may type are written by commands; what is typed is read by the form's own schema.
  const read = valuesSchema(definition).safeParse(cells);
  return read.success ? { ...valuesOf(record), ...read.data } : null;
}

/** Whether these cells may be written: known, of open blocks, the writer's own, as their fields want them. */
export function fillVerdict(context: DossierContext, record: RecordState, cells: Cells | undefined): GuardVerdict {
  const definition = definitionOf(record.form);
  if (formTerms(context.dossier, record.form) === undefined) return { values: { form: record.form } };
  const fields = Object.keys(cells ?? {});
  if (cells === undefined || fields.length === 0) return { fields: ['values'], code: 'nothing' };
  const unknown = fields.filter((field) => !Object.hasOwn(definition.fields, field));
  if (unknown.length > 0) return { fields: unknown, code: 'unknownCell', values: { cells: unknown.join('、') } };
  const after = cellsAfter(record, cells);
  if (after === null)
    return {
      fields: invalidCells(definition, cells),
      code: 'invalid',
      values: named(definition, invalidCells(definition, cells)),
    };
  const frozen = refusedChanges({ definition, closings: closingsOf(record), before: valuesOf(record), after });
  if (frozen.length > 0) return { fields: frozen, code: 'frozen', values: named(definition, frozen) };
  const automatic = changed(record, after).filter((field) => definition.fields[field]?.automatic === true);
  if (automatic.length > 0) return { fields: automatic, code: 'automatic', values: named(definition, automatic) };
  const theirs = changed(record, after).filter((field) => saidByCustomer(record).includes(field));
  if (theirs.length > 0 && context.actor.kind !== 'customer')
    return { fields: theirs, code: 'others', values: named(definition, theirs) };
  const open = openFields({ definition, closings: closingsOf(record), parts: partsIn(context.dossier, record, context.actor) });
  const others = changed(record, after).filter((field) => !open.has(field));
  if (others.length > 0) return { fields: others, code: 'others', values: named(definition, others) };
  if (movesPromise(context.dossier, record, after)) return { fields: ['requiredBy'], code: 'told' };
  const outside = datesOutside(context, record, after);
  if (outside.length > 0) return { fields: outside, code: 'dateOutside', values: named(definition, outside) };
  const moment = momentOf(context.dossier, record);
  const lacking = missingFields({ definition, values: after, moment, signed: signedFields(record) }).flatMap(
    ({ anyOf }) => anyOf,
  );
  return lacking.length === 0 ? true : { fields: lacking, code: 'required', values: named(definition, lacking) };
}

/** The time of the order that a customer waits for is the time they were told: it is not moved behind their back. */
function movesPromise({ request, taskOrders }: Dossier, record: RecordState, after: FormValues): boolean {
  const told =
    record.form === 'taskOrder' && request.state === 'taskOrdered' && request.details.taskOrderId === record.taskOrderId;
  const order = taskOrders.find(({ id }) => id === record.taskOrderId);
  return told && order !== undefined && requiredByOf(after) !== order.requiredBy;
}

/** The time that a task order's sheet asks for. */
export function requiredByOf({ requiredBy }: FormValues): Instant | null {
  return (typeof requiredBy === 'string' ? parseInstant(requiredBy) : undefined) ?? null;
}

/** What a record has to say at least where it stands: what it was handed in with is not taken out again. */
function momentOf(dossier: Dossier, { form, taskOrderId }: RecordState): string {
  const state = taskOrderId === null ? undefined : orderOf(dossier, taskOrderId)?.state;
  if (form === 'taskOrder' && state !== 'draft') return 'submit';
  return form === 'serviceRecord' && state === 'recorded' ? 'submitRecord' : 'save';
}

/** Days of which a record tells what happened: from the one on which the request was received until today. */
function datesOutside({ dossier, now }: DossierContext, record: RecordState, after: FormValues): string[] {
  const { fields } = definitionOf(record.form);
  const { timezone } = dossier.surroundings.plan.plan;
  const [first, last] = [dateIn(timezone, dossier.request.receivedAt), dateIn(timezone, now)];
  return changed(record, after).filter((field) => {
    const day = after[field];
    return fields[field]?.type === 'date' && typeof day === 'string' && day !== '' && (day < first || day > last);
  });
}

/** Cells whose value the change alters. */
export function changed(record: RecordState, after: FormValues): string[] {
  return Object.keys(after).filter(
    (field) => JSON.stringify(after[field] ?? null) !== JSON.stringify(record.values[field] ?? null),
  );
}

function invalidCells(definition: FormDefinition, cells: Cells): string[] {
  return Object.keys(cells).filter((field) => !valuesSchema(definition).safeParse({ [field]: cells[field] }).success);
}

function named(definition: FormDefinition, fields: readonly string[]): Record<string, string> {
  const label = (field: string, language: 'zh' | 'en'): string =>
    (definition.fields[field]?.label[language] ?? field).replace(/[：:]$/u, '');
  return {
    cells: fields.map((field) => label(field, 'zh')).join('、'),
    cellsEn: fields.map((field) => label(field, 'en')).join(', '),
  };
}
