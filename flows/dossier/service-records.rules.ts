import { missingFields, type MissingFields } from '#platform/form/missing.rules.ts';
import type { Requirement } from '#platform/form/definition.schema.ts';
import { frozenFields } from '#platform/form/freezing.rules.ts';
import { dateIn } from '#platform/time/local.ts';
import type { Dossier, RecordState } from './dossier.schema.ts';
import type { Draft } from './draft.schema.ts';
import {
  closingsOf,
  definitionOf,
  firstRevisionOf,
  pausesOn,
  recordOfOrder,
  signedFields,
  subjectsOfRecord,
  valuesOf,
} from './forms.rules.ts';
import { openFormRecord } from './records.rules.ts';
import { closeStated } from './signing.rules.ts';
import { silenceKept } from './silence.rules.ts';
import { orderOf, staffOf } from './task-orders.rules.ts';
import { phrasesIn } from './guards/no-forbidden-phrase.ts';
import { messageWordsOf, tellCustomer, timeFor } from './tell-customer.ts';

/** Opens the service record of an order when its work begins, filled in as far as the dossier knows; a second call finds it open. */
export function openServiceRecord(draft: Draft, orderId: string, stored: Readonly<Record<string, unknown>> = {}): void {
  const dossier = draft.dossier();
  const order = orderOf(dossier, orderId);
  if (order === undefined || recordOfOrder(dossier, 'serviceRecord', orderId) !== undefined) return;
  const { plan, assets } = dossier.surroundings;
  const asset = assets.find((known) => known.id === dossier.request.assetId);
  const consultation = dossier.records.findLast((record) => record.form === 'consultationRecord' && record.state !== 'voided');
  openFormRecord(draft, {
    id: draft.nextId(),
    form: 'serviceRecord',
    state: 'open',
    taskOrderId: orderId,
    values: {
      taskOrderNumber: issuedNumber(dossier, orderId),
      performer: order.assignees
        .map(({ personId }) => staffOf(dossier, personId)?.name ?? '')
        .filter(Boolean)
        .join('、'),
      performedOn: dateIn(plan.plan.timezone, draft.at),
      serviceNumber: asset === undefined ? consultation?.values['serviceNumber'] : `${asset.serialNumber ?? ''}（${asset.name}）`,
      problemContent:
        consultation?.values['enquiryContent'] ?? recordOfOrder(dossier, 'taskOrder', orderId)?.values['taskContent'],
      serviceMode: order.serviceMode,
    },
    stored,
  });
}

/** The printed number of an order, once it has one. */
function issuedNumber(dossier: Dossier, orderId: string): string | undefined {
  const number = recordOfOrder(dossier, 'taskOrder', orderId)?.recordNumber;
  return number === 'next' ? undefined : (number ?? undefined);
}

/** True where a step of the work has no place any more: the record of the order is signed, and what is signed takes nothing. */
export function isWorkSigned(dossier: Dossier, orderId?: string): boolean {
  const record = recordToLogIn(dossier, orderId);
  return record !== undefined && isFrozen(record, 'workProcessAndResult');
}

function recordToLogIn(dossier: Dossier, orderId: string | undefined): RecordState | undefined {
  const order = orderId ?? dossier.taskOrders.findLast((known) => known.state === 'inExecution')?.id;
  return order === undefined ? undefined : recordOfOrder(dossier, 'serviceRecord', order);
}

/**
 * A step of the work joins the draft of the course of work in the service record under way: the performer may word it anew before the
 * customer signs. Called by every step that logs work (F11 `act`, F5 `treat`, `restore`), which asks {@link isWorkSigned} before.
 */
export function logStep(draft: Draft, text: string | undefined, orderId?: string): void {
  const dossier = draft.dossier();
  const record = recordToLogIn(dossier, orderId);
  if (text === undefined || record === undefined || isFrozen(record, 'workProcessAndResult')) return;
  const written = record.values['workProcessAndResult'];
  const line = `${timeFor(dossier, draft.at) ?? ''} ${text}`;
  draft.record(record.id, {
    values: {
      ...record.values,
      workProcessAndResult: typeof written === 'string' && written !== '' ? `${written}\n${line}` : line,
    },
  });
}

/** Several things that were said as one line of the course of work: what closed a sentence gives way to what joins them. */
export function inOneLine(said: readonly (string | undefined)[]): string {
  const told = said.flatMap((text) => (text === undefined || text.trim() === '' ? [] : [text.trim()]));
  return told.map((text, place) => (place === told.length - 1 ? text : text.replace(/[。.；;]+$/u, ''))).join('；');
}

export function isFrozen(record: RecordState, field: string): boolean {
  return (
    record.state === 'frozen' ||
    record.state === 'voided' ||
    frozenFields(definitionOf(record.form), closingsOf(record)).has(field)
  );
}

/** Cells that hold the customer's own word: written by their step, under their name. */
export function saidByCustomer({ stored }: Pick<RecordState, 'stored'>): readonly string[] {
  return stored['evaluatedBy'] === 'customer' ? ['customerEvaluation', 'evaluationSource'] : [];
}

/** Writes the number of the order into the record where the order had none when the record was opened. */
export function nameOrder(draft: Draft, orderId: string): void {
  const record = recordOfOrder(draft.dossier(), 'serviceRecord', orderId);
  const number = issuedNumber(draft.dossier(), orderId);
  if (
    record === undefined ||
    number === undefined ||
    record.values['taskOrderNumber'] !== undefined ||
    isFrozen(record, 'taskOrderNumber')
  )
    return;
  draft.record(record.id, { values: { ...record.values, taskOrderNumber: number } });
}

/** What the record lacks before a moment of its form; the plan may ask more for a mode of service. */
export function lacksOf(dossier: Dossier, record: RecordState, moment: string): readonly MissingFields[] {
  const definition = definitionOf('serviceRecord');
  const byMode = dossier.surroundings.plan.forms?.serviceRecord?.requiredByMode ?? {};
  const also = Object.entries(byMode).flatMap(([mode, fields]): Requirement[] =>
    fields
      .filter((field) => definition.fields[field] !== undefined)
      .map((field) => ({ anyOf: [field], when: { field: 'serviceMode', anyOf: [mode] } })),
  );
  // Before the review a signature is asked for; the evaluation in its place may still come.
  const asked = also.filter(
    ({ anyOf }) =>
      moment === 'reviewRecord' ||
      (moment === 'submitRecord' && anyOf.every((field) => definition.fields[field]?.type === 'signature')),
  );
  return missingFields({ definition, values: valuesOf(record), moment, signed: signedFields(record), also: asked });
}

/** The record is complete and, on site, signed: it gets its number, and the clock of its review starts on it. */
export function submitServiceRecord(draft: Draft, orderId: string): void {
  const record = recordOfOrder(draft.dossier(), 'serviceRecord', orderId);
  if (record === undefined) throw new Error(`order ${orderId} has no service record`);
  draft.record(record.id, { recordNumber: record.recordNumber ?? 'next', stored: { ...record.stored, submittedAt: draft.at } });
  closeStated(draft, record.id, 'customer');
  draft.taskOrder(orderId, { details: { recordSubmittedAt: draft.at } });
  draft.fire({
    flow: draft.flow('taskOrder'),
    subject: { kind: 'taskOrder', id: orderId },
    event: 'submitRecord',
    data: { recordId: record.id },
    subjects: subjectsOfRecord(draft.dossier(), orderId, record),
    writes: pausesOn(draft.dossier(), { kind: 'serviceRecord', id: firstRevisionOf(draft.dossier(), record) }),
  });
  finishTask(draft, orderId);
}

/** A request that waited for this order is answered by it (F1 `taskFinished`): the customer is told what was done, and asked whether it helped. */
export function finishTask(draft: Draft, orderId: string): void {
  const { request } = draft.dossier();
  const flow = draft.requestFlow();
  const subject = { kind: 'serviceRequest', id: request.id } as const;
  if (!draft.can(flow, subject, 'taskFinished') || (request.details.taskOrderId ?? orderId) !== orderId) return;
  const { surroundings } = draft.dossier();
  draft.request({ details: { answeredAt: draft.at, ...silenceKept(surroundings, { since: draft.at, reminders: [] }) } });
  draft.fire({ flow, subject, event: 'taskFinished', data: { taskOrderId: orderId } });
  tellCustomer(draft, { text: resultFor(draft.dossier(), orderId), channel: 'web' });
}

/** The performer's own words; those that hold a forbidden phrase stay where they were written, and the record is named instead. */
function resultFor(dossier: Dossier, orderId: string): string {
  const { taskDone, taskDoneOnRecord } = messageWordsOf(dossier);
  const written = recordOfOrder(dossier, 'serviceRecord', orderId)?.values['workProcessAndResult'];
  const mayBeSaid = typeof written === 'string' && written !== '' && phrasesIn(dossier.surroundings.plan, written).length === 0;
  return mayBeSaid ? taskDone.replace('{result}', () => written) : taskDoneOnRecord;
}
