import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ClockView } from '../clock-view.schema.ts';
import { clockFigure, type FigurePlace } from './clock-figure.rules.ts';
import { warningPassed } from './live-clock.rules.ts';
import { asOf, dates, H, live, office, open } from './testing/clock-view.ts';

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
    ['breached long ago', { mark: 'breached', lateSeconds: 269 * 86_400 + 21 * H }, 'row', '迟269天', null, '269 d late', null],
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
