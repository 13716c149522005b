import type { SignatureInput } from '#platform/flow/fields.ts';
import type { StepActor } from '#platform/flow/step.ts';
import type { Draft } from './draft.schema.ts';
import { recordOfOrder } from './forms.rules.ts';
import { openServiceRecord } from './service-records.rules.ts';
import { ownSigner, paperOf, signBlock } from './signing.rules.ts';
import { factsOf } from './task-orders.rules.ts';

/** The leader of the group signs for it; from here the order's own time runs. Fired alone or with F11 `acceptTask`. */
export function acceptOrder(
  draft: Draft,
  orderId: string,
  by: { readonly actor: StepActor; readonly signature: SignatureInput },
): void {
  const record = recordOfOrder(draft.dossier(), 'taskOrder', orderId);
  if (record !== undefined)
    signBlock(draft, record.id, { block: 'acceptance', signature: by.signature, signer: ownSigner(by.actor, 'taskLeader') });
  draft.taskOrder(orderId, { details: { acceptedAt: draft.at } });
  draft.fire({
    flow: draft.flow('taskOrder'),
    subject: { kind: 'taskOrder', id: orderId },
    event: 'accept',
    data: { leaderId: by.actor.personId, ...paperOf(by.signature) },
    fields: factsOf(draft.dossier(), orderId),
  });
}

/** Work begins and with it its record. Fired alone or with F11 `arrive`. */
export function startOrder(draft: Draft, orderId: string, stored: Readonly<Record<string, unknown>> = {}): void {
  draft.taskOrder(orderId, { details: { workStartedAt: draft.at } });
  draft.fire({ flow: draft.flow('taskOrder'), subject: { kind: 'taskOrder', id: orderId }, event: 'startWork' });
  openServiceRecord(draft, orderId, stored);
}

/** Work is done: the clocks of the record and, where nobody was on site, of the evaluation begin. Fired alone or with F11 `requestDeparture`. */
export function finishOrder(draft: Draft, orderId: string): void {
  draft.taskOrder(orderId, { details: { workDoneAt: draft.at } });
  draft.fire({
    flow: draft.flow('taskOrder'),
    subject: { kind: 'taskOrder', id: orderId },
    event: 'finishWork',
    fields: factsOf(draft.dossier(), orderId),
  });
}

/** A reviewed order that is approved is over; its sheet takes nothing more. */
export function closeOrder(draft: Draft, orderId: string): void {
  const record = recordOfOrder(draft.dossier(), 'taskOrder', orderId);
  if (record !== undefined) draft.record(record.id, { state: 'frozen' });
  draft.fire({ flow: draft.flow('taskOrder'), subject: { kind: 'taskOrder', id: orderId }, event: 'close' });
}
