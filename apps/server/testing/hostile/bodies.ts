import fc from 'fast-check';
import { HOSTILE_TEXTS } from './texts.ts';

/** JSON Schema as the API's description gives it, as far as bodies use it. */
export interface BodySchema {
  readonly type?: string;
  readonly properties?: Readonly<Record<string, BodySchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: unknown;
  readonly items?: BodySchema;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly BodySchema[];
  readonly const?: unknown;
  readonly format?: string;
  readonly oneOf?: readonly BodySchema[];
  readonly maxLength?: number;
  readonly maximum?: number;
}

/** What a generated body draws on besides chance: ids that exist and codes that mean something. */
export interface Known {
  readonly ids: readonly string[];
  readonly codes: readonly string[];
  /** Values that fit members of these names wherever they stand. */
  readonly fitting: Readonly<Record<string, readonly unknown[]>>;
}

/** Words that have broken other software, and some that are merely odd. */
const HOSTILE = [...HOSTILE_TEXTS.map(({ text }) => text), '', ' ', '欧阳静', 'ａ'.repeat(60), 'x'.repeat(10_000), 'http://['];
const TIMES = [
  '2026-10-03T22:00:00+08:00',
  '2026-10-03T22:01:59+08:00',
  '2026-10-02T21:59:00+08:00',
  '0001-01-01T00:00:00Z',
  '9999-12-31T23:59:59Z',
  '2026-02-29T00:00:00Z',
  '2026-10-04T03:10:00.123456789+14:00',
  '2016-12-31T23:59:60Z',
];

/** What every command carries beside its own members; most are sent plainly, under an id of their own. */
const ENVELOPE = ['commandId', 'occurredAt', 'lateReason', 'sentAt', 'version'];

/** Commands of a shape, with the envelope that a device would send, or might. */
export function commandsOf(schema: BodySchema, known: Known): fc.Arbitrary<unknown> {
  const { properties = {} } = schema;
  const pick = (inside: boolean): Record<string, BodySchema> =>
    Object.fromEntries(Object.entries(properties).filter(([name]) => ENVELOPE.includes(name) === inside));
  const inner = {
    ...schema,
    properties: pick(false),
    required: (schema.required ?? []).filter((name) => !ENVELOPE.includes(name)),
  };
  const own = fc.oneof(bodiesOf(inner, known), nearlyFitting(inner, known));
  if (properties['commandId'] === undefined) return own;
  const odd = bodiesOf({ type: 'object', properties: pick(true), required: [] }, known);
  const envelope = fc.oneof(
    {
      arbitrary: fc.record({ commandId: fc.uuid(), version: fc.integer({ min: 1, max: 12 }) }, { requiredKeys: ['commandId'] }),
      weight: 6,
    },
    { arbitrary: fc.tuple(fc.uuid(), odd).map(([commandId, more]) => ({ commandId, ...(more as object) })), weight: 1 },
  );
  return fc
    .tuple(own, envelope)
    .map(([body, around]) => (typeof body === 'object' && body !== null && !Array.isArray(body) ? { ...body, ...around } : body));
}

/** Bodies that mean something, in which one member at most is whatever its shape allows: they come past the first refusals. */
export function nearlyFitting(schema: BodySchema, known: Known): fc.Arbitrary<Record<string, unknown>> {
  const required = new Set(schema.required ?? []);
  const entries = Object.entries(schema.properties ?? {});
  const member = ([name, one]: [string, BodySchema]): fc.Arbitrary<unknown> => {
    const fits = fittingValues(name, one, known);
    return required.has(name) ? fits : fc.oneof({ arbitrary: fc.constant(undefined), weight: 2 }, { arbitrary: fits, weight: 1 });
  };
  const odd = fc.nat({ max: Math.max(0, entries.length - 1) }).chain((at) => {
    const [name, one] = entries[at] ?? ['', {}];
    return bodiesOf(one, known).map((value) => ({ [name]: value }));
  });
  return fc
    .tuple(fc.tuple(...entries.map(member)), fc.oneof(fc.constant({}), odd))
    .map(([values, change]) => ({ ...Object.fromEntries(entries.map(([name], index) => [name, values[index]])), ...change }));
}

function fittingValues(name: string, schema: BodySchema, known: Known): fc.Arbitrary<unknown> {
  const named = known.fitting[name];
  if (named !== undefined) return fc.constantFrom(...named);
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum);
  if (schema.type === 'string' && schema.format === undefined) return fc.constant('说明');
  if (schema.type === 'boolean') return fc.constant(true);
  if (schema.type === 'array') return fc.array(fittingValues('', schema.items ?? {}, known), { maxLength: 2 });
  if (schema.type === 'object') return nearlyFitting(schema, known);
  return bodiesOf(schema, known);
}

/** Bodies of a shape: mostly as it asks, now and then with a member too few, too many or of another kind. */
export function bodiesOf(schema: BodySchema, known: Known): fc.Arbitrary<unknown> {
  const { type, properties = {}, items } = schema;
  const anyOf = schema.anyOf ?? schema.oneOf;
  const often = (usual: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
    fc.oneof({ arbitrary: usual, weight: 120 }, { arbitrary: fc.jsonValue(), weight: 1 });
  if (schema.enum !== undefined) return often(fc.constantFrom(...schema.enum));
  if ('const' in schema) return often(fc.constant(schema.const));
  if (anyOf !== undefined) return fc.oneof(...anyOf.map((one) => bodiesOf(one, known)));
  if (type === 'string') return often(textsOf(schema, known));
  if (type === 'boolean') return often(fc.boolean());
  if (type === 'integer') return often(fc.constantFrom(1, 2, 0, -1, 2 ** 31, Number.MAX_SAFE_INTEGER));
  if (type === 'number') return often(fc.oneof(fc.double({ noNaN: true }), fc.constantFrom(0, 1, 100, 1e300, -0)));
  if (type === 'array') return often(fc.array(bodiesOf(items ?? {}, known), { maxLength: 4 }));
  if (type !== 'object') return fc.jsonValue();
  const members = fc.record(Object.fromEntries(Object.entries(properties).map(([name, one]) => [name, bodiesOf(one, known)])), {
    requiredKeys: [...(schema.required ?? [])],
  });
  const more = schema.additionalProperties === undefined || schema.additionalProperties === false ? 1 : 10;
  return often(
    fc.oneof(
      { arbitrary: members, weight: 40 },
      {
        arbitrary: fc
          .tuple(members, fc.dictionary(fc.oneof(fc.string(), fc.constantFrom(...known.codes)), fc.jsonValue(), { maxKeys: 3 }))
          .map(([usual, extra]) => ({ ...extra, ...(usual as object) })),
        weight: more,
      },
    ),
  );
}

function textsOf({ format, maxLength = 200 }: BodySchema, known: Known): fc.Arbitrary<unknown> {
  if (format === 'uuid')
    return fc.oneof({ arbitrary: fc.constantFrom(...known.ids), weight: 4 }, { arbitrary: fc.uuid(), weight: 1 });
  if (format === 'date-time') return fc.constantFrom(...TIMES);
  return fc.oneof(
    { arbitrary: fc.constantFrom(...known.codes), weight: 6 },
    { arbitrary: fc.string({ unit: 'grapheme', minLength: 1, maxLength: Math.min(maxLength, 40) }), weight: 2 },
    { arbitrary: fc.constantFrom(...HOSTILE), weight: 1 },
  );
}
