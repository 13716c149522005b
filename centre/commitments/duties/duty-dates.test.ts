import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { planOf, samplePlanText } from '#centre/plan/plan-file.fixture.ts';
import { datedWork, dutyDates } from './duty-dates.rules.ts';

const sample = planOf(samplePlanText);
const all = { from: '2026-01-01', to: '2031-12-31' };
const datesOf = (plan: typeof sample, window = all) =>
  datedWork(plan)
    .filter(({ terms }) => terms.form === 'inspectionReport')
    .flatMap((work) => dutyDates(plan, work, window))
    .flatMap(({ on, isOuter }) => (isOuter ? [] : [on]));
const inspections = sample.schedules['inspections'] ?? assert.fail();

test('every quarter of the trial run from the initial acceptance, then of the warranty from the final one', () => {
  const ofTrialRun = ['2026-06-20'];
  const ofWarranty = [
    '2026-12-18',
    ...['2027', '2028', '2029'].flatMap((year) => ['03', '06', '09', '12'].map((month) => `${year}-${month}-18`)),
  ];
  // The warranty ends three years after 18 September 2026; what comes due on its last day is still owed.
  assert.deepEqual(datesOf(sample), [...ofTrialRun, ...ofWarranty.filter((on) => on <= '2029-09-18')]);
});

test('before a milestone has its date there is nothing to count from', () => {
  assert.deepEqual(datesOf({ ...sample, milestones: {} }), []);
});

test('the 31st comes again after a February, and the ends of periods are theirs', () => {
  const plan = {
    ...sample,
    milestones: { finalAcceptanceSigned: '2026-08-31' },
    schedules: {
      inspections: { ...inspections, byPhase: { warranty: { every: 'P3M', anchor: 'finalAcceptanceSigned' as const } } },
    },
  };
  assert.deepEqual(datesOf(plan, { from: '2026-09-01', to: '2027-09-01' }), [
    '2026-11-30',
    '2027-02-28',
    '2027-05-31',
    '2027-08-31',
  ]);
  const byQuarter = { ...plan, schedules: { inspections: { ...inspections, byPhase: { warranty: { every: 'quarterEnd' } } } } };
  assert.deepEqual(datesOf(byQuarter, { from: '2026-08-01', to: '2027-01-15' }), ['2026-09-30', '2026-12-31']);
});

test('a window shows what the whole shows in it, and no more', () => {
  const day = fc.integer({ min: 0, max: 2000 }).map((days) => new Date(Date.UTC(2026, 0, 1 + days)).toISOString().slice(0, 10));
  fc.assert(
    fc.property(day, day, (one, other) => {
      const window = one < other ? { from: one, to: other } : { from: other, to: one };
      assert.deepEqual(
        datesOf(sample, window),
        datesOf(sample, { from: '2026-01-01', to: '2035-12-31' }).filter((on) => on >= window.from && on <= window.to),
      );
    }),
  );
});
