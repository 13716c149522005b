import assert from 'node:assert/strict';
import { parseInstant } from '#platform/time/instant.ts';
import type { ClockView } from '../../clock-view.schema.ts';
import { liveClock, type LiveClock } from '../live-clock.rules.ts';

/** A clock at risk in the night of National Day 2026, and whatever a test makes of it. */
export const asOf = '2026-10-04T01:42:00+08:00';
export const H = 3600;

export function view(given: Partial<ClockView>): ClockView {
  return {
    id: 'restoration',
    subject: { kind: 'serviceRequest', id: '1' },
    cycle: 1,
    name: { zh: '恢复正常', en: 'Service restored' },
    commitments: ['C-1.1-07'],
    state: 'running',
    mark: 'running',
    limit: 'PT5H',
    unit: null,
    limitSeconds: 5 * H,
    elapsedSeconds: 12_720,
    remainingSeconds: 5_280,
    remainingDays: null,
    startedAt: '2026-10-03T22:10:00+08:00',
    dueAt: '2026-10-04T03:10:00+08:00',
    stoppedAt: null,
    stopWord: null,
    breached: false,
    breachedAt: null,
    pastBreaches: [],
    lateSeconds: null,
    warnShares: [0.5, 0.8],
    warnAt: ['2026-10-04T00:40:00+08:00', '2026-10-04T02:10:00+08:00'],
    pausedFor: [],
    cancelCause: null,
    provisional: false,
    calendar: {
      id: 'continuous',
      name: { zh: '7×24', en: 'round the clock' },
      kind: 'continuous',
      timezone: 'Asia/Shanghai',
      openNow: true,
      opensAt: null,
      closesAt: null,
      restCause: null,
    },
    asOf,
    ...given,
  };
}
export const office: ClockView['calendar'] = {
  id: 'office',
  name: { zh: '工作时间', en: 'office hours' },
  kind: 'hours',
  timezone: 'Asia/Shanghai',
  openNow: false,
  opensAt: null,
  closesAt: null,
  restCause: 'holiday',
};
export const open: ClockView['calendar'] = { ...office, openNow: true, restCause: null };
export const dates: ClockView['calendar'] = { ...office, kind: 'days', openNow: true, restCause: null };

export function live(given: Partial<ClockView>, now = asOf): LiveClock {
  const at = parseInstant(now);
  assert.ok(at !== undefined);
  return liveClock(view(given), at);
}
