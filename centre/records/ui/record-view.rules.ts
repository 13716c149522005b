import type { NextEvent } from '#centre/requests/requests.schema.ts';
import type { FormDefinition } from '#platform/form/definition.schema.ts';
import { strokesSchema } from '#platform/form/signature.schema.ts';
import type { RecordView } from '../records.schema.ts';
import type { PaperSignature } from './paper.schema.ts';

/** The form of a record as its view carries it: drawn from the same definition that enforces and prints it. */
export function definitionOfView(record: RecordView): FormDefinition {
  return record.definition as FormDefinition;
}

/** Cells are written on the sheet itself, blocks signed on their line: only what is left stands as steps. */
const onTheSheet = new Set(['fillRecord', 'signRecord']);

export function fillStep(record: RecordView): NextEvent | undefined {
  return (record.next as readonly NextEvent[]).find((event) => event.event === 'fillRecord');
}

export function otherSteps(record: RecordView): readonly NextEvent[] {
  return (record.next as readonly NextEvent[]).filter((event) => !onTheSheet.has(event.event));
}

export function signaturesOf(record: RecordView): readonly PaperSignature[] {
  return record.signed.map((signature) => {
    const strokes = strokesSchema.safeParse(signature.strokes);
    return {
      field: signature.field,
      name: signature.name,
      at: signature.at,
      means: signature.means,
      strokes: strokes.success ? strokes.data : null,
    };
  });
}
