import assert from 'node:assert/strict';
import { test } from 'node:test';
import { definitionFaults } from '#platform/form/definition.rules.ts';
import { valuesSchema } from '#platform/form/values.schema.ts';
import { formOf, forms } from './index.ts';
import { filled } from './testing/samples.ts';

test('every form is sound: rows span the raster, each field drawn once and in one block, covers reach upward', () => {
  for (const definition of Object.values(forms)) assert.deepEqual(definitionFaults(definition), [], definition.id);
});

test('a form is found by its identifier and nothing else', () => {
  assert.equal(formOf('taskOrder')?.id, 'taskOrder');
  for (const id of ['', 'toString', '__proto__', 'task-order']) assert.equal(formOf(id), undefined);
});

test('a definition is data: it survives a copy to a worker and to the browser', () => {
  for (const definition of Object.values(forms))
    assert.deepEqual(JSON.parse(JSON.stringify(definition)), structuredClone(definition));
});

test('the worked example fits its forms', () => {
  for (const { definition, values } of Object.values(filled)) assert.deepEqual(valuesSchema(definition).parse(values), values);
});

test('every text of a form has an English one that is no copy', () => {
  const texts = (value: unknown): readonly { zh: string; en: string }[] => {
    if (typeof value !== 'object' || value === null) return [];
    if ('zh' in value && 'en' in value) return [value as { zh: string; en: string }];
    return Object.values(value).flatMap(texts);
  };
  for (const definition of Object.values(forms)) {
    for (const { zh, en } of texts(definition)) {
      assert.match(en, /^[A-Z0-9]/);
      assert.doesNotMatch(en, /[\u4e00-\u9fff]/, zh);
    }
  }
});

const refused: readonly [name: string, form: keyof typeof forms, values: Record<string, unknown>][] = [
  ['an unknown field', 'taskOrder', { stamp: 'x' }],
  ['a signature among the values', 'taskOrder', { leaderSignature: 'x' }],
  ['a choice the form does not offer', 'consultationRecord', { enquiryStage: 'during' }],
  ['two modes where the plan allows one', 'serviceRecord', { serviceMode: ['onSite', 'remote'] }],
  ['two verdicts', 'taskOrder', { approvalVerdict: ['approved', 'rejected'] }],
  ['a day that does not exist', 'serviceRecord', { performedOn: '2026-02-30' }],
  ['a moment without its offset', 'taskOrder', { requiredBy: '2026-10-04T06:10:00' }],
  ['an over-long line', 'consultationRecord', { phone: '1'.repeat(61) }],
  ['a line break in a line', 'consultationRecord', { phone: '1\n2' }],
  ['a null character', 'consultationRecord', { answer: 'a\u0000b' }],
  ['half a surrogate pair', 'consultationRecord', { answer: '\ud83d' }],
  ['a person without a name', 'taskOrder', { assignees: [{ name: '', unit: '本部' }] }],
  ['an unknown column of the list', 'taskOrder', { assignees: [{ name: '甲', salary: '1' }] }],
  ['an unknown level', 'taskOrder', { assignees: [{ name: '甲', level: '3' }] }],
  ['more people than the list holds', 'taskOrder', { assignees: Array.from({ length: 61 }, () => ({ name: '甲' })) }],
  ['a number', 'consultationRecord', { phone: 110 }],
];

for (const [name, form, values] of refused) {
  test(`${name} is refused`, () => assert.equal(valuesSchema(forms[form]).safeParse(values).success, false));
}

const accepted: readonly [name: string, form: keyof typeof forms, values: Record<string, unknown>][] = [
  ['an empty draft', 'serviceRecord', {}],
  ['cleared fields', 'serviceRecord', { performedOn: '', serviceMode: '', performer: '' }],
  ['a text of several lines with a tab and an emoji', 'consultationRecord', { answer: '一\n\t二👍' }],
  ['a person with unit and level left open', 'taskOrder', { assignees: [{ name: '甲', unit: '', level: '' }] }],
];

for (const [name, form, values] of accepted) {
  test(`${name} is accepted`, () => assert.deepEqual(valuesSchema(forms[form]).parse(values), values));
}

test('two modes are accepted where the plan allows several, each once', () => {
  const schema = valuesSchema(forms.serviceRecord, { several: ['serviceMode'] });
  assert.equal(schema.safeParse({ serviceMode: ['onSite', 'remote'] }).success, true);
  assert.equal(schema.safeParse({ serviceMode: ['onSite', 'onSite'] }).success, false);
});

test('line ends of a browser are stored as one character', () => {
  assert.deepEqual(valuesSchema(forms.consultationRecord).parse({ answer: '一\r\n二' }), { answer: '一\n二' });
});
