import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { at, events, request, rules, told, type Row } from './clock/fixtures/second-plan-clocks.ts';
import { outcomesOf } from './outcomes.rules.ts';
import { clocksOfSubject } from './subject-clocks.rules.ts';

describe('kinds of request', () => {
  test('a request without a kind runs the clocks of ifKindUnknown at its severity', () => {
    assert.deepEqual(told(request('08 09:00', ['08 09:00', 'reportReceived'])), [
      'eingang 1 running 08 10:00',
      'einsatz 1 running 08 11:00',
      'loesung 1 running 08 15:00',
    ]);
  });

  test('register with another kind cancels what the kind does not have, and starts from receipt what it has', () => {
    const list = request('08 09:30', ['08 09:00', 'reportReceived'], ['08 09:20', 'registered', { kind: 'frage' }]);
    assert.deepEqual(told(list), [
      'eingang 1 running 08 10:00',
      'antwort 1 running 08 13:30',
      'einsatz 1 otherKind 08 11:00',
      'loesung 1 otherKind 08 15:00',
    ]);
  });

  test('a breach of a clock ended so stays in the history and counts for no commitment', () => {
    const list = request('08 12:00', ['08 09:00', 'reportReceived'], ['08 11:30', 'registered', { kind: 'frage' }]);
    const arrival = list.find(({ clock }) => clock === 'einsatz');
    assert.equal(arrival?.answer.breachedAt, at('08 11:00'));
    assert.equal(arrival?.countsForCommitments, false);
    assert.equal(list.find(({ clock }) => clock === 'eingang')?.countsForCommitments, true);
  });

  test('what stopped before it was known to be of another kind keeps its verdict', () => {
    const list = request(
      '08 12:00',
      ['08 09:00', 'reportReceived'],
      ['08 10:00', 'engineerArrived'],
      ['08 11:30', 'registered', { kind: 'frage' }],
    );
    assert.deepEqual(
      told(list).filter((row) => row.startsWith('einsatz')),
      ['einsatz 1 stopped 08 11:00'],
    );
  });

  test('the answer given before the kind was known stops the clock that starts from receipt', () => {
    const list = request(
      '08 12:00',
      ['08 09:00', 'reportReceived'],
      ['08 09:10', 'answered'],
      ['08 11:30', 'registered', { kind: 'frage' }],
    );
    assert.deepEqual(
      told(list).filter((row) => row.startsWith('antwort')),
      ['antwort 1 stopped 08 13:30'],
    );
  });

  test("clocks of other subjects are none of the request's", () => {
    assert.deepEqual(told(request('08 09:00', ['08 09:00', 'taskNeeded'])), []);
    assert.deepEqual(
      told(
        clocksOfSubject(
          rules,
          'taskOrder',
          events(['08 09:00', 'taskNeeded', { kind: 'stoerung', severity: 'rot' }]),
          at('08 09:00'),
        ),
      ),
      ['auftrag 1 running 08 09:15'],
    );
    assert.deepEqual(
      told(clocksOfSubject(rules, 'taskOrder', events(['08 09:00', 'taskNeeded', { kind: 'frage' }]), at('08 09:00'))),
      ['auftrag 1 running 08 17:00'],
    );
  });
});

describe('severity', () => {
  test('a change counts the limits again from the same start, on the calendar of that severity', () => {
    const list = request(
      '08 10:00',
      ['08 09:00', 'reportReceived'],
      ['08 09:30', 'verified', { kind: 'stoerung', severity: 'gelb' }],
    );
    assert.deepEqual(told(list), ['eingang 1 running 08 10:00', 'einsatz 1 running 09 09:30', 'loesung 1 running 08 21:00']);
    assert.equal(list.find(({ clock }) => clock === 'einsatz')?.definition.calendar, 'werkstatt');
  });

  test('a severity the clock does not name ends it as one that does not fit; named again it starts at its start', () => {
    const rows: Row[] = [
      ['08 09:00', 'reportReceived'],
      ['08 09:30', 'verified', { kind: 'stoerung', severity: 'gruen' }],
    ];
    const arrival = (asOf: string, ...more: Row[]) =>
      told(request(asOf, ...rows, ...more)).filter((row) => row.startsWith('einsatz'));
    assert.deepEqual(arrival('08 10:00'), ['einsatz 1 doesNotFit 08 11:00']);
    assert.deepEqual(arrival('08 12:00', ['08 11:30', 'severitySet', { severity: 'rot' }]), [
      'einsatz 1 doesNotFit 08 11:00',
      'einsatz 2 running 08 11:00 breached',
    ]);
  });

  test('the breach of a limit that a change replaced is never erased', () => {
    const list = request(
      '08 16:00',
      ['08 09:00', 'reportReceived'],
      ['08 15:30', 'verified', { kind: 'stoerung', severity: 'gelb' }],
    );
    const { answer } = list.find(({ clock }) => clock === 'loesung') ?? assert.fail();
    assert.equal(answer.breached, false);
    assert.deepEqual(answer.pastBreaches, [{ limit: 'PT6H', breachedAt: at('08 15:00'), heldUntil: at('08 15:30') }]);
  });

  test('the breach of terms that were replaced is recorded, with the limit it broke, also where nobody looked in time', () => {
    const rows: Row[] = [
      ['08 09:00', 'reportReceived'],
      ['08 15:30', 'verified', { kind: 'stoerung', severity: 'gelb' }],
    ];
    const verdicts = (asOf: string) => {
      const clock = request(asOf, ...rows).find((known) => known.clock === 'loesung') ?? assert.fail();
      return outcomesOf(clock, at(asOf)).filter(({ verdict }) => !verdict.startsWith('warning'));
    };
    const broken = { verdict: 'breached', at: at('08 15:00'), commitments: ['B-5', 'B-6', 'B-7'], limit: 'PT6H' };
    assert.deepEqual(verdicts('08 16:00'), [broken]);
    // Broken again under the later terms: the cycle was broken once, and first then.
    assert.deepEqual(verdicts('08 22:00'), [broken]);
  });

  test('a clock serves the commitments that hold at the severity known when it ended, of those that it cites', () => {
    const served = (...rows: Row[]) =>
      request('08 20:00', ['08 09:00', 'reportReceived'], ...rows).find(({ clock }) => clock === 'loesung')?.sources;
    assert.deepEqual(served(), ['B-5', 'B-6', 'B-7']);
    assert.deepEqual(served(['08 10:00', 'verified', { kind: 'stoerung', severity: 'gelb' }]), ['B-6', 'B-7']);
    assert.deepEqual(served(['08 10:00', 'verified', { kind: 'stoerung', severity: 'gruen' }]), ['B-7']);
    const restored: Row[] = [
      ['08 10:00', 'verified', { kind: 'stoerung', severity: 'rot' }],
      ['08 11:00', 'restored'],
    ];
    assert.deepEqual(served(...restored, ['08 12:00', 'severitySet', { severity: 'gruen' }]), ['B-5', 'B-6', 'B-7']);
  });

  test('a kind that is known while the severity is not runs at what the plan assumes', () => {
    assert.deepEqual(
      told(request('08 09:00', ['08 09:00', 'reportReceived', { kind: 'stoerung' }]))[2],
      'loesung 1 running 08 21:00',
    );
  });

  test('a severity of a fault says nothing about a question', () => {
    const list = clocksOfSubject(
      rules,
      'taskOrder',
      events(['08 09:00', 'taskNeeded', { kind: 'frage', severity: 'rot' }]),
      at('08 09:00'),
    );
    assert.deepEqual(told(list), ['auftrag 1 running 08 17:00']);
  });
});

describe('when, outer limits, given instants', () => {
  test("a clock whose condition is met later starts at its start event's time, with its outer limit", () => {
    const rows: Row[] = [['12 10:00', 'replacementDecided']];
    assert.deepEqual(told(request('12 11:00', ...rows)), []);
    rows.push(['15 09:00', 'faultTypeSet', { damageCause: 'material' }]);
    // Saturday 13 rolls over to Monday's closing, Wednesday 17 ends at its own.
    assert.deepEqual(told(request('15 09:00', ...rows)), ['ersatz 1 running 15 16:00', 'ersatzOuter 1 running 17 16:00']);
    assert.deepEqual(
      request('15 09:00', ...rows).map(({ sources }) => sources),
      [['B-2'], ['B-3', 'B-4']],
    );
  });

  test('an unset condition and one not in the list are alike: no clock', () => {
    assert.deepEqual(told(request('12 11:00', ['12 10:00', 'replacementDecided', { damageCause: 'human' }])), []);
  });

  test('a limit given as an instant is due then, open or not, and a changed field is a change of terms', () => {
    const rows: Row[] = [['08 09:00', 'registered', { kind: 'stoerung', zugesagtBis: '2025-09-13T20:00:00+02:00' }]];
    const promised = (asOf: string, ...more: Row[]) =>
      told(request(asOf, ...rows, ...more)).filter((row) => row.startsWith('frist'));
    assert.deepEqual(promised('08 09:00'), ['frist 1 running 13 20:00']);
    assert.deepEqual(promised('08 11:00', ['08 10:00', 'note', { zugesagtBis: at('10 12:00') }]), ['frist 1 running 10 12:00']);
    assert.deepEqual(promised('14 11:00', ['14 10:00', 'note', { zugesagtBis: at('20 12:00') }]), ['frist 1 running 20 12:00']);
    const [clock] = request('14 11:00', ...rows, ['14 10:00', 'note', { zugesagtBis: at('20 12:00') }]);
    assert.deepEqual(clock?.answer.pastBreaches, [
      { limit: '2025-09-13T18:00:00Z', breachedAt: at('13 20:00'), heldUntil: at('14 10:00') },
    ]);
  });

  test("a field that holds a date is due at 24:00 of it in the calendar's zone; one set later starts at the start", () => {
    const list = request(
      '09 09:00',
      ['08 09:00', 'registered', { kind: 'stoerung' }],
      ['09 08:00', 'note', { zugesagtBis: '2025-09-10' }],
    );
    assert.deepEqual(told(list), ['frist 1 running 11 00:00']);
    assert.equal(list[0]?.startedAt, at('08 09:00'));
  });

  test('a given instant in the past is due then, before the start', () => {
    const list = request('09 09:00', ['09 09:00', 'registered', { kind: 'stoerung', zugesagtBis: at('08 12:00') }]);
    assert.deepEqual(told(list), ['frist 1 running 08 12:00 breached']);
  });
});
