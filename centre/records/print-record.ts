import type { Dossier, RecordState } from '#flows/dossier/dossier.schema.ts';
import { definitionOf, valuesOf } from '#flows/dossier/forms.rules.ts';
import type { PrintedSignature, PrintRequest } from '#platform/print/print.schema.ts';
import { strokesSchema } from '#platform/form/signature.schema.ts';
import { contentDigestOf } from './content-digest.ts';

/** What the printer needs of a record. The code in the foot opens the live record. */
export function printRequestOf(dossier: Dossier, record: RecordState, publicUrl: string): PrintRequest {
  const values = valuesOf(record);
  const signatures = record.signatures.map((signature): [string, PrintedSignature] => {
    const strokes = strokesSchema.safeParse(signature.strokes);
    return [
      signature.field,
      {
        name: signature.signerName,
        at: signature.at,
        means: signature.means,
        ...(strokes.success ? { drawing: { strokes: strokes.data } } : {}),
      },
    ];
  });
  return {
    definition: definitionOf(record.form),
    values,
    documentNumber: record.documentNumber,
    documentVersion: record.documentVersion,
    ...(record.recordNumber === null ? {} : { recordNumber: record.recordNumber }),
    documentNumbers: documentNumbersOf(dossier),
    timeZone: dossier.surroundings.plan.plan.timezone,
    signatures: Object.fromEntries(signatures),
    liveUrl: liveUrlOf(record, publicUrl),
    contentDigest: contentDigestOf(record),
    ...(record.state === 'voided'
      ? { voided: { reason: record.voidReason ?? '', at: record.voidedAt ?? record.createdAt } }
      : {}),
    createdAt: record.createdAt,
  };
}

/** Where the code in the foot leads. */
export function liveUrlOf(record: RecordState, publicUrl: string): string {
  return `${publicUrl}/records/${record.id}`;
}

/** Document numbers of the plan's forms: some are printed before the entries that name them. */
function documentNumbersOf(dossier: Dossier): Record<string, string> {
  const forms = Object.entries(dossier.surroundings.plan.forms ?? {});
  return Object.fromEntries(forms.flatMap(([id, form]) => ('documentNumber' in form ? [[id, form.documentNumber]] : [])));
}
