/** What a schema of zod knows at a place: its keys, its words, its kinds of values. */
import { z } from 'zod';
import type { PlanPath } from './plan-diagnostic.schema.ts';

/** The schema of what stands at a path; of a union, the first branch that knows the path. */
export function schemaAt(schema: z.core.$ZodType, path: PlanPath): z.core.$ZodType | undefined {
  const [step, ...rest] = path;
  if (step === undefined) return schema;
  const inner = plain(schema);
  if (inner instanceof z.ZodUnion)
    return inner.options.map((option) => schemaAt(option, path)).find((found) => found !== undefined);
  if (inner instanceof z.ZodRecord) return schemaAt(inner.valueType, rest);
  if (inner instanceof z.ZodArray) return schemaAt(inner.element, rest);
  if (!(inner instanceof z.ZodObject)) return undefined;
  const next = Object.hasOwn(inner.shape, step) ? inner.shape[step] : inner.def.catchall;
  return next === undefined || next instanceof z.ZodNever ? undefined : schemaAt(next, rest);
}

/** Keys that a schema knows; of a union, those of every branch. */
export function keysOfSchema(schema: z.core.$ZodType | undefined): string[] {
  if (schema === undefined) return [];
  const inner = plain(schema);
  if (inner instanceof z.ZodUnion) return inner.options.flatMap(keysOfSchema);
  if (inner instanceof z.ZodRecord) return inner.keyType instanceof z.ZodEnum ? inner.keyType.options.map(String) : [];
  return inner instanceof z.ZodObject ? Object.keys(inner.shape) : [];
}

/** The words of which one has to stand there. */
export function wordsOfSchema(schema: z.core.$ZodType | undefined): string[] {
  const inner = schema === undefined ? undefined : plain(schema);
  return inner instanceof z.ZodEnum ? inner.options.map(String) : [];
}

/** The most that a number may be where one may stand; undefined where none may. */
export function numberAtMost(schema: z.core.$ZodType | undefined): number | undefined {
  if (schema === undefined) return undefined;
  const inner = plain(schema);
  if (inner instanceof z.ZodUnion) return inner.options.map(numberAtMost).find((most) => most !== undefined);
  return inner instanceof z.ZodNumber ? (inner.maxValue ?? Infinity) : undefined;
}

/** Whether a duration may stand there. */
export function takesDuration(schema: z.core.$ZodType | undefined): boolean {
  if (schema === undefined) return false;
  const inner = plain(schema);
  return inner instanceof z.ZodUnion
    ? inner.options.some(takesDuration)
    : inner instanceof z.ZodStringFormat && inner.format === 'duration';
}

/** The schema without what makes it optional or gives it another form. */
export function plain(schema: z.core.$ZodType): z.core.$ZodType {
  if (
    schema instanceof z.ZodOptional ||
    schema instanceof z.ZodNullable ||
    schema instanceof z.ZodDefault ||
    schema instanceof z.ZodPrefault
  )
    return plain(schema.unwrap());
  return schema instanceof z.ZodPipe ? plain(schema.in) : schema;
}
