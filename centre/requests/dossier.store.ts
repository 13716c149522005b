import { sql, type Transaction } from 'kysely';
import { clockMemoryOf, NOTHING_HEARD, type ClockMemory } from '#centre/commitments/index.ts';
import type {
  Dossier,
  RecordState,
  RequestState,
  SubjectKind,
  Surroundings,
  TaskOrderState,
  VisitState,
} from '#flows/dossier/dossier.schema.ts';
import type { Tables } from '#centre/schema/tables.ts';
import type { StreamEnd } from '#platform/evidence-log/append.ts';
import { instant, type Instant } from '#platform/time/instant.ts';
import { loadSurroundings } from './surroundings.store.ts';

/** Where the chains of a dossier's streams end. A task order and its sheet share an id, so the kind is part of the key. */
export type StreamEnds = Map<string, StreamEnd>;

export function streamKey(kind: SubjectKind, id: string): string {
  return `${kind}/${id}`;
}

export interface LoadedDossier {
  readonly dossier: Dossier;
  readonly ends: StreamEnds;
  /** What the request's clocks were told, where it was locked to tell them more. */
  readonly memory: ClockMemory;
  /** The plan that the request's clocks run under. */
  readonly planId: string;
  /** What the database's clock said once the row was held, epoch milliseconds: later than that of everyone who held it before. */
  readonly databaseNow: number;
}

/** Turns a nullable epoch into an instant. */
export function maybeInstant(at: number | null): Instant | null {
  return at === null ? null : instant(at);
}

/**
 * Loads a request with all that hangs on it. With `lock` its row is held until the end of the transaction:
 * every command on a dossier goes through it, so that orders, visits and records of one request never change side by side.
 * Null where it does not exist or row-level security hides it: the two must look alike.
 */
export async function loadDossier(
  tx: Transaction<Tables>,
  requestId: string,
  options: { lock: boolean; now: Instant },
): Promise<LoadedDossier | null> {
  const query = tx.selectFrom('pledge.service_request').selectAll().where('id', '=', requestId);
  const orderIds = tx.selectFrom('pledge.task_order').select('id').where('request_id', '=', requestId);
  const recordIds = tx.selectFrom('pledge.record').select('id').where('request_id', '=', requestId);
  // In one message, in this order: who waits for the lock reads what was committed meanwhile.
  const [row, told, orders, assignees, visits, consents, records, signatures, memory] = await Promise.all([
    (options.lock ? query.forUpdate() : query).executeTakeFirst(),
    sql<{ now: number }>`select (extract(epoch from clock_timestamp()) * 1000)::bigint as now`.execute(tx),
    tx.selectFrom('pledge.task_order').selectAll().where('request_id', '=', requestId).orderBy('id').execute(),
    tx.selectFrom('pledge.task_assignee').selectAll().where('task_order_id', 'in', orderIds).orderBy('level').execute(),
    tx.selectFrom('pledge.site_visit').selectAll().where('request_id', '=', requestId).orderBy('id').execute(),
    tx.selectFrom('pledge.consent').selectAll().where('request_id', '=', requestId).orderBy('id').execute(),
    tx.selectFrom('pledge.record').selectAll().where('request_id', '=', requestId).orderBy('id').execute(),
    tx.selectFrom('pledge.record_signature').selectAll().where('record_id', 'in', recordIds).orderBy('signed_at').execute(),
    options.lock ? clockMemoryOf(tx, requestId) : NOTHING_HEARD,
  ]);
  if (row === undefined) return null;
  const surroundings: Surroundings = await loadSurroundings(tx, {
    customerId: row.customer_id,
    projectId: row.project_id,
    planId: row.plan_id,
    now: options.now,
  });

  const ends: StreamEnds = new Map();
  for (const [kind, subjects] of [
    ['serviceRequest', [row]],
    ['taskOrder', orders],
    ['siteVisit', visits],
    ['record', records],
  ] as const) {
    for (const subject of subjects) ends.set(streamKey(kind, subject.id), { seq: subject.seq, hash: subject.last_hash });
  }

  const request: RequestState = {
    id: row.id,
    state: row.state,
    flowVersion: row.flow_version,
    version: row.version,
    number: row.number,
    flow: row.flow,
    kind: row.kind,
    severity: row.severity,
    channel: row.channel,
    road: row.road as RequestState['road'],
    round: row.round,
    customerId: row.customer_id,
    projectId: row.project_id,
    siteId: row.site_id,
    contactId: row.contact_id,
    assetId: row.asset_id,
    ownerUnitId: row.owner_unit_id,
    ownerPersonId: row.owner_person_id,
    receivedAt: instant(row.received_at),
    closedAt: maybeInstant(row.closed_at),
    details: row.details,
  };
  const dossier: Dossier = {
    request,
    words: {
      title: row.title,
      content: row.content,
      symptom: row.symptom,
      enquirerName: row.enquirer_name,
      enquirerPhone: row.enquirer_phone,
      enquirerEmail: row.enquirer_email,
      serviceNumber: row.service_number,
      answer: row.first_answer,
    },
    taskOrders: orders.map((order): TaskOrderState => ({
      id: order.id,
      state: order.state,
      flowVersion: order.flow_version,
      version: order.version,
      urgent: order.urgent,
      proposerId: order.proposer_id,
      leaderId: order.leader_id,
      serviceMode: order.service_mode,
      requiredBy: maybeInstant(order.required_by),
      issuedAt: maybeInstant(order.issued_at),
      approveBy: maybeInstant(order.approve_by),
      approvedAt: maybeInstant(order.approved_at),
      assignees: assignees
        .filter((line) => line.task_order_id === order.id)
        .map((line) => ({ personId: line.person_id, unitId: line.unit_id, level: line.level })),
      details: order.details,
    })),
    visits: visits.map((visit): VisitState => ({
      id: visit.id,
      state: visit.state,
      flowVersion: visit.flow_version,
      version: visit.version,
      taskOrderId: visit.task_order_id,
      siteId: visit.site_id,
      level: visit.level,
      details: visit.details,
    })),
    consents: consents.map((consent) => ({
      id: consent.id,
      visitId: consent.visit_id,
      scope: consent.scope,
      what: consent.what,
      why: consent.why,
      givenBy: consent.given_by,
      means: consent.means,
      refused: consent.refused,
      from: instant(consent.from_at),
      until: maybeInstant(consent.until_at),
      withdrawnAt: maybeInstant(consent.withdrawn_at),
    })),
    records: records.map((record): RecordState => ({
      id: record.id,
      form: record.form,
      state: record.state,
      taskOrderId: record.task_order_id,
      documentNumber: record.document_number,
      documentVersion: record.document_version,
      recordNumber: record.record_number,
      values: record.field_values,
      stored: record.stored,
      voidReason: record.void_reason,
      voidedAt: maybeInstant(record.voided_at),
      replacesId: record.replaces_id,
      createdAt: instant(record.created_at),
      version: record.version,
      signatures: signatures
        .filter((signature) => signature.record_id === record.id)
        .map((signature) => ({
          id: signature.id,
          field: signature.field,
          block: signature.block,
          signerName: signature.signer_name,
          signerRole: signature.signer_role,
          personId: signature.person_id,
          contactId: signature.contact_id,
          means: signature.means as RecordState['signatures'][number]['means'],
          strokes: signature.strokes,
          covers: signature.covers,
          digest: signature.digest,
          at: instant(signature.signed_at),
        })),
    })),
    surroundings,
  };
  return { dossier, ends, memory, planId: surroundings.planId, databaseNow: told.rows[0]?.now ?? options.now };
}
