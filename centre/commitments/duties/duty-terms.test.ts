import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import fc from 'fast-check';
import { readPlan } from '#centre/plan/index.ts';
import { planOf, samplePlanText } from '#centre/plan/plan-file.fixture.ts';
import { planPath, SECOND_PLAN } from '#centre/testing/furnish.ts';
import { planCalendars } from '../plan-calendars.rules.ts';
import { dutiesOf } from './duty-terms.rules.ts';

const second = readPlan(readFileSync(planPath(SECOND_PLAN), 'utf8'), SECOND_PLAN.file);
assert.ok('plan' in second);
const plans = [planOf(samplePlanText), second.plan];
const dutiesIn = (plan: (typeof plans)[number], from: string, to: string) => {
  const { calendars } = planCalendars(plan);
  return dutiesOf({ plan, calendar: (name) => calendars.get(name), window: { from, to } });
};
const day = fc.integer({ min: 0, max: 1_500 }).map((days) => new Date(Date.UTC(2026, 0, 1 + days)).toISOString().slice(0, 10));

test('two windows that meet hold what the whole holds: nothing is missed, nothing is there twice', () => {
  fc.assert(
    fc.property(fc.constantFrom(...plans), day, day, (plan, one, other) => {
      const [from, middle] = one < other ? [one, other] : [other, one];
      const next = new Date(Date.parse(middle) + 86_400_000).toISOString().slice(0, 10);
      const keys = (duties: ReturnType<typeof dutiesIn>) =>
        duties.map(({ work, on, dueAt }) => `${work} ${on} ${dueAt}`).toSorted();
      const whole = keys(dutiesIn(plan, from, '2030-12-31'));
      assert.deepEqual(keys([...dutiesIn(plan, from, middle), ...dutiesIn(plan, next, '2030-12-31')]), whole);
      assert.equal(new Set(whole).size, whole.length);
    }),
    { numRuns: 25 },
  );
});

test('each is open before it is warned of, and warned of before it is due', () => {
  for (const plan of plans)
    for (const { work, on, opensAt, warnsAt, dueAt, commitments } of dutiesIn(plan, '2026-01-01', '2031-01-01')) {
      assert.ok(opensAt <= warnsAt && warnsAt < dueAt, `${work} ${on}`);
      assert.ok(commitments.length > 0, `${work} ${on}`);
    }
});

test('the zone of the process plays no part: 24:00 is that of the plan', () => {
  const zone = process.env['TZ'];
  const told = ['Pacific/Kiritimati', 'America/Anchorage'].map((other) => {
    process.env['TZ'] = other;
    return plans.map((plan) => dutiesIn(plan, '2026-01-01', '2028-01-01'));
  });
  if (zone === undefined) delete process.env['TZ'];
  else process.env['TZ'] = zone;
  assert.deepEqual(told[0], told[1]);
});
