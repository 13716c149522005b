import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { FlowView } from '../flow-view/flow-view.schema.ts';
import { withRoom } from './flow-room.rules.ts';

type Node = FlowView['nodes'][number];

/** Two rows, the second entered from above on the left as the drawing folds them. */
function folded(below: readonly string[], status: Node['status'] = 'ahead'): FlowView {
  const node = (name: string, x: number, y: number): Node => ({
    id: name,
    label: { zh: name, en: name },
    x,
    y,
    status: name === below[1] ? status : 'ahead',
    at: null,
  });
  const turn = [
    { x: 0, y: 0 },
    { x: -21, y: 0 },
    { x: -21, y: 54 },
    { x: 0, y: 54 },
  ];
  return {
    flow: 'drawn',
    version: 1,
    width: 228,
    height: 54,
    nodes: [node('Classified', 0, 0), ...below.map((name, index) => node(name, index * 57, 54))],
    edges: [{ from: 'Classified', to: below[0] ?? '', points: turn, taken: true, loop: false, label: null }],
  };
}
const drawn = (flow: FlowView) => withRoom(flow, ({ zh }) => zh);
const nameAt = (flow: FlowView, id: string) => drawn(flow).nodes.find((node) => node.id === id)?.nameAt;

describe('a flow has room for its names', () => {
  const short = folded(['处理', '恢复', '解决']);
  const long = folded(['Treatment', 'Restored', 'Resolved'], 'current');
  it('short names leave the layout as it is', () => {
    const { height, edges, nodes } = drawn(short);
    assert.deepEqual([height, edges], [short.height, short.edges]);
    assert.deepEqual(
      nodes.map(({ x, y }) => [x, y]),
      short.nodes.map(({ x, y }) => [x, y]),
    );
    assert.deepEqual(nameAt(short, '处理'), { x: 0, y: 43 });
  });
  it('a row with names on a second line goes down by it, its ways with it', () => {
    const { height, edges, nodes } = drawn(long);
    assert.equal(height, 65);
    assert.deepEqual(
      nodes.map(({ y }) => y),
      [0, 65, 65, 65],
    );
    assert.deepEqual(
      edges[0]?.points.map(({ y }) => y),
      [0, 0, 65, 65],
    );
    assert.equal(nameAt(long, 'Resolved')?.y, 43);
  });
  it('a long name stands beside the way that turns into its row', () => {
    const left = (nameAt(long, 'Treatment')?.x ?? 0) - (9 * 12 * 0.56) / 2;
    assert.ok(left > -21, `begins at ${left}`);
    assert.equal(nameAt(long, 'Classified')?.x, 0, 'the row that the way leaves has its names above it');
  });
});
