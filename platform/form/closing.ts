import { coveredDigest } from './covered.ts';
import type { BlockClosing, FormDefinition, FormValues } from './definition.schema.ts';
import { coveredFields, statementCloses } from './freezing.rules.ts';

export type ClosingQuestion = {
  readonly definition: FormDefinition;
  readonly block: string;
  readonly closings: readonly BlockClosing[];
  /** The cells as they stand when the block is closed. */
  readonly values: FormValues;
  readonly documentNumber: string;
  readonly documentVersion: string;
};

/** What a closing freezes and the digest that says so. */
export type Closed = { readonly covers: readonly string[]; readonly digest: string };

/** A block closed by its signature: the field it stands in, and the cells with the date beside it. */
export type ClosedBySignature = Closed & { readonly field: string; readonly values: FormValues };

function closed(question: ClosingQuestion, values: FormValues): Closed {
  const { definition, block, closings, documentNumber, documentVersion } = question;
  const covers = coveredFields(definition, block, closings);
  return { covers, digest: coveredDigest({ definition, covers, values, documentNumber, documentVersion }) };
}

/**
 * Closes a block by signature on a local date (`YYYY-MM-DD`): the date beside the signature is one of the covered fields, so it is set first.
 * Throws for a block that no signature closes, or that is closed already: faults of the code.
 */
export function closeBySignature(question: ClosingQuestion, signedOn: string): ClosedBySignature {
  const { definition, block, closings } = question;
  const signature = definition.blocks.find((candidate) => candidate.id === block)?.closing?.signature;
  if (signature === undefined) throw new RangeError(`no signature closes block ${block} of ${definition.id}`);
  if (closings.some((known) => known.block === block))
    throw new RangeError(`block ${block} of ${definition.id} is closed already`);
  const values = { ...question.values, [signature.dateField]: signedOn };
  return { field: signature.field, values, ...closed(question, values) };
}

/** Closes a block by the statement in place of its signature; undefined while that is not given or does not apply. */
export function closeByStatement(question: ClosingQuestion): Closed | undefined {
  const { definition, block, closings, values } = question;
  if (closings.some((known) => known.block === block) || !statementCloses(definition, block, values)) return undefined;
  return closed(question, values);
}

/** Cells of a new revision: what was written stays, the dates beside signatures go with the signatures. */
export function carriedOver(definition: FormDefinition, values: FormValues): FormValues {
  const dates = definition.blocks.flatMap((block) => block.closing?.signature?.dateField ?? []);
  return Object.fromEntries(Object.entries(values).filter(([field]) => !dates.includes(field)));
}
