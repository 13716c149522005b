import assert from 'node:assert/strict';
import { test } from 'node:test';
import { planOf, samplePlanText, secondPlanText } from './plan-file.fixture.ts';
import { holidayYears } from './date-checks.rules.ts';

const sample = planOf(samplePlanText);
const second = planOf(secondPlanText);

/** Every single value of a plan, as text. */
function values(value: unknown): string[] {
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(values) : [String(value)];
}

function common(pattern: RegExp): string[] {
  const ofSample = new Set(values(sample).filter((value) => pattern.test(value)));
  return [...new Set(values(second).filter((value) => pattern.test(value) && ofSample.has(value)))];
}

test('the second plan shares no duration, date, time of day or number on paper with the first', () => {
  assert.deepEqual(common(/^P[\dT]/), []);
  assert.deepEqual(
    common(/^\d{4}-\d{2}-\d{2}$/).filter((date) => values(second.holidaySets).every((holiday) => holiday !== date)),
    [],
  );
  assert.deepEqual(common(/\d:\d\d-/), []);
  assert.deepEqual(common(/\{seq\}|^QR-|^FB |@.*example/), []);
});

test('it shares no name of a clock, calendar, severity, schedule or holiday set', () => {
  for (const block of ['clocks', 'calendars', 'severities', 'schedules', 'holidaySets'] as const) {
    assert.deepEqual(
      Object.keys(second[block] ?? {}).filter((name) => Object.hasOwn(sample[block] ?? {}, name)),
      [],
      block,
    );
  }
});

test('it has forty commitments of its own, another zone and provider, guards of every kind', () => {
  assert.equal(second.commitments.length, 40);
  assert.ok(second.commitments.every(({ id }) => /^K-\d\d$/.test(id)));
  assert.equal(second.plan.timezone, 'Europe/Berlin');
  assert.notEqual(second.organisation?.provider.zh, sample.organisation?.provider.zh);
  const gates = Object.values(second.gates);
  assert.ok(
    gates.includes('off') &&
      gates.some((gate) => gate.length === 0) &&
      gates.some((gate) => Array.isArray(gate) && gate.length > 1),
  );
  assert.deepEqual([...holidayYears(second.holidaySets, 'bremen').keys()], [2026, 2027]);
});
