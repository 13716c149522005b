import assert from 'node:assert/strict';
import { test } from 'node:test';
import { instant, parseInstant } from '#platform/time/instant.ts';
import { checkPlan, passes } from './plan-checks.rules.ts';
import type { PlanContext } from './plan-checks.rules.ts';
import { changed, planOf, samplePlanText, secondPlanText } from './plan-file.fixture.ts';
import type { ProviderBlocks, ServicePlan } from './plan.schema.ts';

const sample = planOf(samplePlanText);
const second = planOf(secondPlanText);
const today = '2026-11-22';

function statesOf(plan: ServicePlan, context: Partial<PlanContext> = {}): string[] {
  return checkPlan(plan, { today, ...context }).map(({ state }) => state);
}

/** Code and path of what one check finds. */
function found(number: number, plan: ServicePlan, context: Partial<PlanContext> = {}): string[] {
  const check = checkPlan(plan, { today, ...context })[number - 1];
  return check?.findings.map(({ code, path }) => `${code} ${path.join('.')}`) ?? [];
}

function blocksOf({ organisation, onCall, holidaySets, forms, quality }: ServicePlan): ProviderBlocks {
  return { organisation, onCall, holidaySets, forms, quality };
}

test('both plans pass; without a roster the fifth check is not made', () => {
  assert.deepEqual(statesOf(sample), [
    'passed',
    'passed',
    'passed',
    'passed',
    'notChecked',
    'warned',
    'passed',
    'passed',
    'passed',
  ]);
  assert.deepEqual(statesOf(second), [
    'passed',
    'passed',
    'passed',
    'passed',
    'notChecked',
    'passed',
    'passed',
    'passed',
    'passed',
  ]);
  assert.ok(passes(checkPlan(sample, { today })));
});

test('a plan whose check has failed may not become active', () => {
  assert.ok(!passes(checkPlan({ ...sample, gates: {} }, { today })));
  assert.equal(statesOf({ ...sample, gates: {} })[6], 'failed');
});

test('two clocks of one stretch with different limits need a settlement', () => {
  const text = changed(
    samplePlanText,
    ['chosen: { layered: [acknowledge, response, responseCeiling] }', 'chosen: { layered: [acknowledge] }'],
    ['clauses: [C-1.1-05, C-1.3.6-05]', 'clauses: [C-1.1-05]'],
  );
  assert.throws(() => planOf(text), /conflictUnsettled/);
  // Clauses of both clocks in one conflict settle it as well as their names do.
  planOf(changed(samplePlanText, ['chosen: { layered: [acknowledge, response, responseCeiling] }', 'chosen: { note: layered }']));
});

test('a settlement that chose another value than is in force, or that nobody agreed to, is warned of', () => {
  const text = changed(
    samplePlanText,
    ['    limit: P1D\n    outer: P7D', '    limit: P2D\n    outer: P7D'],
    [
      'chosen: { unit: QG }, reason: consistentReading, agreed: { by: customerRepresentative, on: 2026-02-25 } }',
      'chosen: { unit: QG }, reason: consistentReading }',
    ],
  );
  assert.deepEqual(found(3, planOf(text)), ['settlementDiffers conflicts.0.chosen.limit', 'conflictNotAgreed conflicts.9']);
  const schedule = changed(samplePlanText, ['warranty: { every: P3M, anchor', 'warranty: { every: P4M, anchor']);
  assert.deepEqual(found(3, planOf(schedule)), ['settlementDiffers conflicts.1.chosen.warranty']);
});

test('the roster covers the next 30 days without a gap', () => {
  const at = (text: string) => parseInstant(text) ?? instant(NaN);
  const from = at('2026-11-22T00:00:00+08:00');
  const gaps = (...shifts: [string, string][]) =>
    checkPlan(sample, {
      today,
      roster: { from, shifts: shifts.map(([begin, end]) => ({ from: at(begin), to: at(end) })) },
    })[4]?.findings.map(({ details }) => `${details['from']} ${details['to']}`);
  assert.deepEqual(
    gaps(['2026-12-01T00:00:00+08:00', '2027-01-01T00:00:00+08:00'], ['2026-11-01T00:00:00+08:00', '2026-12-01T00:00:00+08:00']),
    [],
  );
  assert.deepEqual(
    gaps(['2026-11-20T00:00:00+08:00', '2026-11-29T09:00:00+08:00'], ['2026-11-29T10:00:00+08:00', '2026-12-21T00:00:00+08:00']),
    ['2026-11-29T01:00:00Z 2026-11-29T02:00:00Z', '2026-12-20T16:00:00Z 2026-12-21T16:00:00Z'],
  );
  assert.equal(gaps()?.length, 1);
});

test('a year that stands in the provider’s holiday table need not stand in the plan', () => {
  const provider = { blocks: blocksOf(sample), holidays: { cnStatutory: [2026, 2027].map((year) => ({ year, makeUp: [] })) } };
  assert.deepEqual(found(6, sample, { provider }), []);
  assert.deepEqual(found(6, { ...sample, holidaySets: undefined }, { provider, today: '2027-02-01' }), []);
  assert.deepEqual(found(6, { ...sample, holidaySets: undefined }, { provider, today: '2028-02-01' }), [
    'holidayYearMissing calendars.office.holidays',
  ]);
});

test('a plan may leave out what is stored for the provider, and nothing else', () => {
  const {
    organisation: _organisation,
    onCall: _onCall,
    holidaySets: _holidaySets,
    forms: _forms,
    quality: _quality,
    ...rest
  } = sample;
  assert.deepEqual(found(7, rest), [
    'providerBlockMissing organisation',
    'providerBlockMissing onCall',
    'providerBlockMissing forms',
    'providerBlockMissing quality',
  ]);
  assert.deepEqual(found(7, rest, { provider: { blocks: blocksOf(sample) } }), []);
});

test('a site is served by the unit it names, by one that covers it, or by one of the provider’s', () => {
  const sites = sample.customer.sites.map(({ servingUnit: _servingUnit, ...site }) => site);
  const plan = { ...sample, customer: { ...sample.customer, sites } };
  assert.deepEqual(found(4, plan), []);
  assert.deepEqual(found(4, { ...plan, organisation: undefined }), [
    'siteWithoutUnit customer.sites.0',
    'siteWithoutUnit customer.sites.1',
    'siteWithoutUnit customer.sites.2',
  ]);
  assert.deepEqual(found(4, { ...plan, organisation: undefined }, { provider: { blocks: blocksOf(sample) } }), []);
});

test('a weaker value that the source gives needs the customer’s approval; an assumed one does not', () => {
  const weaker = planOf(
    changed(
      samplePlanText,
      ['bySeverity: { critical: PT5H, major: PT5H', 'bySeverity: { critical: PT5H, major: PT6H'],
      ['minor: { limit: P1D, assumed: true }', 'minor: { limit: P2D, assumed: true }'],
    ),
  );
  assert.deepEqual(found(9, weaker, { activePlan: sample }), [
    'weakenedWithoutApproval clocks.resolution.bySeverity.major.limit',
  ]);
  assert.deepEqual(found(9, weaker, { activePlan: sample, approvedByCustomer: true }), []);
  // What the file says of approvals is the author's word.
  const claimed = planOf(
    changed(
      samplePlanText,
      ['major: PT5H', 'major: PT6H'],
      ['role: customerRepresentative, approvedOn: 2026-02-25', 'role: customerRepresentative, approvedOn: 2026-10-25'],
    ),
  );
  assert.deepEqual(found(9, claimed, { activePlan: sample }), [
    'weakenedWithoutApproval clocks.resolution.bySeverity.major.limit',
  ]);
  assert.deepEqual(found(9, sample, { activePlan: weaker }), []);
});
