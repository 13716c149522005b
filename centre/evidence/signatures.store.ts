import type { Transaction } from 'kysely';
import type { Tables } from '#centre/schema/tables.ts';
import { formOf } from '#forms/index.ts';
import type { AuditFinding } from '#platform/evidence-log/finding.ts';
import type { FormValues } from '#platform/form/definition.schema.ts';
import { coveredDigest } from '#platform/form/covered.ts';
import { ERASED } from './erased.ts';

const PAGE = 1_000;
const FIRST_ID = '00000000-0000-0000-0000-000000000000';

/**
 * The first signature whose cells are no longer those that were signed. Cells that an erasure emptied are not missed: they say so,
 * and the erasure stands in the evidence of the contact.
 */
export async function firstBrokenSignature(tx: Transaction<Tables>): Promise<AuditFinding | null> {
  for (let after = FIRST_ID; ;) {
    const rows = await signedCells(tx, after);
    const broken = rows.find((row) => !holds(row));
    if (broken !== undefined)
      return { fault: 'signature', streamKind: 'record', streamId: broken.id, seq: broken.seq, eventId: null };
    const last = rows.at(-1);
    if (last === undefined) return null;
    after = last.id;
  }
}

/** What the next records hold and what was signed of it; a record with all its signatures. */
function signedCells(tx: Transaction<Tables>, after: string) {
  const records = tx
    .selectFrom('pledge.record')
    .select(['provider_id', 'id', 'seq', 'form', 'field_values', 'document_number', 'document_version'])
    .where('id', '>', after)
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('pledge.record_signature as signed')
          .select('signed.id')
          .whereRef('signed.provider_id', '=', 'pledge.record.provider_id')
          .whereRef('signed.record_id', '=', 'pledge.record.id'),
      ),
    )
    .orderBy('id')
    .limit(PAGE);
  return tx
    .selectFrom(records.as('record'))
    .innerJoin('pledge.record_signature as signature', (join) =>
      join.onRef('signature.provider_id', '=', 'record.provider_id').onRef('signature.record_id', '=', 'record.id'),
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
}

function holds(row: Awaited<ReturnType<typeof signedCells>>[number]): boolean {
  const definition = formOf(row.form);
  if (definition === undefined) return false;
  const values = row.field_values as FormValues;
  const { covers } = row;
  const digest = coveredDigest({
    definition,
    covers,
    values,
    documentNumber: row.document_number,
    documentVersion: row.document_version,
  });
  return digest === row.digest || covers.some((field) => JSON.stringify(values[field] ?? '').includes(ERASED));
}
