import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseInstant } from '#platform/time/instant.ts';
import type { ClockView } from '../clock-view.schema.ts';
import { hasTurned } from './live-clock.rules.ts';
import { live, office, open, view } from './testing/clock-view.ts';

const MINUTE = 60;
const asOf = '2026-10-08T16:50:00+08:00';
const running: Partial<ClockView> = {
  asOf,
  elapsedSeconds: 3_600,
  remainingSeconds: 3_600,
  calendar: { ...open, closesAt: '2026-10-08T17:00:00+08:00' },
};
const resting: Partial<ClockView> = {
  ...running,
  mark: 'resting',
  calendar: { ...office, opensAt: '2026-10-09T08:30:00+08:00' },
};

describe('a clock of office hours, carried on from what the server told', () => {
  const table: [string, Partial<ClockView>, string, boolean, number][] = [
    ['counts until its office closes', running, '2026-10-08T16:55:00+08:00', true, 5 * MINUTE],
    ['stands still from then on', running, '2026-10-08T18:00:00+08:00', false, 10 * MINUTE],
    ['stands still at risk as well', { ...running, mark: 'warning' }, '2026-10-08T18:00:00+08:00', false, 10 * MINUTE],
    ['rests through the night', resting, '2026-10-09T08:29:59+08:00', false, 0],
    ['goes on when its office opens', resting, '2026-10-09T08:40:00+08:00', true, 10 * MINUTE],
    ['rests for ever where it never opens', { ...resting, calendar: office }, '2026-12-31T12:00:00+08:00', false, 0],
    ['counts nothing while it is paused', { ...running, mark: 'paused' }, '2026-10-08T18:00:00+08:00', false, 0],
  ];
  for (const [name, given, now, ticks, counted] of table)
    it(name, () => {
      const clock = live(given, now);
      assert.deepEqual([clock.ticks, clock.elapsed, clock.remaining], [ticks, 3_600 + counted, 3_600 - counted]);
    });

  it('has turned once its office closed or opened, and not where that is nothing to it', () => {
    const turned = (given: Partial<ClockView>, now: string) => hasTurned(view(given), parseInstant(now) ?? assert.fail());
    assert.ok(!turned(running, '2026-10-08T16:59:59+08:00'));
    assert.ok(turned(running, '2026-10-08T17:00:00+08:00'));
    assert.ok(turned(resting, '2026-10-09T08:30:00+08:00'));
    assert.ok(!turned({ ...running, mark: 'kept' }, '2026-10-09T08:30:00+08:00'));
  });
});
