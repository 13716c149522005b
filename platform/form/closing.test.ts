import assert from 'node:assert/strict';
import { test } from 'node:test';
import { carriedOver, closeBySignature, closeByStatement, type ClosingQuestion } from './closing.ts';
import type { Bilingual, FormDefinition } from './definition.schema.ts';

const label: Bilingual = { zh: '标签', en: 'Label' };
const text = { type: 'text', maxLength: 50, label } as const;

/** A sheet of three parts: what is told, what a guest says or signs, what the house signs. */
const definition: FormDefinition = {
  id: 'sheet',
  title: label,
  columns: [20, 20, 20, 20, 10, 10],
  fields: {
    told: text,
    way: {
      type: 'choice',
      label,
      options: [
        { id: 'here', label },
        { id: 'afar', label },
      ],
    },
    said: text,
    guestSignature: { type: 'signature', label },
    guestOn: { type: 'date', label },
    seen: text,
    houseSignature: { type: 'signature', label },
    houseOn: { type: 'date', label },
  },
  rows: [],
  blocks: [
    { id: 'told', by: ['teller'], fields: ['told', 'way'] },
    {
      id: 'guest',
      by: ['guest'],
      fields: ['said', 'guestSignature', 'guestOn'],
      closing: {
        covers: ['told', 'way', 'said', 'guestOn'],
        signature: { field: 'guestSignature', dateField: 'guestOn' },
        statement: { when: { field: 'way', anyOf: ['afar'] }, fields: ['said'] },
      },
    },
    {
      id: 'house',
      by: ['house'],
      fields: ['seen', 'houseSignature', 'houseOn'],
      closing: {
        covers: ['told', 'said', 'seen', 'houseOn'],
        exceptWhileOpen: ['guest'],
        signature: { field: 'houseSignature', dateField: 'houseOn' },
      },
    },
  ],
  required: {},
  course: [],
};
const question = (over: Partial<ClosingQuestion> = {}): ClosingQuestion => ({
  definition,
  block: 'guest',
  closings: [],
  values: { told: 'a', way: 'here', said: 'b' },
  documentNumber: 'D-1',
  documentVersion: 'A/0',
  ...over,
});

test('a signature sets its date before the digest is taken', () => {
  const closed = closeBySignature(question(), '2026-10-04');
  assert.equal(closed.field, 'guestSignature');
  assert.equal(closed.values['guestOn'], '2026-10-04');
  assert.deepEqual(closed.covers, ['told', 'way', 'said', 'guestOn']);
  assert.notEqual(closed.digest, closeBySignature(question(), '2026-10-05').digest);
});

test('the digest states document number and version, and nothing that is not covered', () => {
  const { digest } = closeBySignature(question(), '2026-10-04');
  assert.notEqual(closeBySignature(question({ documentVersion: 'A/1' }), '2026-10-04').digest, digest);
  assert.equal(
    closeBySignature(question({ values: { told: 'a', way: 'here', said: 'b', seen: 'later' } }), '2026-10-04').digest,
    digest,
  );
});

test('an open block above stays out of what a signature covers', () => {
  assert.deepEqual(closeBySignature(question({ block: 'house' }), '2026-10-04').covers, ['told', 'seen', 'houseOn']);
  const guest = { block: 'guest', means: 'signature', covers: ['told', 'way', 'said', 'guestOn'] } as const;
  assert.deepEqual(closeBySignature(question({ block: 'house', closings: [guest] }), '2026-10-04').covers, [
    'told',
    'said',
    'seen',
    'houseOn',
  ]);
});

test('a block is closed once, and only one that a signature closes', () => {
  const guest = { block: 'guest', means: 'statement', covers: [] } as const;
  assert.throws(() => closeBySignature(question({ closings: [guest] }), '2026-10-04'), RangeError);
  assert.throws(() => closeBySignature(question({ block: 'told' }), '2026-10-04'), RangeError);
});

test('a statement closes in place of a signature only where it applies and is given', () => {
  assert.equal(closeByStatement(question()), undefined);
  assert.equal(closeByStatement(question({ values: { told: 'a', way: 'afar', said: ' ' } })), undefined);
  assert.deepEqual(closeByStatement(question({ values: { told: 'a', way: 'afar', said: 'b' } }))?.covers, [
    'told',
    'way',
    'said',
    'guestOn',
  ]);
});

test('a new revision carries the cells over and leaves the dates of signatures behind', () => {
  assert.deepEqual(carriedOver(definition, { told: 'a', said: 'b', guestOn: '2026-10-04', houseOn: '2026-10-05' }), {
    told: 'a',
    said: 'b',
  });
});
