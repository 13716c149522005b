import type { Transaction } from 'kysely';
import type { Tables } from '#centre/schema/tables.ts';
import type { RecordState } from '#flows/dossier/dossier.schema.ts';
import type { StreamEnd } from '#platform/evidence-log/append.ts';
import { later } from '#platform/db/pool.ts';
import { formatInstant } from '#platform/time/instant.ts';
import { at, chain, needed, type RowsOwner } from './rows-owner.ts';

/** Writes a record and the signatures that came with this decision; those that stood there stay as they were given. */
export function writeRecord(
  tx: Transaction<Tables>,
  owner: RowsOwner,
  change: { record: RecordState; known: RecordState | undefined; end: StreamEnd | undefined },
): void {
  const { record, known, end } = change;
  const columns = {
    state: record.state,
    task_order_id: record.taskOrderId,
    record_number: record.recordNumber,
    field_values: JSON.stringify(record.values),
    stored: JSON.stringify(record.stored),
    void_reason: record.voidReason,
    voided_at: at(record.voidedAt),
  };
  if (known === undefined) {
    const { seq, hash } = needed(end);
    later(
      tx,
      tx.insertInto('pledge.record').values({
        provider_id: owner.providerId,
        id: record.id,
        customer_id: owner.customerId,
        project_id: owner.projectId,
        site_id: owner.siteId,
        request_id: owner.requestId,
        form: record.form,
        document_number: record.documentNumber,
        document_version: record.documentVersion,
        replaces_id: record.replacesId,
        created_at: formatInstant(record.createdAt),
        ...columns,
        seq,
        last_hash: hash,
        version: 1,
      }),
    );
  } else {
    later(
      tx,
      tx
        .updateTable('pledge.record')
        .set((expression) => ({ ...columns, version: expression('version', '+', 1), ...chain(end) }))
        .where('id', '=', record.id),
    );
  }
  const signed = new Set(known?.signatures.map((signature) => signature.id));
  const fresh = record.signatures.filter((signature) => !signed.has(signature.id));
  if (fresh.length === 0) return;
  later(
    tx,
    tx.insertInto('pledge.record_signature').values(
      fresh.map((signature) => ({
        provider_id: owner.providerId,
        id: signature.id,
        customer_id: owner.customerId,
        record_id: record.id,
        field: signature.field,
        block: signature.block,
        signer_name: signature.signerName,
        signer_role: signature.signerRole,
        person_id: signature.personId,
        contact_id: signature.contactId,
        means: signature.means,
        strokes: signature.strokes === null || signature.strokes === undefined ? null : JSON.stringify(signature.strokes),
        covers: [...signature.covers],
        digest: signature.digest,
        signed_at: formatInstant(signature.at),
        recorded_at: formatInstant(owner.now),
      })),
    ),
  );
}
