import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { pointAt, pointedMap, writtenByColumn, writtenEvent, writtenState, type PointedEvent } from './pointed.rules.ts';

const PLAIN = { noNullPrototype: true } as const;

const MAP = `# Of the old system.
id: Ticket
at: When
zone: Asia/Shanghai
project: PRJ-001
kind: fault
severity: { column: Impact, values: { High: major, default: minor } }
fields: { title: Subject }
events:
  - { first: true, event: reportReceived } # the first row
  - { when: { Status: [ Held, Waiting ] }, not: { Who: Anna }, event: pause, reason: customerDelay }
state:
  - { when: { Status: Done }, state: closed }
  - { state: treating }
`;

describe('what a text of a map says as far as it can be pointed at', () => {
  it('is each of its places, with one value of a condition as a list of one', () => {
    const map = pointedMap(MAP);
    assert.ok(map);
    assert.deepEqual([map.id, map.at, map.format, map.zone, map.project], ['Ticket', 'When', '', 'Asia/Shanghai', 'PRJ-001']);
    assert.deepEqual(map.kind, { fixed: 'fault', column: '', values: {} });
    assert.deepEqual(map.severity, { fixed: '', column: 'Impact', values: { High: 'major', default: 'minor' } });
    assert.deepEqual(map.events[1], {
      conditions: [
        { not: false, column: 'Status', values: ['Held', 'Waiting'] },
        { not: true, column: 'Who', values: ['Anna'] },
      ],
      first: false,
      event: 'pause',
      at: '',
      reason: 'customerDelay',
    });
    assert.deepEqual(
      map.state.map(({ conditions, state }) => [conditions.length, state]),
      [
        [1, 'closed'],
        [0, 'treating'],
      ],
    );
  });

  it('is nothing where it is no map, and an empty map where nothing is written', () => {
    for (const text of ['- a list', 'just words', 'id: [', '"']) assert.equal(pointedMap(text), null, text);
    assert.deepEqual(pointedMap('')?.events, []);
  });

  it('is read of any text without a fault', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'grapheme' }), fc.json()), (text) => {
        const map = pointedMap(text);
        assert.ok(map === null || Array.isArray(map.events));
      }),
    );
  });
});

describe('pointing at a place', () => {
  it('changes it alone: comments and the rest stay as they were written', () => {
    const text = pointAt(MAP, ['zone'], 'Europe/Stockholm');
    assert.equal(text, MAP.replace('Asia/Shanghai', 'Europe/Stockholm'));
  });

  it('takes the place away where nothing is said any more', () => {
    for (const nothing of ['', undefined, {}]) assert.equal(pointedMap(pointAt(MAP, ['zone'], nothing))?.zone, '');
    const text = pointAt(MAP, ['events', 0], undefined);
    assert.deepEqual(
      pointedMap(text)?.events.map(({ event }) => event),
      ['pause'],
    );
  });

  it('begins a map where there was none, and leaves alone what is no map', () => {
    assert.equal(pointedMap(pointAt('', ['id'], 'Ticket'))?.id, 'Ticket');
    assert.equal(pointAt('- a list', ['id'], 'Ticket'), '- a list');
  });

  it('writes what is read again as the same entry', () => {
    const word = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }).filter((text) => !/^(?:__proto__|<<)$/.test(text));
    const condition = fc.record(
      { not: fc.boolean(), column: word, values: fc.array(word, { minLength: 1, maxLength: 3 }) },
      PLAIN,
    );
    const conditions = fc.uniqueArray(condition, { maxLength: 3, selector: ({ not, column }) => `${not} ${column}` });
    const entry = fc.record(
      { conditions, first: fc.boolean(), event: word, at: fc.oneof(fc.constant(''), word), reason: word },
      PLAIN,
    );
    const inOrder = (one: PointedEvent | undefined) => ({
      ...one,
      conditions: one?.conditions.toSorted((a, b) => `${a.not} ${a.column}`.localeCompare(`${b.not} ${b.column}`)),
    });
    fc.assert(
      fc.property(entry, (one) => {
        const read = pointedMap(pointAt(MAP, ['events', 2], writtenEvent(one)))?.events[2];
        assert.deepEqual(inOrder(read), inOrder(one));
      }),
    );
  });

  it('writes a state without conditions, and a value for all rows or by a column', () => {
    assert.deepEqual(writtenState({ conditions: [], state: 'closed' }), { state: 'closed' });
    assert.equal(writtenByColumn({ fixed: 'fault', column: '', values: { High: 'major' } }), 'fault');
    assert.deepEqual(writtenByColumn({ fixed: 'fault', column: 'Impact', values: { High: 'major' } }), {
      column: 'Impact',
      values: { High: 'major' },
    });
  });
});
