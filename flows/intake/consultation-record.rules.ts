import { definitionOf, formTerms, recordOfOrder, valuesOf } from '#flows/dossier/forms.rules.ts';
import type { Dossier, RecordState } from '#flows/dossier/dossier.schema.ts';
import type { Draft } from '#flows/dossier/draft.schema.ts';
import { filled, openFormRecord } from '#flows/dossier/records.rules.ts';
import { reviseRecord } from '#flows/dossier/revision.rules.ts';
import type { StepActor } from '#platform/flow/step.ts';
import { missingFields } from '#platform/form/missing.rules.ts';
import { dateIn } from '#platform/time/local.ts';

const FORM = 'consultationRecord';

export interface ConsultationInput {
  readonly enquirerName?: string;
  readonly enquirerPhone?: string;
  readonly enquirerEmail?: string;
  readonly content?: string;
  readonly enquiryStage?: string;
  readonly serviceNumber?: string;
  readonly answer?: string;
  /** Who of the house wrote it down; nobody did what a customer wrote in the portal. */
  readonly recorder: string | undefined;
}

/** The consultation record of a request that counts: its newest revision that is not void. */
export function consultationOf(dossier: Dossier): RecordState | undefined {
  return dossier.records.findLast((record) => record.form === FORM && record.state !== 'voided');
}

/** Opens the consultation record of a request and has it numbered: one for every request, at registration (forms.md A1). */
export function openConsultationRecord(draft: Draft, input: ConsultationInput): void {
  const dossier = draft.dossier();
  const { request, surroundings } = dossier;
  if (consultationOf(dossier) !== undefined || formTerms(dossier, FORM) === undefined) return;
  openFormRecord(draft, {
    id: draft.nextId(),
    form: FORM,
    state: 'open',
    taskOrderId: null,
    recordNumber: 'next',
    values: {
      enquirerName: input.enquirerName,
      phone: input.enquirerPhone,
      email: input.enquirerEmail,
      organisationName: surroundings.customer?.name,
      recordedOn: dateIn(surroundings.plan.plan.timezone, draft.at),
      projectOrProductName: surroundings.project?.name,
      // A customer under contract asks after the sale unless somebody says otherwise.
      enquiryStage: input.enquiryStage ?? (surroundings.project?.contractNumber ? 'afterSales' : 'other'),
      enquiryContent: input.content,
      serviceNumber: input.serviceNumber,
      answer: input.answer,
      recorder: input.recorder,
    },
    stored: {
      channel: request.channel,
      receivedAt: request.receivedAt,
      ...(input.recorder === undefined ? { unrecorded: true } : {}),
    },
  });
}

/** The dossier as whoever works on it finds it: a record that nobody of the house recorded is theirs from here on. */
export function takenUp(dossier: Dossier, actor: StepActor): Dossier {
  const record = consultationOf(dossier);
  if (actor.kind !== 'staff' || record?.state !== 'open' || record.stored['unrecorded'] !== true) return dossier;
  const { unrecorded: _until, ...stored } = record.stored;
  const taken = { ...record, stored, values: { recorder: actor.name, ...record.values } };
  return { ...dossier, records: dossier.records.map((known) => (known.id === record.id ? taken : known)) };
}

/** Fills cells of the open consultation record; a frozen one stays as it is. */
export function fillConsultation(draft: Draft, values: Readonly<Record<string, unknown>>): void {
  const record = consultationOf(draft.dossier());
  if (record === undefined || record.state !== 'open') return;
  draft.record(record.id, { values: { ...record.values, ...filled(values) } });
}

/** The answer of a request that has none on its record yet: what was said first stays. */
export function fillFirstAnswer(draft: Draft, answer: string): void {
  if (consultationOf(draft.dossier())?.values['answer'] === undefined) fillConsultation(draft, { answer });
}

/** Further handling is needed: the record names the task order, whose number is printed as soon as it has one. */
export function linkTaskOrder(draft: Draft, orderId: string): void {
  const record = consultationOf(draft.dossier());
  if (record === undefined || record.state !== 'open') return;
  draft.record(record.id, {
    values: { ...record.values, furtherHandling: 'yes' },
    stored: { ...record.stored, taskOrderId: orderId },
  });
}

/** The order that the record names is taken back and none takes its place: the record says no more that one deals with it. */
export function unlinkTaskOrder(draft: Draft, orderId: string): void {
  const record = consultationOf(draft.dossier());
  if (record === undefined || record.state !== 'open' || record.stored['taskOrderId'] !== orderId) return;
  const { furtherHandling: _yes, taskOrderNumber: _number, ...values } = record.values;
  const { taskOrderId: _order, ...stored } = record.stored;
  draft.record(record.id, { values, stored });
}

/**
 * The number of the task order stands on the record as soon as the order has one (forms.md, common rules), and on no record that says 否.
 * Asked by whoever issues numbers: until then the decision knows none.
 */
export function withPrintedNumber(dossier: Dossier): Dossier {
  const record = consultationOf(dossier);
  if (record === undefined || record.state !== 'open') return dossier;
  const values = record.values['furtherHandling'] === 'yes' ? closingValues(dossier, record) : withoutNumber(record.values);
  if (values['taskOrderNumber'] === record.values['taskOrderNumber']) return dossier;
  return { ...dossier, records: dossier.records.map((known) => (known.id === record.id ? { ...known, values } : known)) };
}

function withoutNumber({ taskOrderNumber: _number, ...values }: RecordState['values']): RecordState['values'] {
  return values;
}

/** Cells that a record still lacks before it may close: an answer, or the printed number of the task order where it says that more is to be done. */
export function lacksOfConsultation(dossier: Dossier): readonly string[] {
  const record = consultationOf(dossier);
  if (record === undefined) return [FORM];
  const missing = missingFields({
    definition: definitionOf(FORM),
    values: valuesOf({ ...record, values: closingValues(dossier, record) }),
    moment: 'close',
    signed: [],
  });
  return missing.flatMap(({ anyOf }) => anyOf);
}

/** The end of the request freezes its record; 是 without an order that has a number is none: nothing further is done any more. */
export function freezeConsultation(draft: Draft): void {
  const dossier = draft.dossier();
  const record = consultationOf(dossier);
  if (record === undefined || record.state !== 'open') return;
  const values = closingValues(dossier, record);
  const further = values['furtherHandling'] === 'yes' && values['taskOrderNumber'] !== undefined ? 'yes' : 'no';
  draft.record(record.id, { state: 'frozen', values: { ...values, furtherHandling: further } });
}

/** A request that goes on after its end goes on with a new revision of its record, which names the old one and why. */
export function reviseConsultation(draft: Draft, reason: string): void {
  const dossier = draft.dossier();
  const old = consultationOf(dossier);
  const terms = formTerms(dossier, FORM);
  if (old === undefined || old.state !== 'frozen' || terms === undefined) return;
  reviseRecord(draft, old, { terms, reason });
}

function closingValues(dossier: Dossier, record: RecordState): RecordState['values'] {
  const orderId = record.stored['taskOrderId'];
  const number = typeof orderId === 'string' ? recordOfOrder(dossier, 'taskOrder', orderId)?.recordNumber : undefined;
  const furtherHandling = record.values['furtherHandling'] ?? 'no';
  return filled({
    ...record.values,
    furtherHandling,
    // `next` is issued with this very decision and is not printed yet; a record that says no more is to be done names no order.
    taskOrderNumber: furtherHandling === 'yes' && number !== 'next' ? number : undefined,
  });
}
