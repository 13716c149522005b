/** What the plan's format says of a place in a text, by the way that leads there. */
import type { JsonSchema } from '../../plan-json-schema.rules.ts';

/** Keys from the root; an entry of a list is `null`. */
export type TextPath = readonly (string | null)[];

/** The ways in which the value at a path may be written; none where the format knows no such place. */
export function schemasAt(root: JsonSchema, path: TextPath): JsonSchema[] {
  return path.reduce<JsonSchema[]>((found, step) => found.flatMap((schema) => stepInto(schema, step)), branches(root));
}

function stepInto(schema: JsonSchema, step: string | null): JsonSchema[] {
  const named = step === null ? schema.items : schema.properties?.[step];
  const other = step !== null && typeof schema.additionalProperties === 'object' ? schema.additionalProperties : undefined;
  const next = named ?? other;
  return next === undefined ? [] : branches(next);
}

/** A description stands with the whole, the ways of writing it below. */
function branches(schema: JsonSchema): JsonSchema[] {
  const ways = schema.anyOf ?? schema.oneOf ?? [];
  return [schema, ...ways.flatMap(branches)];
}

/** What the format says of the field at a path, in one language: the first that says anything. */
export function saysAt(root: JsonSchema, path: TextPath, language: 'zh' | 'en'): string | undefined {
  const said = schemasAt(root, path).find(({ description }) => description !== undefined)?.description;
  return said === undefined ? undefined : inLanguage(said, language);
}

/** Descriptions hold both languages, a line each, Chinese first. */
function inLanguage(description: string, language: 'zh' | 'en'): string {
  const [zh = '', en = zh] = description.split('\n');
  return language === 'zh' ? zh : en;
}

export interface Proposal {
  readonly label: string;
  readonly says: string | undefined;
  readonly isNeeded: boolean;
}

/** Keys that a mapping at a path may have, without those that it has. */
export function keysAt(
  root: JsonSchema,
  path: TextPath,
  about: { present: readonly string[]; language: 'zh' | 'en' },
): Proposal[] {
  const found = new Map<string, Proposal>();
  for (const schema of schemasAt(root, path))
    for (const key of Object.keys(schema.properties ?? {}))
      if (!about.present.includes(key) && !found.has(key))
        found.set(key, {
          label: key,
          says: saysAt(root, [...path, key], about.language),
          isNeeded: schema.required?.includes(key) === true,
        });
  return [...found.values()];
}

/** Values that the format knows for a place: of a choice, or true and false. */
export function valuesAt(root: JsonSchema, path: TextPath): string[] {
  const known = schemasAt(root, path).flatMap(({ enum: choices, const: only, type }) => [
    ...(choices ?? []),
    ...(only === undefined ? [] : [only]),
    ...(type === 'boolean' ? [true, false] : []),
  ]);
  return [...new Set(known.map(String))];
}
