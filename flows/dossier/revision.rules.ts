import type { PlanForm } from '#centre/plan/record.schema.ts';
import { carriedOver } from '#platform/form/closing.ts';
import type { RecordState } from './dossier.schema.ts';
import type { Draft } from './draft.schema.ts';
import { definitionOf, valuesOf } from './forms.rules.ts';

/**
 * Puts a new revision in the place of a record; it names the old one and the reason. The cells come along, the signatures do not. The old record
 * stays readable as it was, void under its own number.
 */
export function reviseRecord(
  draft: Draft,
  record: RecordState,
  revision: { readonly terms: PlanForm; readonly reason: string },
): void {
  const { terms, reason } = revision;
  const id = draft.nextId();
  draft.fire({
    flow: draft.flow('record'),
    subject: { kind: 'record', id: record.id },
    event: 'correctRecord',
    data: { form: record.form, replacedById: id, recordNumber: record.recordNumber },
    texts: { reason },
  });
  draft.record(record.id, {
    state: 'voided',
    voidReason: reason,
    voidedAt: draft.at,
    stored: { ...record.stored, replacedById: id },
  });
  const { closings: _closings, ...stored } = record.stored as Record<string, unknown>;
  draft.openRecord({
    ...record,
    id,
    state: 'open',
    documentNumber: terms.documentNumber,
    documentVersion: terms.documentVersion,
    recordNumber: record.recordNumber === null ? null : 'next',
    values: carriedOver(definitionOf(record.form), valuesOf(record)),
    stored: { ...stored, correctionReason: reason, correctsNumber: record.recordNumber },
    signatures: [],
    voidReason: null,
    voidedAt: null,
    replacesId: record.id,
    createdAt: draft.now,
    version: 1,
  });
}
