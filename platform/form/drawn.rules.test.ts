import assert from 'node:assert/strict';
import { it } from 'node:test';
import fc from 'fast-check';
import { DRAWN, isDrawn } from './drawn.rules.ts';

const line = (...points: [number, number][]) => ({ points: points.map(([x, y]) => ({ x, y })) });
const straight = (count: number, dx: number, dy: number) =>
  line(...Array.from({ length: count }, (_, index): [number, number] => [10 + index * dx, 10 + index * dy]));

const cases: readonly [what: string, strokes: Parameters<typeof isDrawn>[0], drawn: boolean][] = [
  ['nothing at all', undefined, false],
  ['no stroke', [], false],
  ['a stroke without points', [{ points: [] }], false],
  ['a dot', [line([10, 10])], false],
  ['a tap that trembles', [line([10, 10], [11, 10], [10, 11], [11, 11])], false],
  ['taps here and there', [line([10, 10]), line([90, 10]), line([50, 60])], false],
  ['a straight line', [line([1, 1], [90, 60])], false],
  ['a straight line of many points', [straight(40, 3, 2)], false],
  ['a level one', [straight(40, 3, 0)], false],
  ['something too small to be read', [line([1, 1], [9, 4], [12, 9])], false],
  ['coordinates that are no numbers', [line([1, 1], [NaN, 4], [60, 9])], false],
  ['a line that turns', [line([1, 1], [9, 4], [30, 20])], true],
  ['a cross of two straight lines', [straight(9, 5, 0), line([30, 2], [30, 40])], true],
  ['a name', [line([10, 20], [40, 32], [80, 18])], true],
];
for (const [what, strokes, drawn] of cases)
  it(`${what} is ${drawn ? 'drawn' : 'not drawn'}`, () => assert.equal(isDrawn(strokes), drawn));

it('does not depend on where on the pad it is, nor on the direction of the pen', () => {
  const point = fc.record({ x: fc.integer({ min: 0, max: 300 }), y: fc.integer({ min: 0, max: 120 }) });
  const strokes = fc.array(fc.record({ points: fc.array(point, { minLength: 1, maxLength: 8 }) }), {
    minLength: 1,
    maxLength: 3,
  });
  fc.assert(
    fc.property(strokes, fc.integer({ min: -500, max: 500 }), (drawn, by) => {
      const moved = drawn.map(({ points }) => ({ points: points.map(({ x, y }) => ({ x: x + by, y: y - by })) }));
      assert.equal(isDrawn(moved), isDrawn(drawn));
    }),
  );
  assert.ok(DRAWN.points > 2, 'two points are a straight line');
});
