import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ClockView } from '../clock-view.schema.ts';
import { H, office, view } from './testing/clock-view.ts';
import { whyEnd } from './why-words.rules.ts';

const arrived = { stopWord: { zh: '到场', en: 'arrived' }, dueAt: '2026-10-04T00:10:00+08:00', state: 'stopped' } as const;
const late = {
  ...arrived,
  mark: 'breached',
  breached: true,
  breachedAt: '2026-10-04T00:10:00+08:00',
  stoppedAt: '2026-10-04T00:15:00+08:00',
  lateSeconds: 300,
} as const;
const kept = { ...arrived, mark: 'kept', stoppedAt: '2026-10-03T23:40:00+08:00' } as const;

describe('how a clock ended, as its explanation says', () => {
  const table: [string, Partial<ClockView>, string | null, string | null][] = [
    ['late', late, '10-04 周日 00:15到场 比到期晚5分，违约', 'arrived Sun 4 Oct 00:15 5 min after it was due: breached'],
    ['in time', kept, '10-03 周六 23:40到场 按时，比到期早30分', 'arrived Sat 3 Oct 23:40 in time, 30 min before it was due'],
    [
      'in time, in office hours',
      {
        ...kept,
        stopWord: null,
        calendar: office,
        remainingSeconds: 2 * H,
        dueAt: '2026-10-08T10:30:00+08:00',
        stoppedAt: '2026-09-30T17:00:00+08:00',
      },
      '09-30 周三 17:00完成 按时，还余2小时工时',
      'done Wed 30 Sep 17:00 in time, with 2 h of office hours to spare',
    ],
    [
      'late and open',
      { ...late, state: 'running', stoppedAt: null, lateSeconds: 5_520 },
      '截至10-04 周日 01:42 尚未完成，已晚1小时32分，违约',
      'as of Sun 4 Oct 01:42 not done, 1 h 32 min after it was due: breached',
    ],
    [
      'called off after it was late',
      { ...late, state: 'cancelled' },
      '10-04 周日 00:15已取消 比到期晚5分，违约',
      'cancelled Sun 4 Oct 00:15 5 min after it was due: breached',
    ],
    ['called off in time', { ...kept, mark: 'cancelled', state: 'cancelled' }, null, null],
    ['under way', {}, null, null],
    ['paused', { mark: 'paused', state: 'paused', dueAt: null }, null, null],
  ];
  for (const [name, given, zh, en] of table)
    it(name, () => {
      const said = (language: 'zh' | 'en') => {
        const end = whyEnd(view(given), { zone: 'Asia/Shanghai', language });
        return end === null ? null : `${end.when} ${end.how}`;
      };
      assert.deepEqual([said('zh'), said('en')], [zh, en]);
    });
});
