import { sql, type Expression, type ExpressionBuilder, type SqlBool, type Transaction } from 'kysely';
import type { Tables } from '#centre/schema/tables.ts';
import { formOf } from '#forms/index.ts';
import type { AuditFinding } from '#platform/evidence-log/finding.ts';
import type { FormValues } from '#platform/form/definition.schema.ts';
import { coveredDigest } from '#platform/form/covered.ts';
import { ERASED } from './erased.ts';
import type { LeftByErasures } from './left-by-erasures.store.ts';

const PAGE = 1_000;
const FIRST_ID = '00000000-0000-0000-0000-000000000000';

/** How the event of an erasure names a signature under which it emptied cells, with the digest of what it left there. */
function nameOfSigned(recordId: string, field: string, digest: string): string {
  return `${recordId}/${field}/${digest}`;
}

/**
 * The first signature whose cells are no longer those that were signed. Cells that an erasure emptied are not missed where its event names
 * what it left; erasures of an earlier version name nothing, and what says that it was erased then is passed over.
 */
export async function firstBrokenSignature(tx: Transaction<Tables>, erased: LeftByErasures): Promise<AuditFinding | null> {
  for (let after = FIRST_ID; ;) {
    const rows = await signedCells(tx, (record) => record('id', '>', after), PAGE);
    const broken = rows.find((row) => !holds(row, erased));
    if (broken !== undefined)
      return { fault: 'signature', streamKind: 'record', streamId: broken.id, seq: broken.seq, eventId: null };
    const last = rows.at(-1);
    if (last === undefined) return null;
    after = last.id;
  }
}

/** The first event that names a signature which is no longer there, or no longer what was signed: rows alone could be changed together. */
export async function firstMissingSignature(tx: Transaction<Tables>): Promise<AuditFinding | null> {
  const { rows } = await sql<AuditFinding>`
    select 'signature' as fault, event.stream_kind as "streamKind", event.stream_id as "streamId", event.seq, event.id as "eventId"
    from pledge.event event cross join lateral json_to_recordset(
      case json_typeof(event.payload->'data'->'signed') when 'array' then event.payload->'data'->'signed' else '[]' end)
      as signed (record uuid, field text, digest text)
    where event.provider_id = pledge.current_provider() and event.request_id is not null and not exists (
      select from pledge.record_signature kept where kept.provider_id = event.provider_id and kept.record_id = signed.record
        and kept.field = signed.field and kept.digest = signed.digest)
    order by event.stream_kind collate "C", event.stream_id, event.seq limit 1`.execute(tx);
  return rows[0] ?? null;
}

/** The signatures of these records whose cells are other ones by now, as an erasure names them. */
export async function brokenSignatures(tx: Transaction<Tables>, recordIds: readonly string[]): Promise<string[]> {
  if (recordIds.length === 0) return [];
  const rows = await signedCells(tx, (record) => record('id', 'in', [...recordIds]), recordIds.length);
  return rows.flatMap((row) => {
    const digest = digestOf(row);
    return digest === null || digest === row.digest ? [] : [nameOfSigned(row.id, row.field, digest)];
  });
}

type Which = (record: ExpressionBuilder<Tables, 'pledge.record'>) => Expression<SqlBool>;

/** What records hold and what was signed of it, by id; a record with all its signatures. */
function signedCells(tx: Transaction<Tables>, which: Which, limit: number) {
  const records = tx
    .selectFrom('pledge.record')
    .select(['provider_id', 'id', 'seq', 'form', 'field_values', 'document_number', 'document_version'])
    .where(which)
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('pledge.record_signature as signed')
          .select('signed.id')
          .whereRef('signed.provider_id', '=', 'pledge.record.provider_id')
          .whereRef('signed.record_id', '=', 'pledge.record.id'),
      ),
    )
    .orderBy('id')
    .limit(limit);
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
      'signature.field',
      'signature.covers',
      'signature.digest',
    ])
    .orderBy('record.id')
    .orderBy('signature.signed_at')
    .execute();
}

type SignedCells = Awaited<ReturnType<typeof signedCells>>[number];

/** Of the cells as they are now; null where there is no such form. */
function digestOf(row: SignedCells): string | null {
  const definition = formOf(row.form);
  if (definition === undefined) return null;
  return coveredDigest({
    definition,
    covers: row.covers,
    values: row.field_values as FormValues,
    documentNumber: row.document_number,
    documentVersion: row.document_version,
  });
}

function holds(row: SignedCells, erased: LeftByErasures): boolean {
  const digest = digestOf(row);
  if (digest === null) return false;
  if (digest === row.digest || erased.signatures.has(nameOfSigned(row.id, row.field, digest))) return true;
  const values = row.field_values as FormValues;
  return erased.isUnnamed && row.covers.some((field) => JSON.stringify(values[field] ?? '').includes(ERASED));
}
