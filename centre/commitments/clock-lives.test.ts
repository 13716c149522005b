import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { SECOND_PLAN } from './clock/fixtures/second-plan.ts';
import { at, events, request, rules, told, type Row } from './clock/fixtures/second-plan-clocks.ts';
import { planClocksFrom } from './plan-clocks.rules.ts';
import { clocksOfSubject, explainSubjectClock } from './subject-clocks.rules.ts';
import type { PlanClocks } from './subject-clocks.schema.ts';

describe('cancel, pauses, reopening, receipts', () => {
  test('cancelOn and cancel end what is active as cancelled, with their cause, neither kept nor breached', () => {
    const declined = request(
      '08 10:00',
      ['08 09:00', 'reportReceived'],
      ['08 09:05', 'firstContactMade'],
      ['08 09:30', 'visitDeclinedByCustomer'],
      ['08 09:40', 'cancel'],
    );
    assert.deepEqual(told(declined), [
      'eingang 1 stopped 08 10:00',
      'einsatz 1 visitDeclinedByCustomer 08 11:00',
      'loesung 1 withdrawn 08 15:00',
    ]);
    const noFault = request('08 10:00', ['08 09:00', 'reportReceived'], ['08 09:40', 'cancel', {}, { reason: 'noFault' }]);
    assert.deepEqual(
      noFault.map(({ cancelCause, countsForCommitments }) => [cancelCause, countsForCommitments]),
      noFault.map(() => ['noFault', true]),
    );
  });

  test('a breach recorded before the cancel stays and counts', () => {
    const [clock] = request('08 12:00', ['08 09:00', 'reportReceived'], ['08 11:30', 'cancel']);
    assert.deepEqual([clock?.state, clock?.answer.breachedAt, clock?.countsForCommitments], ['cancelled', at('08 10:00'), true]);
  });

  test('a pause holds the clocks that name its reason, and the next wake waits with them', () => {
    const rows: Row[] = [
      ['08 09:00', 'reportReceived'],
      ['08 10:00', 'pause', {}, { reason: 'zutritt' }],
    ];
    const resolution = request('08 11:00', ...rows).find(({ clock }) => clock === 'loesung');
    assert.deepEqual([resolution?.state, resolution?.pausedFor, resolution?.nextWakeAt], ['paused', ['zutritt'], null]);
    const resumed = request('08 12:00', ...rows, ['08 12:00', 'resume', {}, { reason: 'zutritt' }]).find(
      ({ clock }) => clock === 'loesung',
    );
    assert.deepEqual([resumed?.answer.dueAt, resumed?.nextWakeAt], [at('08 17:00'), at('08 14:00')]);
  });

  test('reopened takes the same clock up again; a new start is the next cycle', () => {
    const rows: Row[] = [
      ['08 09:00', 'reportReceived', { kind: 'stoerung', severity: 'rot' }],
      ['08 12:00', 'restored'],
      ['09 10:00', 'reopened'],
    ];
    const resolution = (asOf: string, ...more: Row[]) =>
      told(request(asOf, ...rows, ...more)).filter((row) => row.startsWith('loesung'));
    assert.deepEqual(resolution('09 10:00'), ['loesung 1 running 09 13:00']);
    assert.deepEqual(resolution('10 12:00', ['09 12:00', 'restored'], ['10 11:00', 'reportReceived']), [
      'loesung 1 stopped 09 13:00',
      'loesung 2 running 10 17:00',
    ]);
  });

  test('an automatic receipt stops no clock', () => {
    const [clock] = request(
      '08 09:30',
      ['08 09:00', 'reportReceived'],
      ['08 09:01', 'firstContactMade', {}, { automatic: true }],
    );
    assert.equal(clock?.state, 'running');
  });

  test('at one instant what became known first comes first, then the sequence', () => {
    const late = events(['08 09:00', 'reportReceived'], ['08 09:00', 'firstContactMade']).map((event, i) => ({
      ...event,
      seq: 9 - i,
    }));
    assert.equal(clocksOfSubject(rules, 'serviceRequest', late, at('08 09:00'))[0]?.state, 'running');
    const known = late.map((event, i) => (i === 1 ? { ...event, recordedAt: at('08 09:05') } : event));
    assert.equal(clocksOfSubject(rules, 'serviceRequest', known, at('08 09:04'))[0]?.state, 'running');
    assert.equal(clocksOfSubject(rules, 'serviceRequest', known, at('08 09:05'))[0]?.state, 'stopped');
  });
});

describe('anchors', () => {
  const asset = (asOf: string, ...rows: readonly Row[]) => clocksOfSubject(rules, 'asset', events(...rows), at(asOf));

  test("due at 24:00 of the date that lies ahead of the anchor, the month's last day where it is shorter", () => {
    const [clock] = asset('08 09:00', ['08 09:00', 'noted', { endOfSupply: '2026-08-31' }]);
    assert.equal(clock?.answer.dueAt, at('2026-03-01T00:00:00+01:00'));
    assert.deepEqual([clock?.startedAt, clock?.lateKnowledge, clock?.state], [at('08 09:00'), false, 'running']);
  });

  test('known too late it is due as it becomes known', () => {
    const [clock] = asset('08 09:00', ['08 09:00', 'noted', { endOfSupply: '2025-12-31' }]);
    assert.deepEqual([clock?.answer.dueAt, clock?.lateKnowledge, clock?.answer.breached], [at('08 09:00'), true, false]);
    assert.equal(clock?.nextWakeAt, at('08 09:00') + 1);
  });

  test('a new date counts again, and one after the notice asks for another notice', () => {
    const rows: Row[] = [
      ['08 09:00', 'noted', { endOfSupply: '2026-08-31' }],
      ['09 09:00', 'noted', { endOfSupply: '2026-12-31' }],
    ];
    assert.equal(asset('09 09:00', ...rows)[0]?.answer.dueAt, at('2026-07-01T00:00:00+02:00'));
    const twice = asset(
      '12 09:00',
      ...rows,
      ['10 09:00', 'noticeDelivered'],
      ['11 09:00', 'noted', { endOfSupply: '2027-03-31' }],
    );
    assert.deepEqual(
      twice.map(({ cycle, state }) => [cycle, state]),
      [
        [1, 'stopped'],
        [2, 'running'],
      ],
    );
  });

  test('a date taken back ends the clock', () => {
    const [clock] = asset(
      '10 09:00',
      ['08 09:00', 'noted', { endOfSupply: '2026-08-31' }],
      ['09 09:00', 'noted', { endOfSupply: null }],
    );
    assert.deepEqual([clock?.cancelCause, clock?.countsForCommitments], ['doesNotFit', false]);
  });
});

describe('explanations', () => {
  const rows: Row[] = [['08 11:00', 'reportReceived', { kind: 'frage' }]];
  const explain = (clock: string, asOf: string, list = events(...rows)) =>
    explainSubjectClock(rules, { subjectKind: 'serviceRequest', clock, cycle: 1 }, list, at(asOf));

  test('the lunch break is told from the night, what was from what is to come', () => {
    const explanation = explain('antwort', '08 13:00');
    assert.deepEqual(
      explanation?.stretches.map(({ kind, cause, countedSeconds }) => [kind, cause, countedSeconds]),
      [
        ['counted', 'workingHours', 3600],
        ['skipped', 'break', 0],
        ['counted', 'workingHours', 1800],
        ['expected', 'workingHours', 9000],
      ],
    );
    assert.equal(explanation?.sumSeconds, 4 * 3600);
  });

  test('a clock or cycle that is not there has none', () => {
    assert.equal(explain('loesung', '08 13:00'), undefined);
    assert.equal(
      explainSubjectClock(rules, { subjectKind: 'serviceRequest', clock: 'antwort', cycle: 2 }, events(...rows), at('08 13:00')),
      undefined,
    );
  });

  test('a pause is told with its reason and with what it cost', () => {
    const paused = events(
      ['08 09:00', 'reportReceived'],
      ['08 10:00', 'pause', {}, { reason: 'zutritt' }],
      ['08 11:30', 'resume', {}, { reason: 'zutritt' }],
    );
    const explanation = explain('loesung', '08 12:00', paused);
    assert.deepEqual(explanation?.stretches[1], {
      from: at('08 10:00'),
      to: at('08 11:30'),
      kind: 'paused',
      cause: 'pause',
      reasons: ['zutritt'],
      countedSeconds: 0,
      totalSeconds: 3600,
    });
    assert.equal(explanation?.dueWithoutPauses, at('08 15:00'));
  });
});

test('a plan in its long form gives the same clocks', () => {
  const long: PlanClocks = {
    ...SECOND_PLAN,
    clockDefaults: { ...SECOND_PLAN.clockDefaults, warnAt: [{ percent: 50 }] },
    clocks: {
      ...SECOND_PLAN.clocks,
      loesung: {
        ...SECOND_PLAN.clocks['loesung'],
        stop: ['restored'],
        bySeverity: { rot: { limit: 'PT6H' }, gelb: { limit: 'PT12H' }, gruen: { limit: 'P2D' } },
      },
    },
  };
  const list = events(['08 09:00', 'reportReceived'], ['08 09:30', 'verified', { kind: 'stoerung', severity: 'gelb' }]);
  assert.deepEqual(
    clocksOfSubject(planClocksFrom(long), 'serviceRequest', list, at('08 10:00')),
    clocksOfSubject(rules, 'serviceRequest', list, at('08 10:00')),
  );
});
