import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ClockExplanation } from '../clock-view.schema.ts';
import { whyDays } from './why-days.rules.ts';
import { stretchSpan, sumFigure } from './why-words.rules.ts';

type Stretch = ClockExplanation['stretches'][number];
const H = 3600;

function stretch(from: string, to: string, kind: Stretch['kind'], cause: string): Stretch {
  const offset = (text: string) => `2026-${text}:00+08:00`;
  return {
    from: offset(from),
    to: offset(to),
    kind,
    cause,
    label: { zh: '', en: '' },
    note: null,
    pauses: [],
    countedSeconds: 0,
    totalSeconds: 0,
  };
}

function explanation(stretches: readonly Stretch[], dueAt: string, kind: 'hours' | 'continuous' = 'hours'): ClockExplanation {
  const calendar = {
    id: 'office',
    name: { zh: '', en: '' },
    kind,
    timezone: 'Asia/Shanghai',
    openNow: true,
    opensAt: null,
    closesAt: null,
    restCause: null,
  };
  const clock: ClockExplanation['clock'] = {
    id: 'answer',
    subject: { kind: 'serviceRequest', id: '1' },
    cycle: 1,
    name: { zh: '解答', en: 'Answer' },
    commitments: [],
    state: 'running',
    mark: 'running',
    limit: 'PT8H',
    unit: null,
    limitSeconds: 8 * H,
    elapsedSeconds: 0,
    remainingSeconds: 0,
    remainingDays: null,
    startedAt: null,
    dueAt,
    stoppedAt: null,
    stopWord: null,
    breached: false,
    breachedAt: null,
    pastBreaches: [],
    lateSeconds: null,
    warnAt: [],
    warnShares: [],
    pausedFor: [],
    cancelCause: null,
    provisional: false,
    calendar,
    asOf: dueAt,
  };
  return {
    clock,
    plan: { id: '', code: 'SP-1', revision: 1 },
    clauses: [],
    planValue: { zh: '', en: '' },
    calendarHours: null,
    assumed: false,
    stretches: [...stretches],
    sumSeconds: 8 * H,
    dueWithoutPauses: null,
    holidayNotices: [],
  };
}

describe('the days of an explanation across National Day', () => {
  const nationalDay = explanation(
    [
      stretch('09-30T15:30', '09-30T17:00', 'counted', 'workingHours'),
      stretch('09-30T17:00', '10-01T00:00', 'skipped', 'night'),
      stretch('10-01T00:00', '10-08T00:00', 'skipped', 'holiday'),
      stretch('10-08T00:00', '10-08T08:30', 'skipped', 'night'),
      stretch('10-08T08:30', '10-08T11:00', 'counted', 'workingHours'),
      stretch('10-08T11:00', '10-09T15:00', 'paused', 'pause'),
      stretch('10-09T15:00', '10-09T17:00', 'expected', 'workingHours'),
      stretch('10-09T17:00', '10-10T08:30', 'skipped', 'night'),
      stretch('10-10T08:30', '10-10T10:30', 'expected', 'makeUpWorkday'),
    ],
    '2026-10-10T10:30:00+08:00',
  );
  const laid = whyDays(nationalDay);
  const day = (key: string) => laid.days.find((found) => found.key === key);
  it('show the calendar’s hours, also where a clock came late or left early', () =>
    assert.deepEqual([laid.from, laid.to], [8.5 * H, 17 * H]));
  it('are eleven', () => assert.equal(laid.days.length, 11));
  it('mark the holiday as off and closed', () =>
    assert.deepEqual([day('2026-10-04')?.mark, day('2026-10-04')?.open], ['off', false]));
  it('mark the make-up Saturday', () => assert.equal(day('2026-10-10')?.mark, 'makeUp'));
  it('leave a plain day unmarked', () => assert.equal(day('2026-10-08')?.mark, null));
  it('split a pause at midnight and keep it to the hours', () =>
    assert.deepEqual(
      day('2026-10-09')?.bars.map(({ kind }) => kind),
      ['paused', 'expected'],
    ));
  it('stand the due instant in its column alone', () => {
    assert.equal(laid.days.filter((found) => found.due !== null).length, 1);
    assert.ok(Math.abs((day('2026-10-10')?.due ?? 0) - 2 / 8.5) < 0.001);
  });
});

describe('other spans', () => {
  it('round the clock shows whole days, midnight as the foot of the day that ends', () => {
    const laid = whyDays(
      explanation([stretch('10-03T22:10', '10-05T00:00', 'counted', 'continuous')], '2026-10-05T00:00:00+08:00', 'continuous'),
    );
    assert.deepEqual([laid.from, laid.to], [0, 24 * H]);
    assert.deepEqual(
      laid.days.map(({ due }) => due),
      [null, 1],
    );
  });
  it('minutes of one day are drawn between its full hours', () => {
    const laid = whyDays(
      explanation([stretch('10-03T08:11', '10-03T08:26', 'counted', 'continuous')], '2026-10-03T08:26:00+08:00', 'continuous'),
    );
    assert.deepEqual([laid.from, laid.to], [8 * H, 9 * H]);
  });
  it('a long one leaves out its middle and says how much', () => {
    const laid = whyDays(
      explanation([stretch('09-01T00:00', '10-01T00:00', 'counted', 'continuous')], '2026-10-01T00:00:00+08:00', 'continuous'),
    );
    assert.equal(laid.days.length, 12);
    assert.deepEqual(laid.cut, { after: 5, count: 18 });
  });
});

describe('from and to of a stretch', () => {
  const place = { zone: 'Asia/Shanghai', language: 'zh' } as const;
  const table: [string, Stretch, string][] = [
    ['counted on one day', stretch('09-30T15:30', '09-30T17:00', 'counted', 'x'), '09-30 周三 15:30–17:00'],
    ['skipped until midnight', stretch('09-30T17:00', '10-01T00:00', 'skipped', 'night'), '09-30 17:00–24:00'],
    ['whole days', stretch('10-01T00:00', '10-08T00:00', 'skipped', 'holiday'), '10-01–10-07，7天'],
    ['one whole day', stretch('10-01T00:00', '10-02T00:00', 'skipped', 'holiday'), '10-01，全天'],
    ['over a night', stretch('10-08T11:00', '10-09T15:00', 'paused', 'pause'), '10-08 11:00–10-09 15:00'],
  ];
  for (const [name, given, expected] of table) it(name, () => assert.equal(stretchSpan(given, place), expected));
  it('sums are hours and minutes', () => assert.deepEqual([sumFigure(1.5 * H), sumFigure(90)], ['1:30', '0:01:30']));
});
