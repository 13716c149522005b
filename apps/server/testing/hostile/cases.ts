import fc from 'fast-check';
import { bodiesOf, commandsOf, type BodySchema, type Known } from './bodies.ts';
import type { Endpoint } from './endpoints.ts';

/** What is sent to an endpoint, written out: some of it is nothing that an object of ours could hold. */
export interface HostileCase {
  readonly url: string;
  /** JSON, or what is passed off as it; undefined where nothing is sent. */
  readonly payload: string | undefined;
  /** Holds a member or parameter that the endpoint does not know: whatever else is right, it must be refused. */
  readonly unknownName: boolean;
}

/** No shape of ours has it. */
const UNKNOWN = 'unheardOf';

/** Cases for one endpoint; `ids` stand in its path. */
export function casesOf(endpoint: Endpoint, known: Known, ids: readonly string[]): fc.Arbitrary<HostileCase> {
  return fc
    .tuple(pathOf(endpoint, known, ids), queryOf(endpoint, known), payloadOf(endpoint, known))
    .map(([path, query, { payload, unknownName }]) => ({
      url: query.text === '' ? path : `${path}?${query.text}`,
      payload,
      unknownName: unknownName || query.unknownName,
    }));
}

const PATH_ENDS = ['x', '0', 'null', '%00', '%ff', '..%2f..%2fetc', '%F0%9F%98%80', "'%3b--", '__proto__', 'a'.repeat(200)];

function pathOf(endpoint: Endpoint, known: Known, ids: readonly string[]): fc.Arbitrary<string> {
  const names = Object.keys(endpoint.inPath);
  const oneOf = (name: string): fc.Arbitrary<string> =>
    fc.oneof(
      { arbitrary: fc.constantFrom(...(name === 'id' ? ids : namedIn(known, name))), weight: 12 },
      { arbitrary: fc.uuid(), weight: 1 },
      { arbitrary: fc.constantFrom(...PATH_ENDS), weight: 1 },
    );
  return fc
    .tuple(...names.map(oneOf))
    .map((values) => names.reduce((path, name, index) => path.replace(`{${name}}`, () => values[index] ?? ''), endpoint.path));
}

function namedIn(known: Known, name: string): readonly string[] {
  return (known.fitting[name] ?? known.codes).map((value) => encodeURIComponent(String(value)));
}

/** Values to stand behind: beyond all times and numbers, of another list, or none. */
const OUTLANDISH =
  'abc||0|-1|1e999|infinity|-infinity|294277-01-01|2026-13-45|NaN|2026-10-03 14:00:00+00|1790000000000|SR-2026-0001|{}|\\x00|4713-01-01 BC'
    .split('|')
    .concat('9'.repeat(300));

/** Places in a list that nobody was given: of other kinds, beyond all times and numbers, or none. */
function cursorsOf(known: Known): fc.Arbitrary<string> {
  const values = [...OUTLANDISH, null, 7, {}, []];
  const written = fc
    .tuple(fc.constantFrom<unknown>(...values), fc.constantFrom<unknown>(...known.ids, 'x', null, '-'.repeat(36)))
    .map((place) => Buffer.from(JSON.stringify(place)).toString('base64url'));
  return fc.oneof({ arbitrary: written, weight: 5 }, { arbitrary: fc.string({ maxLength: 600 }), weight: 1 });
}

function queryOf(endpoint: Endpoint, known: Known): fc.Arbitrary<{ text: string; unknownName: boolean }> {
  const parameter = (name: string, schema: BodySchema): fc.Arbitrary<readonly (readonly [string, string])[]> => {
    const fitting = known.fitting[name]?.map(asText);
    const any = name === 'cursor' ? cursorsOf(known) : bodiesOf(schema, known).map(asText);
    const value = fitting === undefined ? any : fc.oneof({ arbitrary: fc.constantFrom(...fitting), weight: 3 }, any);
    return fc.oneof(
      { arbitrary: fc.constant([]), weight: fitting === undefined ? 20 : 2 },
      { arbitrary: value.map((one) => [[name, one]] as const), weight: name === 'cursor' ? 6 : 3 },
      { arbitrary: fc.tuple(value, value).map((both) => both.map((one) => [name, one] as const)), weight: 1 },
    );
  };
  const odd = fc.constantFrom<readonly [string, string]>(
    [UNKNOWN, '1'],
    ['__proto__', 'x'],
    ['constructor[prototype][a]', '1'],
    ['limit[]', '1'],
    ['', ''],
  );
  return fc
    .tuple(
      fc.tuple(...Object.entries(endpoint.inQuery).map(([name, schema]) => parameter(name, schema))),
      fc.oneof({ arbitrary: fc.constant(null), weight: 14 }, { arbitrary: odd, weight: 1 }),
    )
    .map(([usual, more]) => ({
      text: [...usual.flat(), ...(more === null ? [] : [more])]
        .map((pair) => pair.map((part) => encodeURIComponent(part.toWellFormed())).join('='))
        .join('&'),
      unknownName: more?.[0] === UNKNOWN,
    }));
}

function asText(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
}

interface Payload {
  readonly payload: string | undefined;
  readonly unknownName: boolean;
}

function payloadOf({ body, method }: Endpoint, known: Known): fc.Arbitrary<Payload> {
  if (method === 'GET' || body === undefined) return fc.constant({ payload: undefined, unknownName: false });
  const usual = commandsOf(body, known).map((value) => JSON.stringify(value) ?? 'null');
  return fc.oneof(
    { arbitrary: usual.map((payload) => ({ payload, unknownName: false })), weight: 8 },
    { arbitrary: usual.map((text) => ({ payload: withMember(text, `"${UNKNOWN}":1`), unknownName: true })), weight: 1 },
    {
      arbitrary: fc
        .tuple(usual, fc.constantFrom(...SPOILT), fc.nat())
        .map(([text, spoil, at]) => ({ payload: spoil(text, at), unknownName: false })),
      weight: 4,
    },
  );
}

/** Puts a member before all others of an object; what is none stays as it is. */
function withMember(text: string, member: string): string {
  return text.startsWith('{') ? text.replace(/^\{\s*/, text === '{}' ? `{${member}` : `{${member},`) : text;
}

/** Replaces one of its values that are texts, chosen by a number. */
function inPlaceOfOne(value: string): (text: string, at: number) => string {
  return (text, at) => {
    const places = [...text.matchAll(/:"(?:[^"\\]|\\.)*"/g)];
    const place = places[at % Math.max(1, places.length)];
    return place === undefined ? value : `${text.slice(0, place.index)}:${value}${text.slice(place.index + place[0].length)}`;
  };
}

/** How a text of JSON is spoilt. */
const SPOILT: readonly ((text: string, at: number) => string)[] = [
  (text) => withMember(text, '"__proto__":{"isAdmin":true}'),
  (text) => withMember(text, '"constructor":{"prototype":{"isAdmin":true}}'),
  (text) => withMember(text, '"commandId":1,"commandId":null'),
  (text) => withMember(text, `"${'n'.repeat(10_000)}":1`),
  (text, at) => text.slice(0, at % (text.length + 1)),
  (text) => `${text}${text}`,
  (text) => `\ufeff${text}`,
  (text) => `[${text}]`,
  ...['1e400', '-0', '1e-400', '123456789012345678901234567890', '-9223372036854775809', '0.1e1', 'null', 'true', '[]', '{}'].map(
    inPlaceOfOne,
  ),
  ...['"\\ud800"', '"\\u0000"', '"\\u202e\\u2066"', '"9999-99-99T99:99:99Z"', '"+275760-09-13T00:00:00Z"'].map(inPlaceOfOne),
  inPlaceOfOne(`"${'长'.repeat(100_000)}"`),
  inPlaceOfOne(`[${Array.from({ length: 5_000 }, () => '"x"').join()}]`),
  ...[31, 33, 3_000].map((depth) => inPlaceOfOne(`${'['.repeat(depth)}${']'.repeat(depth)}`)),
  inPlaceOfOne(`${'{"a":'.repeat(2_000)}1${'}'.repeat(2_000)}`),
  ...['', 'null', '1', '"x"', '[]', '{', 'undefined', '{"a":1,}', "{'a':1}", '\u0000'].map((whole) => () => whole),
];
