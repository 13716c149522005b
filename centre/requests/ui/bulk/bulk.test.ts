import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { BULK_AT_MOST } from '../../bulk/bulk-actions.ts';
import type { BulkVerdict } from '../../bulk/bulk.schema.ts';
import { batchOf, countsOf, pendingOf, readBatch, undoOf, waitsFor, withResults, type Batch } from './batch.rules.ts';
import { allOf, extended, NOTHING_SELECTED, shownOf, toggled } from './selection.rules.ts';

const order = ['a', 'b', 'c', 'd', 'e'];
const label = { zh: '移交请求', en: 'Hand over' };

describe('rows are selected', () => {
  it('one by one, and left out again', () => {
    const one = toggled(toggled(NOTHING_SELECTED, 'b'), 'd');
    assert.deepEqual(shownOf(one, order), ['b', 'd']);
    assert.deepEqual(shownOf(toggled(one, 'b'), order), ['d']);
  });

  it('as a range from where it began, in both directions, beside what was selected before', () => {
    const begun = toggled(NOTHING_SELECTED, 'c');
    assert.deepEqual(shownOf(extended(begun, order, 'e'), order), ['c', 'd', 'e']);
    assert.deepEqual(shownOf(extended(extended(begun, order, 'd'), order, 'a'), order), ['a', 'b', 'c', 'd']);
    assert.deepEqual(shownOf(extended(NOTHING_SELECTED, order, 'd'), order), ['d']);
  });

  it('no row that is not shown counts, and never more than one batch carries', () => {
    assert.deepEqual(shownOf(allOf(order), ['b', 'z']), ['b']);
    const many = Array.from({ length: BULK_AT_MOST + 50 }, (_, place) => String(place));
    assert.equal(allOf(many).ids.size, BULK_AT_MOST);
    assert.equal(extended(toggled(NOTHING_SELECTED, '0'), many, '249').ids.size, BULK_AT_MOST);
  });
});

const verdict = (id: string, allowed = true): BulkVerdict => ({
  id,
  path: `/api/service-requests/${id}/assign-owner`,
  version: 3,
  allowed,
  reason: null,
  guards: [],
  refusedBy: [],
  leads: null,
});
const batch = (): Batch => {
  let last = 0;
  return batchOf({
    action: 'assignOwner',
    label,
    input: { reason: '交班' },
    verdicts: [verdict('a'), verdict('b', false), verdict('c')],
    names: new Map(order.map((id) => [id, { id, number: `QR-${id}`, title: id }])),
    newId: () => `command-${(last += 1)}`,
  });
};
const done = (commandId: string) => ({ commandId, status: 200, body: { version: 4 } });

describe('a batch', () => {
  it('holds what is allowed, each with its own id and the version that was judged, and is kept as text', () => {
    const made = batch();
    assert.deepEqual(
      made.rows.map(({ id, commandId, body }) => [id, commandId, body]),
      [
        ['a', 'command-1', { reason: '交班', version: 3 }],
        ['c', 'command-2', { reason: '交班', version: 3 }],
      ],
    );
    assert.deepEqual(readBatch(JSON.stringify(made)), made);
    for (const text of ['', '{', '{"rows":[]}', 'null']) assert.equal(readBatch(text), null);
  });

  it('goes on with the same ids however often it is cut off, and every row ends once', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.record({ place: fc.nat(1), status: fc.constantFrom(200, 409, 500, 503) }), { maxLength: 2 })),
        (answers) => {
          let going = batch();
          const ids = going.rows.map(({ commandId }) => commandId);
          for (const answered of answers) {
            const before = going;
            const results = answered.map(({ place, status }) => ({ commandId: ids[place] ?? '', status, body: {} }));
            going = withResults(
              going,
              results.filter(({ commandId }) => pendingOf(before).some((row) => row.commandId === commandId)),
            );
            for (const [place, row] of before.rows.entries())
              if (row.ended !== null) assert.deepEqual(going.rows[place]?.ended, row.ended);
            assert.deepEqual(
              going.rows.map(({ commandId }) => commandId),
              ids,
            );
          }
          const { done: kept, refused, pending } = countsOf(going);
          assert.equal(kept + refused + pending, ids.length);
          assert.equal(pendingOf(going).length, pending);
        },
      ),
    );
  });

  it('waits for another that has not ended, never for itself', () => {
    const made = batch();
    const other: Batch = { ...made, rows: made.rows.map((row) => ({ ...row, commandId: `other-${row.commandId}` })) };
    assert.equal(waitsFor(null, made), false);
    assert.equal(waitsFor(made, made), false, 'what was cut off goes on');
    assert.equal(waitsFor(other, made), true);
    assert.equal(waitsFor(withResults(other, [done('other-command-1')]), made), true, 'one row is still open');
    assert.equal(waitsFor(withResults(other, [done('other-command-1'), done('other-command-2')]), made), false);
  });

  it('is taken back where it was done, with the version that it left; a note is not', () => {
    const refused = { commandId: 'command-2', status: 409, body: { detail: '已改过', commitments: ['C-1'] } };
    const ended = withResults(batch(), [done('command-1'), refused]);
    const undo = undoOf(ended, { label, newId: () => 'undo-1' });
    assert.deepEqual(
      undo?.rows.map(({ path, commandId, body }) => [path, commandId, body]),
      [['/api/service-requests/a/return-owner', 'undo-1', { version: 4 }]],
    );
    assert.equal(undoOf({ ...ended, kind: 'note' }, { label, newId: () => 'x' }), null);
    assert.equal(undo && undoOf(undo, { label, newId: () => 'x' }), null, 'one undo, and none of it');
  });
});
