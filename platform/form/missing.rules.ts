import type { Condition, FieldValue, FormDefinition, FormValues, Requirement } from './definition.schema.ts';

/** A gap of the form: one of these fields is to be filled. What the screen counts as “还差 n 处”. */
export type MissingFields = { readonly anyOf: readonly string[] };

export type MissingQuestion = {
  readonly definition: FormDefinition;
  readonly values: FormValues;
  /** One of the definition's moments. */
  readonly moment: string;
  /** Signature fields that are signed. */
  readonly signed?: readonly string[];
  /** Requirements that come from elsewhere, a service plan for example. */
  readonly also?: readonly Requirement[];
};

/** White space alone is no entry. */
export function isFilled(value: FieldValue | undefined): boolean {
  if (value === undefined) return false;
  return typeof value === 'string' ? value.trim() !== '' : value.length > 0;
}

/** The chosen ids of a choice, whether one or several are stored. */
export function chosen(value: FieldValue | undefined): readonly string[] {
  if (value === undefined || value === '') return [];
  if (typeof value === 'string') return [value];
  return value.filter((entry): entry is string => typeof entry === 'string');
}

/** An unanswered choice fulfils neither side of a condition. */
export function holds(condition: Condition, values: FormValues): boolean {
  const ids = chosen(values[condition.field]);
  if ('anyOf' in condition) return ids.some((id) => condition.anyOf.includes(id));
  return ids.length > 0 && !ids.some((id) => condition.noneOf.includes(id));
}

/** What is still to be filled before the moment, in the order of the definition. Throws for a moment the form does not know: a fault of the code. */
export function missingFields(question: MissingQuestion): readonly MissingFields[] {
  const { definition, values, moment, signed = [], also = [] } = question;
  const required = definition.required[moment];
  if (required === undefined) throw new RangeError(`${definition.id} knows no moment ${moment}`);
  const filled = (field: string): boolean =>
    definition.fields[field]?.type === 'signature' ? signed.includes(field) : isFilled(values[field]);
  return [...required, ...also]
    .filter((requirement) => requirement.when === undefined || holds(requirement.when, values))
    .filter((requirement) => !requirement.anyOf.some(filled))
    .map((requirement) => ({ anyOf: requirement.anyOf }));
}
