/** The plan's format for editors: JSON Schema (2020-12) with what each field says, for completion, hover and refusal. */
import { z } from 'zod';
import { fieldText } from './plan-fields.rules.ts';
import { servicePlanSchema } from './plan.schema.ts';

/** The part of JSON Schema that the plan's format needs. */
export interface JsonSchema {
  description?: string;
  type?: string;
  format?: string;
  pattern?: string;
  const?: string | number | boolean;
  enum?: readonly (string | number | boolean)[];
  default?: unknown;
  properties?: Record<string, JsonSchema>;
  required?: readonly string[];
  additionalProperties?: boolean | JsonSchema;
  propertyNames?: JsonSchema;
  items?: JsonSchema;
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
}

/** Formats that only the product knows, as patterns for editors; what a pattern cannot say `pledge plan check` does. */
const PATTERNS: Readonly<Record<string, string>> = {
  dateRange: String.raw`^\d{4}-\d{2}-\d{2}(/\d{4}-\d{2}-\d{2})?$`,
  hours: String.raw`^\d{1,2}:[0-5]\d-\d{1,2}:[0-5]\d$`,
};

/** JSON Schema of what an author may write; every field has its description, Chinese first. */
export function planJsonSchema(): JsonSchema {
  const schema = z.toJSONSchema(servicePlanSchema, { io: 'input', reused: 'inline', override: plainFormat }) as JsonSchema;
  describeFields(schema, []);
  return schema;
}

/** Validators refuse a format that they do not know. A date is one of theirs. */
function plainFormat({ jsonSchema }: { jsonSchema: z.core.JSONSchema.BaseSchema }): void {
  const { format } = jsonSchema;
  if (format === undefined || format === 'date') return;
  delete jsonSchema.format;
  const pattern = PATTERNS[format];
  if (pattern !== undefined) jsonSchema.pattern = pattern;
}

function describeFields(schema: JsonSchema, place: readonly string[]): void {
  // A key is text whatever it looks like: editors that read YAML take `2:` for a number and would refuse it.
  delete schema.propertyNames?.type;
  for (const { key, field } of fieldsOf(schema)) {
    const at = [...place, key];
    const text = key === '*' ? undefined : fieldText(at);
    if (text !== undefined) field.description = `${text.zh}\n${text.en}`;
    describeFields(field, at);
  }
  for (const branch of branchesOf(schema)) describeFields(branch, place);
}

/** Fields of a mapping by their names, entries of a list or of names that the plan gives as `*`. */
export function fieldsOf(schema: JsonSchema): { key: string; field: JsonSchema }[] {
  const named = Object.entries(schema.properties ?? {}).map(([key, field]) => ({ key, field }));
  const others = [schema.additionalProperties, schema.items].filter((field) => typeof field === 'object');
  return [...named, ...others.map((field) => ({ key: '*', field }))];
}

/** The ways in which a value may be written. */
export function branchesOf(schema: JsonSchema): readonly JsonSchema[] {
  return schema.anyOf ?? schema.oneOf ?? [];
}
