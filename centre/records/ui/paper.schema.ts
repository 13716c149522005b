import type { FieldSpec, FieldValue, FormDefinition, FormValues } from '#platform/form/definition.schema.ts';

/** One signature as it stands on the sheet. Strokes as the pad gave them; null where it was given by other means. */
export interface PaperSignature {
  readonly field: string;
  readonly name: string;
  readonly at: string;
  readonly means: string;
  readonly strokes: readonly { readonly points: readonly { readonly x: number; readonly y: number }[] }[] | null;
}

/** Everything a cell of the sheet needs to draw itself. */
export interface PaperSheet {
  readonly definition: FormDefinition;
  readonly values: FormValues;
  readonly zone: string;
  /** Fields the person may write now. */
  readonly open: ReadonlySet<string>;
  /** Signature fields the person may sign now. */
  readonly signable: ReadonlySet<string>;
  readonly signatures: readonly PaperSignature[];
  /** Fields that are asked for and still empty: the first of them stands on the soft ground. */
  readonly missing: readonly { readonly anyOf: readonly string[] }[];
  /** Document number of a form, by its identifier: printed before a number of that form. */
  readonly documentNumbers: Readonly<Record<string, string>>;
  readonly onChange: (field: string, value: FieldValue | undefined) => void;
  readonly onSign: (field: string) => void;
}

export function specOf(sheet: Pick<PaperSheet, 'definition'>, field: string): FieldSpec | undefined {
  return sheet.definition.fields[field];
}

/** A label of the form as it is said away from the sheet: without the colon that stands before the place to write. */
export function spoken(label: string): string {
  return label.replace(/[：:]\s*$/, '');
}
