import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { formatInstant } from '#platform/time/instant.ts';
import { readLog, readLogMap, rowFaultWords, rowText } from './index.ts';
import { bytesOf, LOG, MAP, mapOf, NOW, readText } from './log.fixture.ts';

describe('a log through its map', () => {
  it('becomes requests, each with its rows in the order of their times, wherever they stand in the file', async () => {
    const { histories, rowCount, faults } = await readText(LOG, MAP);
    assert.deepEqual([rowCount, faults], [9, []]);
    assert.deepEqual(
      histories.map(({ history: { externalId, rows, state, fields } }) => [
        externalId,
        rows.length,
        state,
        fields.site,
        fields.content,
      ]),
      [
        ['A-1', 5, 'closed', 'SITE-01', 'switched over'],
        ['A-2', 2, 'treating', 'SITE-02', 'printer'],
        ['A-3', 2, 'closed', 'SITE-01', 'late'],
      ],
    );
  });

  it('each row means what the entries say that fit it; a pause that holds and a resume of nothing are not said again', async () => {
    const { histories } = await readText(LOG, MAP);
    assert.deepEqual(
      histories[0]?.history.rows.map(({ at, severity, means }) => [formatInstant(at), severity, means.map(({ event }) => event)]),
      [
        ['2026-03-02T01:00:00Z', 'major', ['reportReceived', 'registered']],
        ['2026-03-02T01:10:00Z', 'major', ['firstContactMade']],
        ['2026-03-02T01:30:00Z', 'major', ['pause']],
        ['2026-03-02T03:30:00Z', 'major', ['resume']],
        ['2026-03-02T04:00:00Z', 'major', ['restored']],
      ],
    );
  });

  it('keeps the words of a row, empty cells left out', async () => {
    const { histories, columns } = await readText(LOG, MAP);
    assert.equal(
      rowText(columns, histories[0]?.rows[1] ?? { line: 0, cells: [] }),
      'Ticket: A-1 · When: 2026-03-02 09:10:00 · Status: Assigned · Impact: High · Place: SITE-01 · Who: Bo',
    );
  });

  it('takes the time of an event from another column, and no event where that is empty', async () => {
    const wide = 'n,opened,fixed\n1,2026-03-02T09:00:00Z,2026-03-02T10:00:00Z\n2,2026-03-02T09:00:00Z,\n';
    const map = 'id: n\nat: opened\nkind: fault\nevents:\n  - { event: reportReceived }\n  - { event: restored, at: fixed }\n';
    const { histories } = await readText(wide, map);
    assert.deepEqual(
      histories.map(({ history }) => history.rows[0]?.means.map(({ event, at }) => [event, formatInstant(at)])),
      [
        [
          ['reportReceived', '2026-03-02T09:00:00Z'],
          ['restored', '2026-03-02T10:00:00Z'],
        ],
        [['reportReceived', '2026-03-02T09:00:00Z']],
      ],
    );
  });
});

/** One bad row each: what is written, and how it is named. The other requests stay. */
const BAD: readonly (readonly [string, (log: string) => string, readonly [number, string | null, string, string | null]])[] = [
  ['a time of another form', (log) => log.replace('2026-03-02 09:30:00', 'half past'), [4, 'When', 'invalidTimestamp', 'A-1']],
  ['no time', (log) => log.replace('2026-03-02 09:30:00', ' '), [4, 'When', 'invalidTimestamp', 'A-1']],
  ['a time to come', (log) => log.replace('2026-03-02 09:30:00', '2027-03-02 09:30:00'), [4, 'When', 'occurredInFuture', 'A-1']],
  [
    'a date that stands for none',
    (log) => log.replace('2026-03-02 09:30:00', '1900-01-01 00:00:00'),
    [4, 'When', 'occurredTooEarly', 'A-1'],
  ],
  ['a value that no entry names', (log) => log.replace('Waiting,High', 'Waiting,Huge'), [4, 'Impact', 'notMapped', 'A-1']],
  [
    'a row of another width',
    (log) => log.replace('09:30:00,Waiting', '09:30:00,Waiting,Waiting'),
    [4, null, 'wrongWidth', 'A-1'],
  ],
  ['no id', (log) => log.replace('A-1,2026-03-02 09:30:00', ',2026-03-02 09:30:00'), [4, 'Ticket', 'idMissing', null]],
  ['a quote inside a bare cell', (log) => log.replace('Bo,switched', 'B"o,switched'), [6, null, 'strayQuote', 'A-1']],
];

describe('a bad row is named with its line, column and reason', () => {
  for (const [what, spoil, named] of BAD)
    it(what, async () => {
      const { histories, faults } = await readText(spoil(LOG), MAP);
      assert.deepEqual(
        faults.map(({ line, column, code, externalId }) => [line, column, code, externalId]),
        [named],
      );
      const kept = histories.map(({ history }) => history.externalId);
      assert.ok(kept.includes('A-2') && kept.includes('A-3'));
      // Whose row it is is known: the whole request stays out, nothing of it is half there.
      assert.equal(kept.includes('A-1'), named[3] === null);
      for (const fault of faults) {
        const { zh, en } = rowFaultWords(fault);
        assert.ok(zh !== '' && en !== '');
        assert.doesNotMatch(zh + en, /“\s*”/, 'what is not there is not quoted');
      }
    });

  it('a last row that no state fits', async () => {
    const { faults } = await readText(
      LOG,
      MAP.replace('  - { when: {}, state: registered }\n', '').replace('[Assigned, Waiting]', 'Waiting'),
    );
    assert.deepEqual(
      faults.map(({ line, column, code, externalId }) => [line, column, code, externalId]),
      [[10, 'Status', 'noState', 'A-2']],
    );
  });
});

describe('the map of a log is told all that is wrong with it at once, with line and remedy', () => {
  const told = (text: string) => {
    const read = readLogMap(text, 'map.yaml');
    return ('diagnostics' in read ? read.diagnostics : read.warnings).map(({ line, code, remedy }) => [line, code, remedy.en]);
  };

  it('an unknown key with the nearest known name, an unknown event, a zone that is none, a pause without its cause', () => {
    const wrong = MAP.replace('severity:', 'severty:')
      .replace('event: restored', 'event: restorred')
      .replace('Asia/Shanghai', 'Asia/Shangri-La')
      .replace('event: pause, reason: customerDelay', 'event: pause');
    assert.deepEqual(
      told(wrong).map(([line, code]) => [line, code]),
      [
        [4, 'invalidTimezone'],
        [7, 'unknownKey'],
        [15, 'unknownEvent'],
      ],
    );
    assert.ok(told(wrong).some(([, code, remedy]) => code === 'unknownKey' && remedy === 'Did you mean severity?'));
    assert.ok(told(wrong).some(([, code, remedy]) => code === 'unknownEvent' && remedy === 'Did you mean restored?'));
    assert.deepEqual(told(MAP.replace('event: pause, reason: customerDelay', 'event: pause'))[0]?.slice(0, 2), [
      13,
      'missingKey',
    ]);
  });

  it('a file that is no mapping, in words of the map', () => {
    const [line, code, remedy] = told('- a\n- b\n')[0] ?? [];
    assert.deepEqual([line, code], [1, 'noLogMap']);
    assert.match(String(remedy), /id and at/);
  });

  it('a pattern or an encoding that is none; a zone that the pattern makes needless is a warning', () => {
    assert.deepEqual(told(MAP.replace('yyyy-MM-dd HH:mm:ss', 'yyyy-MM-dd qq'))[0]?.[1], 'invalidFormat');
    assert.deepEqual(told(`${MAP}encoding: gkb\n`)[0]?.[1], 'invalidFormat');
    assert.deepEqual(told(MAP.replace('HH:mm:ss', 'HH:mm:ssXXX'))[0]?.slice(0, 2), [4, 'zoneNeedless']);
  });

  it('a column that the log does not have, at its line, with the nearest there is', async () => {
    const read = mapOf(MAP.replaceAll('Status:', 'Statsu:'));
    const log = await readLog(bytesOf(LOG), { map: read.map, now: NOW });
    const diagnostics = 'findings' in log ? read.diagnose(log.findings) : [];
    assert.deepEqual(
      diagnostics.map(({ line, code, remedy }) => [line, code, remedy.en]),
      [12, 13, 14, 15, 17, 18].map((line) => [line, 'unknownColumn', 'Did you mean Status?']),
    );
  });
});
