import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { clockMarks, type ClockView } from './clock-view.schema.ts';
import { marksOf, rowOrder, shownInRow } from './strip-order.rules.ts';
import { view } from './ui/testing/clock-view.ts';

const clocks = fc.uniqueArray(
  fc.record({
    id: fc.nat(30).map((n) => `c${n}`),
    mark: fc.constantFrom(...clockMarks),
    dueAt: fc.option(fc.nat(5).map((hour) => `2026-10-04T0${hour}:00:00+08:00`)),
  }),
  { maxLength: 12, selector: ({ id }) => id },
);

describe('a list row', () => {
  it('shows the same of the clocks that it was sent as of all that there are', () => {
    fc.assert(
      fc.property(clocks, (given) => {
        const all: ClockView[] = given.map((clock) => view(clock));
        const { next, further } = shownInRow(all);
        const sent = next === null ? further : [next, ...further];
        assert.ok(sent.length <= 3);
        assert.deepEqual(rowOrder(sent, marksOf(all)), rowOrder(all));
      }),
    );
  });

  it('tells how many there are of every mark that a row may show: shown or counted, none is missing', () => {
    fc.assert(
      fc.property(clocks, (given) => {
        const all = given.map((clock) => view(clock));
        const { next, further, tallies } = rowOrder(all);
        const counted = tallies[0].reduce((sum, [, count]) => sum + count, 0);
        const hidden = all.filter(({ mark }) => mark === 'notStarted' || mark === 'cancelled').length;
        assert.equal(counted + further.length + (next === null ? 0 : 1) + hidden, all.length);
      }),
    );
  });
});
