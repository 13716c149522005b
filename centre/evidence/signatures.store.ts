import type { Transaction } from 'kysely';
import type { Tables } from '#centre/schema/tables.ts';
import { formOf } from '#forms/index.ts';
import type { AuditFinding } from '#platform/evidence-log/verify.ts';
import type { FormValues } from '#platform/form/definition.schema.ts';
import { coveredDigest } from '#platform/form/covered.ts';
import { ERASED } from './erased.ts';

/**
 * The first signature whose cells are no longer those that were signed. Cells that an erasure emptied are not missed: they say so,
 * and the erasure stands in the evidence of the contact.
 */
export async function firstBrokenSignature(tx: Transaction<Tables>): Promise<AuditFinding | null> {
  const rows = await tx
    .selectFrom('pledge.record_signature as signature')
    .innerJoin('pledge.record as record', (join) =>
      join.onRef('record.provider_id', '=', 'signature.provider_id').onRef('record.id', '=', 'signature.record_id'),
    )
    .select([
      'record.id',
      'record.seq',
      'record.form',
      'record.field_values',
      'record.document_number',
      'record.document_version',
      'signature.covers',
      'signature.digest',
    ])
    .orderBy('record.id')
    .orderBy('signature.signed_at')
    .execute();
  const broken = rows.find((row) => {
    const definition = formOf(row.form);
    if (definition === undefined) return true;
    const values = row.field_values as FormValues;
    const question = {
      definition,
      covers: row.covers,
      values,
      documentNumber: row.document_number,
      documentVersion: row.document_version,
    };
    if (coveredDigest(question) === row.digest) return false;
    return !row.covers.some((field) => JSON.stringify(values[field] ?? '').includes(ERASED));
  });
  return broken === undefined
    ? null
    : { fault: 'signature', streamKind: 'record', streamId: broken.id, seq: broken.seq, eventId: null };
}
