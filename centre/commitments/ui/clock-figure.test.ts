import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseInstant } from '#platform/time/instant.ts';
import type { ClockView } from '../clock-view.schema.ts';
import { clockFigure, type FigurePlace } from './clock-figure.rules.ts';
import { clockSentence, dueLine, rowWords } from './clock-words.rules.ts';
import { liveClock, warningPassed } from './live-clock.rules.ts';
import { rowOrder, stripOrder } from './strip-order.rules.ts';

const asOf = '2026-10-04T01:42:00+08:00';
const H = 3600;

function view(given: Partial<ClockView>): ClockView {
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
    breached: false,
    breachedAt: null,
    lateSeconds: null,
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
      restCause: null,
    },
    asOf,
    ...given,
  };
}
const office: ClockView['calendar'] = {
  id: 'office',
  name: { zh: '工作时间', en: 'office hours' },
  kind: 'hours',
  timezone: 'Asia/Shanghai',
  openNow: false,
  opensAt: null,
  restCause: 'holiday',
};
const open: ClockView['calendar'] = { ...office, openNow: true, restCause: null };
const dates: ClockView['calendar'] = { ...office, kind: 'days', openNow: true, restCause: null };

function live(given: Partial<ClockView>, now = asOf) {
  const at = parseInstant(now);
  assert.ok(at !== undefined);
  return liveClock(view(given), at);
}

describe('the figure of a clock', () => {
  const answer: Partial<ClockView> = {
    mark: 'resting',
    calendar: office,
    limit: 'PT8H',
    limitSeconds: 8 * H,
    remainingSeconds: 6.5 * H,
  };
  const report: Partial<ClockView> = {
    mark: 'resting',
    calendar: office,
    limit: 'P3D',
    unit: 'workingDays',
    remainingDays: 4,
    remainingSeconds: 34 * H,
  };
  const table: [string, Partial<ClockView>, FigurePlace, string, string | null, string, string | null][] = [
    ['the next deadline', {}, 'next', '1:28:00', '剩余 / 5小时', '1:28:00', 'left / 5 h'],
    ['another segment', {}, 'cell', '1:28', '剩余', '1:28', 'left'],
    ['a list row', {}, 'row', '1:28', null, '1:28', null],
    ['the last hour', { remainingSeconds: 1260 }, 'next', '21分00秒', '剩余 / 5小时', '21 min 00 s', 'left / 5 h'],
    ['the last hour elsewhere', { remainingSeconds: 259 }, 'row', '4分', null, '4 min', null],
    ['office hours', answer, 'cell', '6:30工时', null, '6:30 office h', null],
    [
      'office hours next',
      { ...answer, mark: 'running', calendar: open, remainingSeconds: 3 * H + 40 * 60 },
      'next',
      '3:40',
      '工时剩余 / 8小时',
      '3:40',
      'office h left / 8 h',
    ],
    [
      'office hours in the last one',
      { ...answer, mark: 'running', calendar: open, remainingSeconds: 600 },
      'next',
      '10分00秒',
      '工时剩余 / 8小时',
      '10 min 00 s',
      'office h left / 8 h',
    ],
    ['many office hours are no days', { ...answer, remainingSeconds: 30 * H }, 'row', '30:00工时', null, '30:00', null],
    ['working days', report, 'row', '4工作日', null, '4 days', null],
    ['working days with room', report, 'cell', '4工作日', '剩余', '4 working days', 'left'],
    ['the last working day', { ...report, remainingDays: 0, remainingSeconds: 3 * H }, 'row', '3:00工时', null, '3:00', null],
    ['dates', { remainingSeconds: 5 * 86_400 + 15 * H }, 'row', '5天15时', null, '5 d 15 h', null],
    [
      'a limit in dates',
      { unit: 'calendarDays', calendar: dates, remainingDays: 6, remainingSeconds: 7 * 86_400 - 1 },
      'row',
      '6天',
      null,
      '6 days',
      null,
    ],
    [
      'the last date',
      { unit: 'calendarDays', calendar: dates, remainingDays: 0, remainingSeconds: 80_280 },
      'row',
      '22:18',
      null,
      '22:18',
      null,
    ],
    [
      'paused',
      { mark: 'paused', state: 'paused', dueAt: null, remainingSeconds: 9_600 },
      'cell',
      '余2:40',
      null,
      '2:40 left',
      null,
    ],
    ['kept', { mark: 'kept', state: 'stopped', elapsedSeconds: 423 }, 'cell', '7分', '用时', '7 min', 'used'],
    ['kept at once', { mark: 'kept', state: 'stopped', elapsedSeconds: 4 }, 'row', '即时', null, 'at once', null],
    [
      'breached',
      { mark: 'breached', state: 'stopped', stoppedAt: asOf, lateSeconds: 300 },
      'cell',
      '迟5分',
      null,
      '5 min late',
      null,
    ],
    ['waived', { mark: 'waived' }, 'cell', '豁免', null, 'waived', null],
    ['not started', { mark: 'notStarted' }, 'cell', '未起算', null, 'not started', null],
  ];
  for (const [name, given, place, zh, zhAside, en, enAside] of table) {
    it(name, () => {
      assert.deepEqual(clockFigure(live(given), { language: 'zh', place }), { figure: zh, aside: zhAside });
      assert.deepEqual(clockFigure(live(given), { language: 'en', place }), { figure: en, aside: enAside });
    });
  }
});

describe('a clock goes on between two answers of the server', () => {
  const minuteLater = '2026-10-04T01:43:00+08:00';
  it('a running clock counts down', () => assert.equal(live({}, minuteLater).remaining, 5_220));
  it('a resting clock stands still', () =>
    assert.equal(live({ mark: 'resting', calendar: office }, minuteLater).remaining, 5_280));
  it('a paused clock stands still', () => assert.equal(live({ mark: 'paused' }, minuteLater).remaining, 5_280));
  it('an open breach counts up', () => assert.equal(live({ mark: 'breached', lateSeconds: 60 }, minuteLater).late, 120));
  it('a finished breach does not', () =>
    assert.equal(live({ mark: 'breached', lateSeconds: 60, state: 'stopped', stoppedAt: asOf }, minuteLater).late, 60));
  it('a browser that runs ahead of the server never counts backwards', () =>
    assert.equal(live({}, '2026-10-04T01:40:00+08:00').remaining, 5_280));
  it('the warning points stand at their share of the limit', () =>
    assert.deepEqual(
      live({}).notches.map((notch) => Math.round(notch * 100)),
      [50, 80],
    ));
  it('the last warning passed is told', () => assert.equal(warningPassed(live({})), 50));
});

describe('the words around the figure', () => {
  const table: [string, string, string][] = [
    ['next', dueLine(live({ mark: 'warning' }), 'zh', true), '10-04 03:10到期·7×24'],
    ['next in English', dueLine(live({ mark: 'warning' }), 'en', true), 'due 4 Oct 03:10, round the clock'],
    [
      'next on another day',
      dueLine(live({ dueAt: '2026-10-10T10:30:00+08:00', calendar: open }), 'zh', true),
      '10-10 周六 10:30到期',
    ],
    ['provisional', dueLine(live({ provisional: true }), 'zh'), '10-04 03:10（暂定）·7×24'],
    [
      'resting',
      dueLine(live({ mark: 'resting', calendar: office, dueAt: '2026-10-08T15:00:00+08:00' }), 'zh'),
      '10-08 15:00，节后续计',
    ],
    ['paused', dueLine(live({ mark: 'paused', pausedFor: ['customerRequestedDelay'] }), 'zh'), '客户要求延期'],
    [
      'kept',
      dueLine(live({ mark: 'kept', limit: 'PT15M', stoppedAt: '2026-10-03T23:05:00+08:00' }), 'zh'),
      '限15分，10-03 23:05完成',
    ],
    [
      'breached',
      dueLine(live({ mark: 'breached', breachedAt: '2026-10-04T00:10:00+08:00', stoppedAt: '2026-10-04T00:15:00+08:00' }), 'zh'),
      '00:15完成 / 00:10限',
    ],
    [
      'breached and open',
      dueLine(live({ mark: 'breached', breachedAt: '2026-10-04T00:10:00+08:00' }), 'zh'),
      '00:10到期，尚未完成',
    ],
    ['cancelled', dueLine(live({ mark: 'cancelled', cancelCause: 'restoredRemotely' }), 'zh'), '远程已恢复，不计守住'],
    ['a row at risk', rowWords(live({ mark: 'warning' }), 'zh').join('|'), '03:10|已过50%'],
    [
      'the sentence',
      clockSentence(live({ mark: 'warning' }), 'zh'),
      '恢复正常，临期，剩余1小时28分，10月4日3:10到期，7×24，承诺C-1.1-07',
    ],
    [
      'the sentence in English',
      clockSentence(live({ mark: 'warning' }), 'en'),
      'Service restored, at risk, 1 h 28 min left, due 4 Oct 03:10, round the clock, commitment C-1.1-07',
    ],
  ];
  for (const [name, written, expected] of table) it(name, () => assert.equal(written, expected));
});

describe('the order of the strip', () => {
  const clocks = [
    view({ id: 'later', dueAt: '2026-10-05T00:00:00+08:00' }),
    view({ id: 'paused', mark: 'paused', dueAt: null }),
    view({ id: 'sooner', mark: 'warning' }),
    view({ id: 'notYet', mark: 'notStarted', dueAt: null }),
    view({ id: 'done', mark: 'kept' }),
    view({ id: 'broken', mark: 'breached' }),
  ];
  it('the first to fall due is next, those without a due time come last', () => {
    const order = stripOrder(clocks);
    assert.equal(order.next?.id, 'sooner');
    assert.deepEqual(
      order.open.map((clock) => clock.id),
      ['later', 'paused'],
    );
  });
  it('a row keeps a breach rather than a third open clock, and counts the rest', () => {
    const row = rowOrder(clocks);
    assert.deepEqual(
      row.further.map((clock) => clock.id),
      ['later', 'broken'],
    );
    assert.deepEqual(row.tally, [
      ['paused', 1],
      ['kept', 1],
    ]);
  });
});
