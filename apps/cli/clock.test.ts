import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { CaseFileError, evaluateFile, explainCase } from './clock.ts';

const CASES = readFileSync(new URL('../../centre/commitments/clock/fixtures/published-cases.json', import.meta.url), 'utf8');

test('evaluate answers a line per case, in the order of the file, instants in UTC', () => {
  const lines = evaluateFile(CASES).map(
    (line) => JSON.parse(line) as { name: string; snapshots: { asOf: string; clocks: object }[] },
  );
  assert.equal(lines.length, 14);
  assert.deepEqual(lines[0]?.snapshots[0], {
    asOf: '2025-09-10T12:00:00+08:00',
    clocks: {
      resolve: {
        state: 'running',
        dueAt: '2025-09-10T06:00:00Z',
        breached: false,
        breachedAt: null,
        elapsedSeconds: 10800,
        remainingSeconds: 7200,
        warnAt: [],
        provisional: false,
        pastBreaches: [],
      },
    },
  });
});

test('a case that is refused is one line with its code, and the others are answered', () => {
  const file = JSON.stringify({
    calendars: { a: { timezone: 'UTC', always: true } },
    cases: [
      {
        name: 'x',
        clocks: [{ id: 'c', limit: 'PT1H', calendar: 'b', start: 's', stop: [] }],
        events: [],
        asOf: ['2025-01-01T00:00:00Z'],
      },
      {
        name: 'y',
        clocks: [{ id: 'c', limit: 'PT1H', calendar: 'a', start: 's', stop: [] }],
        events: [],
        asOf: ['2025-01-01T00:00:00Z'],
      },
    ],
  });
  const [refused, answered] = evaluateFile(file);
  assert.equal(refused, '{"name":"x","error":"unknownCalendar"}');
  assert.match(answered ?? '', /"state":"notStarted"/);
});

test('explain tells each stretch and ends with the sum and the due time, in both languages', () => {
  assert.match(
    explainCase(CASES, '13 New Year 2026: due on a make-up Sunday', false),
    /法定节假日[\s\S]*预计 {2}调休上班[\s\S]*合计 04:00:00，时限 04:00:00\n {2}到期 2026-01-04 周日 11:30:00 \+08:00$/,
  );
  assert.match(
    explainCase(CASES, '17 pause inside the day', false, 'en'),
    /paused {2}pause \(waitingCustomer\)[\s\S]*Without the pauses it would be due 2025-09-10 Wed 14:00:00/,
  );
});

test('explain for programs adds up to the limit', () => {
  const read = JSON.parse(explainCase(CASES, '10 make-up Saturday counts', true)) as {
    snapshots: {
      clocks: { resolve: { explanation: { limitSeconds: number; sumSeconds: number; stretches: { countedSeconds: number }[] } } };
    }[];
  };
  const { limitSeconds, sumSeconds, stretches } = read.snapshots[0]?.clocks.resolve.explanation ?? assert.fail();
  assert.deepEqual([limitSeconds, sumSeconds], [61200, 61200]);
  assert.equal(
    stretches.reduce((sum, stretch) => sum + stretch.countedSeconds, 0),
    61200,
  );
});

test('what is no case file, and a case that is not there, are refused in words', () => {
  assert.throws(() => evaluateFile('{'), CaseFileError);
  assert.throws(() => evaluateFile('[]'), CaseFileError);
  assert.throws(() => evaluateFile('{"cases":[{"name":"odd","events":[null]}]}'), /"odd" has not the shape/);
  assert.throws(() => explainCase(CASES, 'none', false, 'en'), /No case “none”/);
});
