import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bilingual, definitionFaults } from './definition.rules.ts';
import type { FormDefinition } from './definition.schema.ts';

const label = { zh: '甲', en: 'A' };

const sound: FormDefinition = {
  id: 'slip',
  title: label,
  columns: [10, 20, 20, 20, 20, 10],
  fields: { word: { type: 'text', maxLength: 10, label }, mark: { type: 'signature', label }, day: { type: 'date', label } },
  rows: [
    {
      id: '1',
      cells: [
        { kind: 'label', span: 1, label },
        { kind: 'entry', span: 5, field: 'word' },
      ],
    },
    { id: '2', cells: [{ kind: 'signature', span: 6, label, field: 'mark', dateLabel: label, dateField: 'day' }] },
  ],
  blocks: [
    {
      id: 'all',
      by: ['writer'],
      fields: ['word', 'mark', 'day'],
      closing: { covers: ['word', 'day'], signature: { field: 'mark', dateField: 'day' } },
    },
  ],
  required: { save: [{ anyOf: ['word'] }] },
  course: ['save'],
};

const block = { id: 'all', by: ['writer'], fields: ['word', 'mark', 'day'] };

const faulty: Readonly<Record<string, readonly [change: Partial<FormDefinition>, fault: string]>> = {
  'columns that leave a gap': [{ columns: [10, 20, 20, 20, 20, 9] }, 'columns do not add up to 100'],
  'a row too short': [
    { rows: [{ id: '1', cells: [{ kind: 'entry', span: 5, field: 'word' }] }, ...sound.rows.slice(1)] },
    'row 1 does not span 6 columns',
  ],
  'a field drawn twice': [
    { rows: [...sound.rows, { id: '3', cells: [{ kind: 'entry', span: 6, field: 'word' }] }] },
    'word is not drawn exactly once',
  ],
  'a field of no block': [{ blocks: [{ ...block, fields: ['mark', 'day'] }] }, 'word is not in exactly one block'],
  'a name that stands for no field': [
    { required: { save: [{ anyOf: ['stamp'] }] } },
    'moment save names stamp, which is no field',
  ],
  'a form that cannot be saved': [{ required: {}, course: [] }, 'required says nothing of the moment save'],
  'a course with a moment of which nothing is said': [{ course: ['save', 'close'] }, 'required says nothing of the moment close'],
  'a block that covers what is below it': [
    {
      blocks: [
        { id: 'first', by: ['writer'], fields: ['mark'], closing: { covers: ['word'] } },
        { ...block, id: 'second', fields: ['word', 'day'] },
      ],
    },
    'block first covers word, which is not in it or above it',
  ],
  'a covered signature': [
    { blocks: [{ ...block, closing: { covers: ['mark'] } }] },
    'block all covers mark, which is a signature',
  ],
  'a signature that is none': [
    { blocks: [{ ...block, closing: { covers: [], signature: { field: 'word', dateField: 'day' } } }] },
    'block all is closed by word, which is no signature',
  ],
};

test('a sound definition has no fault', () => assert.deepEqual(definitionFaults(sound), []));

for (const [name, [change, fault]] of Object.entries(faulty)) {
  test(`${name} is told`, () =>
    assert.ok(definitionFaults({ ...sound, ...change }).includes(fault), definitionFaults({ ...sound, ...change }).join('; ')));
}

test('texts of two languages are paired by name', () => {
  assert.deepEqual(bilingual({ yes: '是' }, { yes: 'Yes' }), { yes: { zh: '是', en: 'Yes' } });
});
