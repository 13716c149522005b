import { canonicalJson, type Json } from '#platform/evidence-log/canonical.ts';
import { sha256 } from '#platform/evidence-log/digests.ts';
import type { BlockClosing, FormDefinition, FormValues } from './definition.schema.ts';
import { frozenFields } from './freezing.rules.ts';
import { isFilled } from './missing.rules.ts';

/** Stands inside the digest, so that a digest of a later layout cannot be taken for one of this. */
const LAYOUT = 'form/1';

export type DigestQuestion = {
  readonly definition: FormDefinition;
  /** The fields covered: `coveredFields` when a block closes, the stored `covers` when it is verified. */
  readonly covers: readonly string[];
  readonly values: FormValues;
  readonly documentNumber: string;
  readonly documentVersion: string;
};

/** An empty field and an absent one are the same statement. */
const stated = (values: FormValues, field: string): Json => {
  const value = values[field];
  return value !== undefined && isFilled(value) ? value : null;
};

/**
 * Canonical JSON of exactly the covered fields with document number and version; its digest stands in the
 * signature. The record number is not in it: it is issued later and identifies, it states nothing.
 */
export function coveredDigestInput(question: DigestQuestion): string {
  const { definition, covers, values, documentNumber, documentVersion } = question;
  const unknown = covers.find((field) => definition.fields[field] === undefined);
  if (unknown !== undefined) throw new RangeError(`${definition.id} has no field ${unknown}`);
  const fields = Object.fromEntries(covers.map((field) => [field, stated(values, field)]));
  return canonicalJson({ layout: LAYOUT, form: definition.id, documentNumber, documentVersion, fields });
}

/** SHA-256 of the covered fields, lower-case hexadecimal. */
export function coveredDigest(question: DigestQuestion): string {
  return sha256(coveredDigestInput(question));
}

export type ChangeQuestion = {
  readonly definition: FormDefinition;
  readonly closings: readonly BlockClosing[];
  readonly before: FormValues;
  readonly after: FormValues;
};

/** Frozen fields that the change would alter: correcting these needs a new revision with its reason. */
export function refusedChanges({ definition, closings, before, after }: ChangeQuestion): readonly string[] {
  return [...frozenFields(definition, closings)].filter(
    (field) => canonicalJson(stated(before, field)) !== canonicalJson(stated(after, field)),
  );
}
