import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { firstDifference } from './same-answer.ts';

const BEFORE = { items: [{ id: 'a', clocks: [{ due: 5 }, { due: null }] }], total: 1, name: { zh: '到场', en: 'Arrival' } };

describe('an answer after a change of the schema', () => {
  const cases: readonly [string, unknown, string | null][] = [
    ['is the same', structuredClone(BEFORE), null],
    ['may have grown', { ...BEFORE, more: 1, items: [{ ...BEFORE.items[0], colour: 'red' }] }, null],
    ['has another value', { ...BEFORE, total: 2 }, '/total'],
    ['has lost a value', { items: BEFORE.items, name: BEFORE.name }, '/total'],
    [
      'has a null where there was a number',
      { ...BEFORE, items: [{ id: 'a', clocks: [{ due: null }, { due: null }] }] },
      '/items/0/clocks/0/due',
    ],
    [
      'has a number where there was a null',
      { ...BEFORE, items: [{ id: 'a', clocks: [{ due: 5 }, { due: 0 }] }] },
      '/items/0/clocks/1/due',
    ],
    ['has an item more', { ...BEFORE, items: [...BEFORE.items, { id: 'b' }] }, '/items'],
    ['is another kind of thing', [], ''],
    ['says the same in other words', { ...BEFORE, name: { zh: '到场时限', en: 'Arrival on site' } }, null],
    ['says nothing any more', { ...BEFORE, name: null }, '/name'],
  ];
  for (const [name, after, expected] of cases) it(name, () => assert.equal(firstDifference(BEFORE, after), expected));

  it('may have the clocks of a request in another order, but each as it was', () => {
    const clocks = (...ids: string[]) => ({ clocks: ids.map((id) => ({ id, cycle: 1, due: id.length })) });
    assert.equal(firstDifference(clocks('response', 'onSite'), clocks('onSite', 'response')), null);
    assert.equal(firstDifference(clocks('response', 'onSite'), clocks('onSite', 'onSite')), '/clocks/1/id');
  });

  it('may draw a flow otherwise, and with a state more, but not the way that was taken', () => {
    const node = (id: string, status: string, x: number) => ({
      id,
      status,
      at: status === 'ahead' ? null : '2026-10-03',
      x,
      y: 0,
    });
    const drawn = (...nodes: ReturnType<typeof node>[]) => ({ flow: { width: nodes.length * 57, height: 40, nodes, edges: [] } });
    const before = drawn(node('received', 'taken', 0), node('answered', 'current', 57), node('closed', 'ahead', 114));
    const grown = [node('escalated', 'ahead', 57), node('answered', 'current', 114), node('closed', 'ahead', 171)];
    assert.equal(firstDifference(before, drawn(node('received', 'taken', 0), ...grown)), null);
    assert.equal(firstDifference(before, drawn(node('received', 'ahead', 0), ...grown)), '/flow/nodes');
    assert.equal(firstDifference(before, drawn(node('received', 'broken', 0), ...grown)), '/flow/nodes/0/status');
    assert.equal(firstDifference(before, { flow: null }), '/flow');
  });
});
