import type { Transaction } from 'kysely';
import type { Tables } from '#centre/schema/tables.ts';
import type { ConsentState, Dossier, RequestState, RequestWords, SubjectKind } from '#flows/dossier/dossier.schema.ts';
import type { StreamEnd } from '#platform/evidence-log/append.ts';
import { later } from '#platform/db/pool.ts';
import { formatInstant, type Instant } from '#platform/time/instant.ts';
import { streamKey } from './dossier.store.ts';
import { writeRecord } from './record-write.store.ts';
import { writeTaskOrder, writeVisit } from './order-write.store.ts';
import { at, chain, needed, ofCustomer, type RowsOwner } from './rows-owner.ts';

export interface DossierChange {
  readonly before: Dossier;
  readonly after: Dossier;
  readonly ends: ReadonlyMap<string, StreamEnd>;
  /** Whether the request itself is new. */
  readonly isNew: boolean;
  /** When a commitment of the request falls due next; left out where no clock was moved. */
  readonly nextDueAt: Instant | null | undefined;
}

/**
 * Stores the difference between a dossier before and after a decision, each row with the new end of its chain.
 * What did not change is not written; a row that exists is never replaced, only moved on.
 */
export function writeDossier(tx: Transaction<Tables>, owner: RowsOwner, change: DossierChange): void {
  const { before, after, ends } = change;
  const endOf =
    (kind: SubjectKind) =>
    (id: string): StreamEnd | undefined =>
      ends.get(streamKey(kind, id));
  const [orderEnd, visitEnd, recordEnd] = [endOf('taskOrder'), endOf('siteVisit'), endOf('record')];
  const requestEnd = endOf('serviceRequest')(after.request.id);
  if (change.isNew)
    insertRequest(tx, owner, {
      request: after.request,
      planId: after.surroundings.planId,
      words: after.words,
      end: requestEnd,
      nextDueAt: change.nextDueAt,
    });
  else if (after.request !== before.request || requestEnd !== undefined || change.nextDueAt !== undefined)
    updateRequest(tx, after, { end: requestEnd, nextDueAt: change.nextDueAt });
  for (const order of changed(before.taskOrders, after.taskOrders, orderEnd))
    writeTaskOrder(tx, owner, { order, isNew: isNew(before.taskOrders, order), end: orderEnd(order.id) });
  for (const visit of changed(before.visits, after.visits, visitEnd))
    writeVisit(tx, owner, { visit, isNew: isNew(before.visits, visit), end: visitEnd(visit.id) });
  for (const record of changed(before.records, after.records, recordEnd)) {
    const known = before.records.find((old) => old.id === record.id);
    writeRecord(tx, owner, { record, known, end: recordEnd(record.id) });
  }
  for (const consent of changed(before.consents, after.consents, () => undefined)) writeConsent(tx, owner, consent);
}

function changed<T extends { id: string }>(
  before: readonly T[],
  after: readonly T[],
  endOf: (id: string) => StreamEnd | undefined,
): T[] {
  return after.filter((entry) => endOf(entry.id) !== undefined || before.find((old) => old.id === entry.id) !== entry);
}

function isNew(before: readonly { id: string }[], entry: { id: string }): boolean {
  return !before.some((old) => old.id === entry.id);
}

function requestColumns(request: RequestState) {
  return {
    kind: request.kind,
    severity: request.severity,
    flow: request.flow,
    flow_version: request.flowVersion,
    state: request.state,
    road: request.road,
    round: request.round,
    customer_id: request.customerId,
    project_id: request.projectId,
    site_id: request.siteId,
    contact_id: request.contactId,
    asset_id: request.assetId,
    owner_unit_id: request.ownerUnitId,
    owner_person_id: request.ownerPersonId,
    closed_at: at(request.closedAt),
    details: JSON.stringify(request.details),
  };
}

function insertRequest(
  tx: Transaction<Tables>,
  owner: RowsOwner,
  fresh: {
    request: RequestState;
    planId: string;
    words: RequestWords;
    end: StreamEnd | undefined;
    nextDueAt: Instant | null | undefined;
  },
): void {
  const { request, words } = fresh;
  const { seq, hash } = needed(fresh.end);
  later(
    tx,
    tx.insertInto('pledge.service_request').values({
      provider_id: owner.providerId,
      id: request.id,
      number: request.number,
      plan_id: fresh.planId,
      channel: request.channel,
      received_at: formatInstant(request.receivedAt),
      title: words.title,
      content: words.content,
      enquirer_name: words.enquirerName,
      enquirer_phone: words.enquirerPhone,
      enquirer_email: words.enquirerEmail,
      symptom: words.symptom,
      service_number: words.serviceNumber,
      first_answer: words.answer,
      external_id: request.details.imported?.externalId,
      ...requestColumns(request),
      next_due_at: at(fresh.nextDueAt),
      seq,
      last_hash: hash,
      version: 1,
    }),
  );
}

function updateRequest(
  tx: Transaction<Tables>,
  { request, surroundings }: Dossier,
  moved: { end: StreamEnd | undefined; nextDueAt: Instant | null | undefined },
): void {
  const due = moved.nextDueAt === undefined ? {} : { next_due_at: at(moved.nextDueAt) };
  later(
    tx,
    tx
      .updateTable('pledge.service_request')
      .set((expression) => ({
        ...requestColumns(request),
        plan_id: surroundings.planId,
        version: expression('version', '+', 1),
        ...due,
        ...chain(moved.end),
      }))
      .where('id', '=', request.id),
  );
}

function writeConsent(tx: Transaction<Tables>, owner: RowsOwner, consent: ConsentState): void {
  later(
    tx,
    tx
      .insertInto('pledge.consent')
      .values({
        provider_id: owner.providerId,
        id: consent.id,
        customer_id: ofCustomer(owner),
        request_id: owner.requestId,
        visit_id: consent.visitId,
        scope: consent.scope,
        what: consent.what,
        why: consent.why,
        given_by: consent.givenBy,
        means: consent.means,
        refused: consent.refused,
        from_at: formatInstant(consent.from),
        until_at: at(consent.until),
        withdrawn_at: at(consent.withdrawnAt),
      })
      .onConflict((conflict) =>
        conflict
          .columns(['provider_id', 'id'])
          .doUpdateSet({ until_at: at(consent.until), withdrawn_at: at(consent.withdrawnAt) }),
      ),
  );
}
