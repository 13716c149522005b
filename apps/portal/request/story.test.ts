import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { TimelineEntry } from '#centre/requests/requests.schema.ts';
import { daysOf, lastWordOfStaff } from './story.rules.ts';

function entry(id: string, occurredAt: string, more: Partial<TimelineEntry> = {}): TimelineEntry {
  return {
    id,
    kind: 'event',
    occurredAt,
    recordedAt: occurredAt,
    lateReason: null,
    author: { kind: 'staff', name: '陈工', position: null },
    channel: null,
    title: { zh: id, en: id },
    text: null,
    facts: [],
    message: null,
    effects: [],
    ...more,
  };
}
const clock = { zh: '到场', en: 'Arrival' };
const ids = (entries: readonly TimelineEntry[]) =>
  daysOf(entries, 'Asia/Shanghai').map((day) => [day.key, day.entries.map(({ id }) => id)]);

it('days of the centre’s own zone, the newest first', () => {
  assert.deepEqual(
    ids([entry('a', '2026-10-03T15:59:00Z'), entry('b', '2026-10-03T16:01:00Z'), entry('c', '2026-10-03T15:00:00Z')]),
    [
      ['2026-10-04', ['b']],
      ['2026-10-03', ['a', 'c']],
    ],
  );
});

it('a warning is not told; a clock that ran out is, unless what ended it tells how late it was', () => {
  const ranOut = entry('ranOut', '2026-10-03T16:10:00Z', {
    kind: 'clock',
    effects: [{ mark: 'breached', clock, seconds: null }],
  });
  const warned = entry('warned', '2026-10-03T15:10:00Z', { kind: 'clock', effects: [{ mark: 'warning', clock, seconds: null }] });
  const arrived = entry('arrived', '2026-10-03T16:15:00Z', { effects: [{ mark: 'breached', clock, seconds: 300 }] });
  assert.deepEqual(ids([ranOut, warned]), [['2026-10-04', ['ranOut']]]);
  assert.deepEqual(ids([ranOut, warned, arrived]), [['2026-10-04', ['arrived']]]);
});

const said = (text: string, direction: 'outgoing' | 'incoming' | 'internal' = 'outgoing') => ({
  message: {
    id: text,
    channel: 'web',
    direction,
    author: { kind: 'staff', name: '陈工', position: null },
    text,
    files: [],
    occurredAt: '',
    delivery: 'noted',
    externalId: null,
  } satisfies TimelineEntry['message'],
});

it('the last word of the service centre is the newest that was said to the customer', () => {
  const entries = [
    entry('first', '2026-10-03T15:00:00Z', said('已派人')),
    entry('last', '2026-10-03T16:00:00Z', { ...said('备机已上线'), text: '备机已上线' }),
    entry('wordless', '2026-10-03T17:00:00Z'),
    entry('review', '2026-10-03T18:00:00Z', { text: '同意' }),
    entry('note', '2026-10-03T19:00:00Z', said('请经理介入', 'internal')),
    entry('customer', '2026-10-03T20:00:00Z', {
      ...said('谢谢', 'incoming'),
      author: { kind: 'customer', name: '王工', position: null },
    }),
  ];
  assert.equal(lastWordOfStaff(entries)?.id, 'last');
  assert.equal(lastWordOfStaff(entries.slice(2)), undefined);
});
