import { sql, type Selectable, type Transaction, type Updateable } from 'kysely';
import type { RowFault, RowFaultCode } from '#centre/history/index.ts';
import type { Tables } from '#centre/schema/tables.ts';
import { formatInstant, type Instant } from '#platform/time/instant.ts';
import { AT_WORK } from './history-import.schema.ts';

type Tx = Transaction<Tables>;

export type StoredImport = Selectable<Tables['pledge.history_import']> & {
  readonly file_name: string;
  readonly file_size: number;
  readonly digest: string;
  readonly person: string | null;
};

/** Of rows with a fault so many are kept: beyond that the map is wrong and not the rows. */
export const FAULTS_KEPT = 20_000;
const LISTED = 50;
const INSERTED_AT_ONCE = 500;

function imports(tx: Tx) {
  return tx
    .selectFrom('pledge.history_import as import')
    .innerJoin('pledge.file as file', (join) =>
      join.onRef('file.provider_id', '=', 'import.provider_id').onRef('file.id', '=', 'import.file_id'),
    )
    .innerJoin('pledge.person as person', (join) =>
      join.onRef('person.provider_id', '=', 'import.provider_id').onRef('person.id', '=', 'import.person_id'),
    )
    .selectAll('import')
    .select(['file.name as file_name', 'file.size as file_size', 'file.digest', 'person.name as person']);
}

/** The latest first. */
export function listImports(tx: Tx): Promise<StoredImport[]> {
  return imports(tx).orderBy('import.uploaded_at', 'desc').orderBy('import.id', 'desc').limit(LISTED).execute();
}

export function findImport(tx: Tx, id: string): Promise<StoredImport | undefined> {
  return imports(tx).where('import.id', '=', id).executeTakeFirst();
}

/** The same, held for the change. */
export function lockImport(tx: Tx, id: string): Promise<StoredImport | undefined> {
  return imports(tx).where('import.id', '=', id).forUpdate('import').executeTakeFirst();
}

export async function insertImport(
  tx: Tx,
  about: { providerId: string; id: string; personId: string; fileId: string; now: Instant },
): Promise<void> {
  const at = formatInstant(about.now);
  await tx
    .insertInto('pledge.history_import')
    .values({
      provider_id: about.providerId,
      id: about.id,
      person_id: about.personId,
      file_id: about.fileId,
      state: 'uploaded',
      uploaded_at: at,
      changed_at: at,
    })
    .execute();
}

export async function changeImport(
  tx: Tx,
  id: string,
  change: { readonly now: Instant; readonly set: Updateable<Tables['pledge.history_import']> },
): Promise<void> {
  await tx
    .updateTable('pledge.history_import')
    .set({ ...change.set, changed_at: formatInstant(change.now) })
    .where('id', '=', id)
    .execute();
}

/** Takes the import that waits longest and that no other worker holds. A worker that was killed holds it no longer than it said. */
export async function claimImport(
  tx: Tx,
  claim: { readonly holder: string; readonly now: Instant; readonly until: Instant },
): Promise<StoredImport | undefined> {
  const found = await imports(tx)
    .where('import.state', 'in', AT_WORK)
    .where((or) =>
      or.or([
        or('import.held_until', 'is', null),
        or('import.held_until', '<', formatInstant(claim.now) as never),
        or('import.held_by', '=', claim.holder),
      ]),
    )
    .orderBy('import.changed_at')
    .limit(1)
    .forUpdate('import')
    .skipLocked()
    .executeTakeFirst();
  if (found === undefined) return undefined;
  await tx
    .updateTable('pledge.history_import')
    .set({ held_by: claim.holder, held_until: formatInstant(claim.until) })
    .where('id', '=', found.id)
    .execute();
  return found;
}

/** Says that a worker is still at an import, where it is its own; else false. */
export async function keepHolding(
  tx: Tx,
  claim: { readonly id: string; readonly holder: string; readonly until: Instant },
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('pledge.history_import')
    .set({ held_until: formatInstant(claim.until) })
    .where('id', '=', claim.id)
    .where('held_by', '=', claim.holder)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Rows with a fault, each once however often it is told. */
export async function keepFaults(
  tx: Tx,
  about: { providerId: string; importId: string },
  faults: readonly RowFault[],
): Promise<void> {
  const { count } = await tx
    .selectFrom('pledge.history_import_fault')
    .select((select) => select.fn.countAll<string>().as('count'))
    .where('import_id', '=', about.importId)
    .executeTakeFirstOrThrow();
  const kept = faults.slice(0, Math.max(0, FAULTS_KEPT - Number(count)));
  for (let from = 0; from < kept.length; from += INSERTED_AT_ONCE) {
    await tx
      .insertInto('pledge.history_import_fault')
      .values(
        kept.slice(from, from + INSERTED_AT_ONCE).map((fault) => ({
          provider_id: about.providerId,
          import_id: about.importId,
          line: fault.line,
          column_name: fault.column ?? '',
          code: fault.code,
          value: fault.value,
          external_id: fault.externalId,
          cells: JSON.stringify(fault.cells),
          words: fault.words === undefined ? null : JSON.stringify(fault.words),
        })),
      )
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
}

export async function forgetFaults(tx: Tx, importId: string): Promise<void> {
  await tx.deleteFrom('pledge.history_import_fault').where('import_id', '=', importId).execute();
}

/** In the order of the log. */
export async function faultsOf(tx: Tx, importId: string, limit: number): Promise<RowFault[]> {
  const rows = await tx
    .selectFrom('pledge.history_import_fault')
    .selectAll()
    .where('import_id', '=', importId)
    .orderBy('line')
    .orderBy('column_name')
    .orderBy('code')
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    line: row.line,
    column: row.column_name === '' ? null : row.column_name,
    // Written by `keepFaults` and nobody else.
    code: row.code as RowFaultCode,
    value: row.value,
    externalId: row.external_id,
    cells: row.cells,
    ...(row.words === null ? {} : { words: row.words }),
  }));
}

/** The plan in force for a project, by its code. */
export async function planInForce(tx: Tx, projectCode: string): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`select plan.id from pledge.service_plan plan
    join pledge.project project on project.provider_id = plan.provider_id and project.id = plan.project_id
    where project.code = ${projectCode} and plan.status = 'active'`.execute(tx);
  return rows[0]?.id ?? null;
}
