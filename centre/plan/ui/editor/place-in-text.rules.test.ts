import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { samplePlanText } from '../../plan-file.fixture.ts';
import { planJsonSchema } from '../../plan-json-schema.rules.ts';
import { placeInText } from './place-in-text.rules.ts';
import { keysAt, saysAt, schemasAt, valuesAt, type TextPath } from './schema-place.rules.ts';

/** The bar stands for the cursor. */
const placeOf = (text: string) => placeInText(text.replace('|', ''), text.indexOf('|'));

const PLACES: readonly (readonly [text: string, path: TextPath, what: 'key' | 'value'])[] = [
  ['|', [], 'key'],
  ['plan:\n  |', ['plan'], 'key'],
  ['clocks:\n  arrival:\n    |lim', ['clocks', 'arrival'], 'key'],
  ['clocks:\n  arrival: { start: [x], |}', ['clocks', 'arrival'], 'key'],
  ['clocks:\n  arrival: { start: [x], onChange: |}', ['clocks', 'arrival', 'onChange'], 'value'],
  ['clocks:\n  arrival: { bySeverity: { critical: { |', ['clocks', 'arrival', 'bySeverity', 'critical'], 'key'],
  ['clocks:\n  arrival: { stop: [a, |], limit: PT1H }', ['clocks', 'arrival', 'stop', null], 'value'],
  ['clocks:\n  arrival: {\n    start: [x],\n    |\n  }', ['clocks', 'arrival'], 'key'],
  ['clocks:\n  arrival:\n    per: |', ['clocks', 'arrival', 'per'], 'value'],
  ['customer:\n  contacts:\n    - { id: A, |', ['customer', 'contacts', null], 'key'],
  ['customer:\n  contacts:\n    - { id: "A, {B", role: |', ['customer', 'contacts', null, 'role'], 'value'],
  ['customer:\n  sites:\n    - id: A\n      |\n', ['customer', 'sites', null], 'key'],
  ['customer:\n  sites:\n    - |', ['customer', 'sites', null], 'key'],
  ['customer:\n  contacts:\n    - id: A\n      role: |cu\n', ['customer', 'contacts', null, 'role'], 'value'],
  ['a: 1\n# a remark: with a { colon\nplan:\n  title: { zh: 方案, |}', ['plan', 'title'], 'key'],
  ['a: { left: open\nplan:\n  |', ['plan'], 'key'],
];

describe('the place of the cursor in a plan', () => {
  for (const [text, path, what] of PLACES)
    it(`${JSON.stringify(text)} is the ${what} at ${JSON.stringify(path)}`, () => {
      const place = placeOf(text);
      assert.deepEqual([place.path, place.isValue ? 'value' : 'key'], [path, what]);
    });

  it('knows the keys that stand there already', () => {
    assert.deepEqual(placeOf('clocks:\n  arrival: { start: [x], |}').present, ['start']);
    assert.deepEqual(placeOf('customer:\n  sites:\n    - id: A\n      |').present, ['id']);
  });

  it('is one that the format knows, for keys all over the sample plan', () => {
    const schema = planJsonSchema();
    const EVERY = 7;
    const keys = [...samplePlanText.matchAll(/(?<=^|[\s{,])([a-zA-Z]\w*)(?=:\s)/gm)].filter(({ index }, count) => {
      if (count % EVERY !== 0) return false;
      const line = samplePlanText.slice(samplePlanText.lastIndexOf('\n', index) + 1, index);
      return !line.includes('#') && !/"[^"]*$/.test(line.replace(/"[^"]*"/g, ''));
    });
    assert.ok(keys.length > 200, `${keys.length} keys`);
    const astray = keys.flatMap(({ index, 1: key = '' }) => {
      const { path, isValue } = placeInText(samplePlanText, index);
      return isValue || schemasAt(schema, [...path, key]).length === 0 ? [[key, ...path].join(' ')] : [];
    });
    assert.deepEqual(astray, []);
  });
});

describe('what the format says of a place', () => {
  const schema = planJsonSchema();
  it('its keys, in the order of the format, without those that stand there', () => {
    const labels = keysAt(schema, ['plan'], { present: ['id'], language: 'en' }).map(({ label }) => label);
    assert.deepEqual(labels.slice(0, 2), ['title', 'revision']);
    assert.deepEqual(keysAt(schema, ['no', 'such', 'place'], { present: [], language: 'en' }), []);
  });
  it('the values of a choice', () => {
    assert.ok(valuesAt(schema, ['clocks', 'arrival', 'per']).includes('taskOrder'));
    assert.deepEqual(valuesAt(schema, ['customer', 'sites', null, 'isCentral']), ['true', 'false']);
  });
  it('what a field is for, in either language', () => {
    const zh = saysAt(schema, ['clocks', 'arrival', 'limit'], 'zh') ?? '';
    const en = saysAt(schema, ['clocks', 'arrival', 'limit'], 'en') ?? '';
    assert.match(zh, /\p{Script=Han}/u);
    assert.doesNotMatch(en, /\p{Script=Han}/u);
    assert.notEqual(en, '');
  });
});
