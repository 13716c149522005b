import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { SECOND_PLAN } from './clock/fixtures/second-plan.ts';
import { at, events, told, type Row } from './clock/fixtures/second-plan-clocks.ts';
import { planClocksFrom, type PlanClockRules } from './plan-clocks.rules.ts';
import { PLAN_MOVED } from './plan-versions.rules.ts';
import { clocksOfSubject, explainSubjectClock } from './subject-clocks.rules.ts';
import type { PlanClock, PlanClocks } from './subject-clocks.schema.ts';

const { clocks } = SECOND_PLAN;
const changed = (name: string, change: Partial<PlanClock>): PlanClocks => ({
  ...SECOND_PLAN,
  clocks: { ...clocks, [name]: { ...(clocks[name] as PlanClock), ...change } },
});

/** The clocks of a request with these rows: under the first version where it never went over. */
function rulesOf(second: PlanClocks, rows: readonly Row[]): PlanClockRules {
  const [one, two] = [planClocksFrom(SECOND_PLAN), planClocksFrom(second)];
  return rows.some(([, type]) => type === PLAN_MOVED)
    ? {
        ...two,
        versions: new Map([
          ['one', one],
          ['two', two],
        ]),
      }
    : one;
}

const move = (time: string): Row => [time, PLAN_MOVED, { from: 'one', to: 'two' }];
const counted = (second: PlanClocks, asOf: string, ...rows: readonly Row[]) =>
  clocksOfSubject(rulesOf(second, rows), 'serviceRequest', events(...rows), at(asOf));
const lines = (name: string, second: PlanClocks, asOf: string, ...rows: readonly Row[]): string[] =>
  told(counted(second, asOf, ...rows)).filter((row) => row.startsWith(`${name} `));
const reported: Row = ['08 09:00', 'reportReceived', { kind: 'stoerung', severity: 'rot' }];

describe('a request that goes over to another version takes its terms as R9 says', () => {
  const shorter = { bySeverity: { rot: 'PT3H', gelb: 'PT12H' } };
  for (const [onChange, expected] of [
    ['retroactive', ['loesung 1 running 08 12:00']],
    ['fromChange', ['loesung 1 clockChanged 08 15:00', 'loesung 2 running 08 14:00']],
    ['carry', ['loesung 1 running 08 12:00']],
  ] as const)
    test(`${onChange}: the terms that follow the move`, () => {
      const second = changed('loesung', { ...shorter, onChange });
      assert.deepEqual(lines('loesung', second, '08 10:30', reported), ['loesung 1 running 08 15:00']);
      assert.deepEqual(lines('loesung', second, '08 11:00', reported, move('08 11:00')), expected);
    });

  test('a view as of before the move is what it was', () => {
    const rows = [reported, move('08 11:00')];
    assert.deepEqual(lines('loesung', changed('loesung', shorter), '08 10:59', ...rows), ['loesung 1 running 08 15:00']);
  });

  test('a limit that is shorter than what was counted is broken at its true instant, which lies before the move', () => {
    const [clock] = counted(changed('loesung', shorter), '08 13:00', reported, move('08 13:00')).filter(
      (one) => one.clock === 'loesung',
    );
    assert.deepEqual([clock?.answer.breached, clock?.answer.breachedAt], [true, at('08 12:00')]);
  });

  test('a breach of the terms that the move replaces is not erased', () => {
    const longer = changed('eingang', { limit: 'PT5H' });
    const [clock] = counted(longer, '08 11:00', reported, move('08 11:00'));
    assert.deepEqual(
      [clock?.clock, clock?.answer.breached, clock?.answer.pastBreaches],
      ['eingang', false, [{ limit: 'PT1H', breachedAt: at('08 10:00'), heldUntil: at('08 11:00') }]],
    );
  });

  test('what stopped before keeps its verdict; reopened, it goes on under the terms of the version', () => {
    const second = changed('loesung', shorter);
    const stopped: Row[] = [reported, ['08 10:00', 'restored'], move('08 11:00')];
    assert.deepEqual(lines('loesung', second, '08 12:00', ...stopped), ['loesung 1 stopped 08 15:00']);
    assert.deepEqual(lines('loesung', second, '08 12:00', ...stopped, ['08 12:00', 'reopened']), ['loesung 1 running 08 14:00']);
  });

  test('a severity that is set after the move has the limit of the version, and a clock that starts then is the version’s', () => {
    const second = changed('loesung', { bySeverity: { rot: 'PT3H', gelb: 'PT20H' } });
    const rows: Row[] = [reported, move('08 11:00'), ['08 11:30', 'severitySet', { severity: 'gelb' }]];
    assert.deepEqual(lines('loesung', second, '08 11:30', ...rows), ['loesung 1 running 09 05:00']);
    const later: Row[] = [
      ['08 09:00', 'noted', { kind: 'stoerung', severity: 'rot' }],
      move('08 10:00'),
      ['08 11:00', 'reportReceived'],
    ];
    assert.deepEqual(lines('loesung', second, '08 11:00', ...later), ['loesung 1 running 08 14:00']);
  });
});

describe('clocks that only one of the versions has', () => {
  test('one that the version does not promise ends as cancelled, and a breach of it still counts', () => {
    const { eingang: _gone, ...rest } = clocks;
    const second = { ...SECOND_PLAN, clocks: rest };
    assert.deepEqual(lines('eingang', second, '08 09:30', reported, move('08 09:30')), ['eingang 1 notPromised 08 10:00']);
    const [broken] = counted(second, '08 11:00', reported, move('08 11:00')).filter(({ clock }) => clock === 'eingang');
    assert.deepEqual(
      [broken?.state, broken?.answer.breachedAt, broken?.countsForCommitments],
      ['cancelled', at('08 10:00'), true],
    );
  });

  test('one that the version adds is owed for what starts from then on, not for what had started', () => {
    const rueckruf: PlanClock = { start: 'reportReceived', stop: ['callBackMade'], limit: 'PT30M', calendar: 'immer' };
    const second: PlanClocks = {
      ...SECOND_PLAN,
      requestKinds: { ...SECOND_PLAN.requestKinds, stoerung: { clocks: ['eingang', 'einsatz', 'loesung', 'rueckruf'] } },
      clocks: { ...clocks, rueckruf },
    };
    const rows = [reported, move('08 10:00')];
    assert.deepEqual(lines('rueckruf', second, '08 12:00', ...rows), []);
    assert.deepEqual(lines('rueckruf', second, '08 12:00', ...rows, ['08 12:00', 'reportReceived']), [
      'rueckruf 1 running 08 12:30',
    ]);
  });

  test('a severity for which the version alone has a limit brings none to what had started; another brings its own from the start', () => {
    const second = changed('einsatz', { bySeverity: { rot: 'PT2H', gelb: 'PT8H', gruen: 'PT24H' } });
    const green: Row = ['08 09:00', 'reportReceived', { kind: 'stoerung', severity: 'gruen' }];
    assert.deepEqual(lines('einsatz', second, '08 12:00', green, move('08 10:00'), ['08 11:00', 'noted', { site: 'A' }]), []);
    const rows: Row[] = [green, move('08 10:00'), ['08 10:30', 'severitySet', { severity: 'gelb' }]];
    assert.deepEqual(lines('einsatz', second, '08 12:00', ...rows), ['einsatz 1 running 08 17:00']);
  });

  test('a clock ahead of a date takes the date anew, never due before the move by it, and one that had passed stays so', () => {
    const asset = (second: PlanClocks, asOf: string, ...rows: readonly Row[]) =>
      told(clocksOfSubject(rulesOf(second, rows), 'asset', events(...rows), at(asOf)));
    const known: Row = ['08 09:00', 'noted', { endOfSupply: '2026-04-30' }];
    const nearer = changed('hinweis', { before: 'P7M' });
    assert.deepEqual(asset(nearer, '08 10:00', known), ['hinweis 1 running 31 01:00']);
    assert.deepEqual(asset(nearer, '08 10:00', known, move('08 10:00')), ['hinweis 1 running 01 00:00']);
    const past: Row = ['08 09:00', 'noted', { endOfSupply: '2025-10-31' }];
    assert.deepEqual(asset(nearer, '09 10:00', past, move('09 10:00')), asset(SECOND_PLAN, '09 10:00', past, move('09 10:00')));
  });
});

describe('calendars and pauses over the move', () => {
  const openLonger: PlanClocks = {
    ...SECOND_PLAN,
    calendars: {
      ...SECOND_PLAN.calendars,
      werkstatt: {
        ...(SECOND_PLAN.calendars['werkstatt'] as PlanClocks['calendars'][string]),
        lunchBreak: null,
      },
    },
  };
  const asked: Row = ['08 09:00', 'reportReceived', { kind: 'frage' }];

  test('a calendar that opens otherwise recounts the whole cycle, whatever onChange says, and begins no other', () => {
    const second: PlanClocks = {
      ...openLonger,
      clocks: { ...clocks, antwort: { ...(clocks['antwort'] as PlanClock), onChange: 'fromChange' } },
    };
    assert.deepEqual(lines('antwort', second, '08 12:45', asked), ['antwort 1 running 08 13:30']);
    assert.deepEqual(lines('antwort', second, '08 12:45', asked, move('08 12:45')), ['antwort 1 running 08 13:00']);
  });

  test('a reason that only the version knows holds the clock from the move on, if it is active', () => {
    const second = changed('loesung', { pauseOn: ['material'] });
    const rows: Row[] = [reported, ['08 10:00', 'pause', {}, { reason: 'material' }], move('08 11:00')];
    assert.deepEqual(lines('loesung', second, '08 11:00', ...rows), ['loesung 1 paused -']);
    assert.deepEqual(lines('loesung', second, '08 12:00', ...rows, ['08 12:00', 'resume', {}, { reason: 'material' }]), [
      'loesung 1 running 08 16:00',
    ]);
  });

  test('a reason that the version does not know holds it no longer', () => {
    const second = changed('loesung', { pauseOn: [] });
    const rows: Row[] = [reported, ['08 10:00', 'pause', {}, { reason: 'zutritt' }], move('08 11:00')];
    assert.deepEqual(lines('loesung', second, '08 11:00', ...rows), ['loesung 1 running 08 16:00']);
  });
});

test('the explanation of a clock that went over adds up to the limit of the version', () => {
  const rows = events(
    reported,
    ['08 09:30', 'pause', {}, { reason: 'zutritt' }],
    ['08 10:00', 'resume', {}, { reason: 'zutritt' }],
    move('08 11:00'),
  );
  const explained = explainSubjectClock(
    rulesOf(changed('loesung', { bySeverity: { rot: 'PT8H' } }), [move('08 11:00')]),
    { subjectKind: 'serviceRequest', clock: 'loesung', cycle: 1 },
    rows,
    at('08 12:00'),
  );
  assert.deepEqual(
    [explained?.answer.dueAt, explained?.sumSeconds, explained?.limitSeconds, explained?.dueWithoutPauses],
    [at('08 17:30'), 28_800, 28_800, at('08 17:00')],
  );
});

test('a move to a version that says the same changes nothing, whatever happened before and after', () => {
  const types = ['firstContactMade', 'engineerArrived', 'restored', 'reopened', 'reportReceived', 'answered'] as const;
  const row = fc.tuple(
    fc.integer({ min: 0, max: 4_000 }),
    fc.oneof(
      fc.constantFrom(...types).map((type) => ({ type, fields: {}, reason: undefined })),
      fc
        .constantFrom('rot', 'gelb', 'gruen')
        .map((severity) => ({ type: 'severitySet', fields: { severity }, reason: undefined })),
      fc.constantFrom('pause', 'resume').map((type) => ({ type, fields: {}, reason: 'zutritt' })),
    ),
  );
  const start = at('08 09:00');
  fc.assert(
    fc.property(
      fc.array(row, { maxLength: 8 }),
      fc.integer({ min: 1, max: 4_000 }),
      fc.constantFrom('retroactive', 'fromChange', 'carry'),
      (drawn, moment, onChange) => {
        const plan: PlanClocks = { ...SECOND_PLAN, clockDefaults: { ...SECOND_PLAN.clockDefaults, onChange } };
        const same = planClocksFrom(structuredClone(plan));
        const rules = {
          ...same,
          versions: new Map([
            ['one', planClocksFrom(plan)],
            ['two', same],
          ]),
        };
        const happened = [
          ...events(reported),
          ...drawn.map(([minutes, { type, fields, reason }], seq) => {
            const when = (start + minutes * 60_000) as typeof start;
            return { type, at: when, recordedAt: when, seq: seq + 1, fields, ...(reason === undefined ? {} : { reason }) };
          }),
        ];
        const when = (start + moment * 60_000) as typeof start;
        const moved = { type: PLAN_MOVED, at: when, recordedAt: when, seq: 99, fields: { from: 'one', to: 'two' } };
        const asOf = (start + 5_000 * 60_000) as typeof start;
        assert.deepEqual(
          told(clocksOfSubject(rules, 'serviceRequest', [...happened, moved], asOf)),
          told(clocksOfSubject(planClocksFrom(plan), 'serviceRequest', happened, asOf)),
        );
      },
    ),
    { numRuns: 300 },
  );
});
