import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { clockSentence, dueLine, earlierBreaches, placeOf, rowWords, tellsEarlier } from './clock-words.rules.ts';
import { ledBy, rowOrder, stripOrder } from '../strip-order.rules.ts';
import type { ClockView } from '../clock-view.schema.ts';
import { H, live, office, open, view } from './testing/clock-view.ts';

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
      'breached, by what ended it',
      dueLine(
        live({
          mark: 'breached',
          breachedAt: '2026-10-04T00:10:00+08:00',
          stoppedAt: '2026-10-04T00:15:00+08:00',
          stopWord: { zh: '到场', en: 'arrived' },
        }),
        'en',
      ),
      'arrived 00:15 / due 00:10',
    ],
    [
      'breached and open',
      dueLine(live({ mark: 'breached', breachedAt: '2026-10-04T00:10:00+08:00' }), 'zh'),
      '00:10到期，尚未完成',
    ],
    [
      'a row at risk in office hours',
      rowWords(live({ mark: 'warning', calendar: open, elapsedSeconds: 15_000 }), 'zh').join('|'),
      '03:10|已过80%',
    ],
    [
      'a breach of terms that were replaced, in the sentence',
      clockSentence(live({ mark: 'warning', pastBreaches: [{ limit: 'PT2H', breachedAt: '2026-10-04T00:10:00+08:00' }] }), 'zh'),
      '恢复正常，临期，剩余1小时28分，10月4日03:10到期，7×24，原限2小时，00:10违约，承诺C-1.1-07',
    ],
    [
      'a breach of a time that the record gave',
      earlierBreaches(
        view({ pastBreaches: [{ limit: '2026-10-03T20:00:00Z', breachedAt: '2026-10-04T00:10:00+08:00' }] }),
        placeOf(live({}), 'en'),
      ).join('|'),
      'breached before, 00:10',
    ],
    [
      'a row whose earlier cycle was breached',
      String(tellsEarlier(view({ mark: 'kept', pastBreaches: [{ limit: 'PT2H', breachedAt: '2026-10-04T00:10:00+08:00' }] }))),
      'true',
    ],
    [
      'a row that is breached says so once: its name and its time need the room',
      String(
        tellsEarlier(view({ mark: 'breached', pastBreaches: [{ limit: 'PT2H', breachedAt: '2026-10-04T00:10:00+08:00' }] })),
      ),
      'false',
    ],
    ['cancelled', dueLine(live({ mark: 'cancelled', cancelCause: 'restoredRemotely' }), 'zh'), '远程已恢复，不计守住'],
    [
      'a row breached in another year',
      rowWords(live({ mark: 'breached', breachedAt: '2012-05-30T17:00:00+08:00' }), 'en').join('|'),
      '30 May 2012|breached',
    ],
    [
      'a row done in another year',
      rowWords(live({ mark: 'breached', stoppedAt: '2012-05-03T09:15:00+08:00' }), 'zh').join('|'),
      '2012-05-03完成|',
    ],
    ['a row at risk', rowWords(live({ mark: 'warning' }), 'zh').join('|'), '03:10|已过50%'],
    [
      'the sentence',
      clockSentence(live({ mark: 'warning' }), 'zh'),
      '恢复正常，临期，剩余1小时28分，10月4日03:10到期，7×24，承诺C-1.1-07',
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
  const kept = (id: string, hours = 1, more: Partial<ClockView> = {}) =>
    view({
      id,
      mark: 'kept',
      startedAt: '2026-10-01T00:00:00Z',
      stoppedAt: new Date(Date.parse('2026-10-01T00:00:00Z') + hours * 3_600_000).toISOString(),
      ...more,
    });
  it('of what was kept the weightiest leads, what was kept at once and the papers come last', () => {
    const order = stripOrder([
      kept('record', 30, { unit: 'workingDays' }),
      kept('callBack', 0),
      kept('ceiling', 0.5, { limitSeconds: 24 * H }),
      kept('response', 0.5, { limitSeconds: H }),
      kept('order', 9, { subject: { kind: 'taskOrder', id: '2' } }),
      kept('resolution', 4),
    ]);
    assert.deepEqual(
      order.kept.map(({ id }) => id),
      ['resolution', 'response', 'ceiling', 'callBack', 'record', 'order'],
    );
  });
  it('where nothing runs any more the weightiest stand by themselves, as many as fit; beside a deadline none does', () => {
    const five = ['a', 'b', 'c', 'd', 'e'].map((id) => kept(id));
    const led = (...more: ClockView[]) => ledBy(stripOrder([...five, ...more])).length;
    assert.deepEqual([led(), led(view({ id: 'late', mark: 'breached' })), led(view({ id: 'next' }))], [3, 2, 0]);
    assert.equal(ledBy(stripOrder(five.slice(1))).length, 4, 'one alone is not gathered');
  });
  it('a row keeps a breach rather than a third open clock, and counts the rest', () => {
    const row = rowOrder(clocks);
    assert.deepEqual(
      row.further.map((clock) => clock.id),
      ['later', 'broken'],
    );
    assert.deepEqual(row.tallies[0], [
      ['paused', 1],
      ['kept', 1],
    ]);
  });
  it('where a row is too narrow for a breach it is counted instead', () => {
    assert.deepEqual(rowOrder(clocks).tallies[1][0], ['breached', 1]);
  });
});
