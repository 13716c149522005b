import type { RecordState } from '#flows/dossier/dossier.schema.ts';
import { definitionOf, valuesOf } from '#flows/dossier/forms.rules.ts';
import { coveredDigest } from '#platform/form/covered.ts';

/**
 * SHA-256 of all cells of a record as they stand, with its form, document number and version: what the foot shows on the screen and on paper,
 * so that a sheet in the hand can be checked against the record. A signature has a digest of its own, of what it covers.
 */
export function contentDigestOf(record: RecordState): string {
  const definition = definitionOf(record.form);
  return coveredDigest({
    definition,
    covers: Object.keys(definition.fields).filter((field) => definition.fields[field]?.type !== 'signature'),
    values: valuesOf(record),
    documentNumber: record.documentNumber,
    documentVersion: record.documentVersion,
  });
}
