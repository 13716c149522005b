import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { SECOND_PLAN } from './clock/fixtures/second-plan.ts';
import { at, events, told, type Row } from './clock/fixtures/second-plan-clocks.ts';
import { planClocksFrom } from './plan-clocks.rules.ts';
import { clocksOfSubject } from './subject-clocks.rules.ts';

describe('corrections of the holiday table', () => {
  // Monday the 8th turns out to be a day off, known at 10:30 of that day.
  const corrected = planClocksFrom(SECOND_PLAN, [
    { at: at('08 10:30'), holidaySets: { bayern: { '2025': { off: ['2025-09-08'] } } } },
  ]);
  const due = (asOf: string, ...rows: Row[]) =>
    told(clocksOfSubject(corrected, 'serviceRequest', events(...rows), at(asOf))).filter((row) => row.startsWith('antwort'));
  const started: Row = ['08 09:00', 'reportReceived', { kind: 'frage' }];

  test('a running clock is counted again from the correction on, and not before', () => {
    assert.deepEqual(due('08 10:00', started), ['antwort 1 running 08 13:30']);
    assert.deepEqual(due('08 11:00', started), ['antwort 1 running 09 12:00']);
  });

  test('what has ended keeps its verdict, counted again or not', () => {
    assert.deepEqual(due('09 11:00', started, ['08 10:00', 'answered']), ['antwort 1 stopped 08 13:30']);
    const late = events(started, ['08 10:00', 'answered']).map((event) => ({ ...event, recordedAt: at('08 12:00') }));
    assert.equal(
      clocksOfSubject(corrected, 'serviceRequest', late, at('08 12:00')).find(({ clock }) => clock === 'antwort')?.answer.dueAt,
      at('08 13:30'),
    );
  });

  test('clocks on other calendars and clocks begun later take it as it is', () => {
    assert.deepEqual(due('09 09:00', ['09 08:00', 'reportReceived', { kind: 'frage' }]), ['antwort 1 running 09 12:00']);
    const [contact] = clocksOfSubject(corrected, 'serviceRequest', events(started), at('08 11:00'));
    assert.deepEqual([contact?.clock, contact?.answer.dueAt], ['eingang', at('08 10:00')]);
    assert.deepEqual(due('08 11:00', ['08 10:45', 'reportReceived', { kind: 'frage' }]), ['antwort 1 running 09 12:00']);
  });

  test('a change of severity after it counts on the corrected calendar, named as the plan names it', () => {
    const list = clocksOfSubject(
      corrected,
      'serviceRequest',
      events(
        ['08 09:00', 'reportReceived', { kind: 'stoerung' }],
        ['08 10:00', 'severitySet', { severity: 'rot' }],
        ['08 11:00', 'severitySet', { severity: 'gelb' }],
      ),
      at('08 11:00'),
    );
    const arrival = list.find(({ clock }) => clock === 'einsatz');
    assert.deepEqual([arrival?.definition.calendar, arrival?.answer.dueAt], ['werkstatt', at('10 08:30')]);
  });

  test('a correction that changes nothing of this plan is none', () => {
    const same = planClocksFrom(SECOND_PLAN, [
      { at: at('08 10:30'), holidaySets: { elsewhere: { '2025': { off: ['2025-09-08'] } } } },
    ]);
    assert.deepEqual(same.corrections, []);
  });
});
