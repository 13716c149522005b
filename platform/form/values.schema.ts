import { z } from 'zod';
import { unfitCharacter } from '../text/characters.rules.ts';
import type { FieldSpec, FormDefinition, FormValues, ItemSpec } from './definition.schema.ts';

/** One character per line break: a carriage return that is left alone is none of a text's. */
const isPrintable = (text: string): boolean => unfitCharacter(text) === null && !text.includes('\r');

const printable = (maxLength: number): z.ZodString => z.string().max(maxLength).refine(isPrintable, { error: 'unprintable' });

/** A browser sends CR LF; one character per line break is stored, printed and digested. */
const longText = (maxLength: number): z.ZodType<string> =>
  z.preprocess(
    (text) => (typeof text === 'string' ? text.replaceAll('\r\n', '\n') : text),
    printable(maxLength),
  ) as z.ZodType<string>;

const oneLine = (maxLength: number): z.ZodString =>
  printable(maxLength).refine((text) => !/[\n\t\u2028\u2029]/.test(text), { error: 'oneLine' });

const emptyOr = <T extends z.ZodType>(schema: T): z.ZodType => z.union([z.literal(''), schema]);

const ids = (options: readonly { readonly id: string }[]): z.ZodType<string> => {
  const known = options.map((option) => option.id);
  return z.string().refine((id) => known.includes(id), { error: 'unknownChoice' });
};

function itemSchema(item: Readonly<Record<string, ItemSpec>>): z.ZodType {
  const shape: Record<string, z.ZodType> = {};
  for (const [column, spec] of Object.entries(item)) {
    const schema = spec.type === 'text' ? oneLine(spec.maxLength) : ids(spec.options);
    shape[column] = spec.optional ? emptyOr(schema).optional() : spec.type === 'text' ? oneLine(spec.maxLength).min(1) : schema;
  }
  return z.strictObject(shape);
}

/** Undefined for a field that holds no value of its own (a signature). */
function fieldSchema(spec: FieldSpec, several: boolean): z.ZodType | undefined {
  switch (spec.type) {
    case 'text':
      return oneLine(spec.maxLength);
    case 'longText':
      return longText(spec.maxLength);
    case 'date':
      return emptyOr(z.iso.date());
    case 'instant':
      return emptyOr(z.iso.datetime({ offset: true }));
    case 'choice': {
      const one = emptyOr(ids(spec.options));
      if (!several || !spec.severalIfAllowed) return one;
      const unique = z
        .array(ids(spec.options))
        .max(spec.options.length)
        .refine((list) => new Set(list).size === list.length, { error: 'twice' });
      return z.union([one, unique]);
    }
    case 'list':
      return z.array(itemSchema(spec.item)).max(spec.maxItems);
    case 'signature':
      return undefined;
  }
}

export type ValuesOptions = {
  /** Choice fields in which several answers are allowed; only those the definition opens to it count. */
  readonly several?: readonly string[];
};

/**
 * What may be stored of a form: every field may be missing or empty (a draft), unknown fields, unknown
 * choices, over-long and unprintable texts are refused. What must be filled is asked by `missingFields`.
 */
export function valuesSchema(definition: FormDefinition, options: ValuesOptions = {}): z.ZodType<FormValues> {
  const shape: Record<string, z.ZodType> = {};
  for (const [field, spec] of Object.entries(definition.fields)) {
    const schema = fieldSchema(spec, options.several?.includes(field) ?? false);
    if (schema) shape[field] = schema.optional();
  }
  return z.strictObject(shape) as unknown as z.ZodType<FormValues>;
}
