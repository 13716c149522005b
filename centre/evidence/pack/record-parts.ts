import type { Transaction } from 'kysely';
import { loadDossier } from '#centre/requests/index.ts';
import { printRequestOf } from '#centre/records/index.ts';
import type { Tables } from '#centre/schema/tables.ts';
import { definitionOf, valuesOf } from '#flows/dossier/forms.rules.ts';
import type { RecordState } from '#flows/dossier/dossier.schema.ts';
import { coveredDigestInput } from '#platform/form/covered.ts';
import type { Printer } from '#platform/print/print.ts';
import { formatInstant, type Instant } from '#platform/time/instant.ts';
import { linesOf } from './pack-lines.ts';

export interface RecordParts {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/**
 * The records of a request that have a number, or were signed already: each as it stands in JSON with what was signed of it, and as paper where
 * it has a number and there is a printer.
 */
export async function recordParts(
  tx: Transaction<Tables>,
  about: { readonly requestId: string; readonly now: Instant; readonly publicUrl: string; readonly printer: Printer | null },
): Promise<RecordParts[]> {
  const loaded = await loadDossier(tx, about.requestId, { lock: false, now: about.now });
  const parts: RecordParts[] = [];
  for (const record of loaded?.dossier.records ?? []) {
    const { recordNumber, signatures } = record;
    if (loaded === null || (recordNumber === null && signatures.length === 0)) continue;
    const name = `records/${(recordNumber ?? record.form).replaceAll(/[^\w.-]/g, '_')}-${record.id}`;
    parts.push({ name: `${name}.json`, bytes: linesOf([written(record, about.requestId)]) });
    if (about.printer !== null && recordNumber !== null)
      parts.push({
        name: `${name}.pdf`,
        bytes: await about.printer.print(printRequestOf(loaded.dossier, record, about.publicUrl)),
      });
  }
  return parts;
}

function written(record: RecordState, requestId: string): unknown {
  const values = valuesOf(record);
  const { documentNumber, documentVersion } = record;
  return {
    id: record.id,
    requestId,
    recordNumber: record.recordNumber,
    form: record.form,
    documentNumber,
    documentVersion,
    state: record.state,
    createdAt: formatInstant(record.createdAt),
    values,
    signatures: record.signatures.map(({ field, signerName, signerRole, means, at, covers, digest }) => ({
      field,
      signerName,
      signerRole,
      means,
      at: formatInstant(at),
      digest,
      // What the digest is of, letter by letter, as it stands now.
      signed: coveredDigestInput({ definition: definitionOf(record.form), covers, values, documentNumber, documentVersion }),
    })),
  };
}
