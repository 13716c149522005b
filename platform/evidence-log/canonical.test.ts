import assert from 'node:assert/strict';
import { it } from 'node:test';
import fc from 'fast-check';
import { canonicalJson, type Json } from './canonical.ts';

it('spells the example of RFC 8785 as the RFC does', () => {
  const example = JSON.parse(
    String.raw`{"numbers":[333333333.33333329,1E30,4.50,2e-3,0.000000000000000000000000001],"string":"\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/","literals":[null,true,false]}`,
  ) as Json;
  assert.equal(
    canonicalJson(example),
    String.raw`{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\u000f\nA'B\"\\\\\"/"}`,
  );
});

it('sorts keys by code unit, also those that look like numbers', () => {
  const keys = ['b', '9', '10', '\u20ac', '\u00f6', '\u{1f600}', '\ufb33'];
  const sorted = ['10', '9', 'b', '\u00f6', '\u20ac', '\u{1f600}', '\ufb33'];
  assert.equal(
    canonicalJson(Object.fromEntries(keys.map((key) => [key, 1]))),
    `{${sorted.map((key) => `"${key}":1`).join(',')}}`,
  );
});

it('is one for each value, whatever the order of its keys, and reads back as the value', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const json = JSON.parse(JSON.stringify(value)) as Json;
      assert.equal(canonicalJson(json), canonicalJson(turned(json)));
      assert.deepEqual(JSON.parse(canonicalJson(json)), json);
    }),
  );
});

it('leaves out members that are not there, and refuses numbers that JSON has no form for', () => {
  assert.equal(canonicalJson({ b: undefined, a: 1 } as never), '{"a":1}');
  assert.throws(() => canonicalJson(Number.NaN), RangeError);
});

function turned(value: Json): Json {
  if (Array.isArray(value)) return value.map((item) => turned(item as Json));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .map(([key, member]) => [key, turned(member)] as const)
      .reverse(),
  );
}
