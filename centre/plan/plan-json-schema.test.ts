import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { fieldKey, PLAN_FIELDS } from './plan-fields.rules.ts';
import { samplePlanText, secondPlanText } from './plan-file.fixture.ts';
import { branchesOf, fieldsOf, planJsonSchema, type JsonSchema } from './plan-json-schema.rules.ts';
import { readYaml } from './yaml-document.rules.ts';

const schema = planJsonSchema();
const validate = new Ajv2020({ allErrors: true, formats: { date: true } }).compile(schema);

/** Every place of the format at which a field has a name, with what editors show of it. */
function namedFields(of: JsonSchema, place: readonly string[]): { place: readonly string[]; field: JsonSchema }[] {
  const own = fieldsOf(of).flatMap(({ key, field }) => {
    const at = [...place, key];
    return [...(key === '*' ? [] : [{ place: at, field }]), ...namedFields(field, at)];
  });
  return [...own, ...branchesOf(of).flatMap((branch) => namedFields(branch, place))];
}
const fields = namedFields(schema, []);

/** A copy of the sample with one value put at a path. */
function sampleWith(path: readonly string[], value: unknown): unknown {
  const plan = structuredClone(readYaml(samplePlanText).value);
  const holder = path.slice(0, -1).reduce<unknown>((inner, key) => (inner as Record<string, unknown>)[key], plan);
  (holder as Record<string, unknown>)[path.at(-1) ?? ''] = value;
  return plan;
}

test('a validator of JSON Schema accepts the plans of the project', () => {
  const incident = readFileSync(new URL('../../plans/incident-log-plan.yaml', import.meta.url), 'utf8');
  for (const text of [samplePlanText, secondPlanText, incident])
    assert.ok(validate(readYaml(text).value), JSON.stringify(validate.errors?.[0]));
});

test('a key that the format does not know is refused wherever it stands', () => {
  for (const path of [
    ['slas'],
    ['plan', 'titel'],
    ['clocks', 'response', 'limmit'],
    ['calendars', 'office', 'ours'],
    ['quality', 'objectives', 'satisfaction', 'target', 'over'],
    ['forms', 'taskOrder', 'numbr'],
  ]) {
    assert.ok(!validate(sampleWith(path, 'x')), path.join('.'));
    assert.ok(
      validate.errors?.some(({ params }) => params['additionalProperty'] === path.at(-1)),
      `${path.join('.')}: ${JSON.stringify(validate.errors)}`,
    );
  }
});

test('a value that is no duration, date, interval, word or name is refused', () => {
  for (const [path, value] of [
    [['clocks', 'callBack', 'limit'], '15 min'],
    [['complaints', 'calendar'], 'round the clock'],
    [['calendars', 'office', 'hours', 'mon'], ['8.30-17.00']],
    [['calendars', 'office', 'extraOff'], ['1 May']],
    [['clocks', 'callBack', 'start'], 'called'],
    [['plan', 'revision'], 'one'],
  ] as const)
    assert.ok(!validate(sampleWith(path, value)), path.join('.'));
});

test('every field says in both languages what it is, and nothing is described that the format does not have', () => {
  assert.ok(fields.length > 700, `${fields.length} fields`);
  for (const { place, field } of fields) {
    const [zh = '', en = ''] = field.description?.split('\n') ?? [];
    assert.match(zh, /\p{Script=Han}/u, place.join('.'));
    assert.match(en, /^[^\p{Script=Han}]+$/u, place.join('.'));
  }
  const used = new Set(fields.map(({ place }) => fieldKey(place)));
  assert.deepEqual(
    Object.keys(PLAN_FIELDS.en).filter((key) => !used.has(key)),
    [],
  );
});

test('a key is of no type: editors that read YAML take the round `2:` for a number', () => {
  const rounds = schema.properties?.['complaints']?.properties?.['escalateAfterRounds'];
  assert.deepEqual(Object.keys(rounds?.propertyNames ?? {}), ['pattern']);
});
