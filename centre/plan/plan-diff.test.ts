import assert from 'node:assert/strict';
import { test } from 'node:test';
import { diffPlans } from './plan-diff.rules.ts';
import { changed, planOf, samplePlanText } from './plan-file.fixture.ts';

const sample = planOf(samplePlanText);

interface Change {
  name: string;
  from: string;
  to: string;
  path: string;
  isWeaker: boolean;
  clauses?: string[];
}

const CHANGES: readonly Change[] = [
  {
    name: 'a longer limit',
    from: 'limit: PT24H, calendar: continuous, source',
    to: 'limit: PT48H, calendar: continuous, source',
    path: 'clocks.responseCeiling.limit',
    isWeaker: true,
    clauses: ['C-1.3.6-05'],
  },
  {
    name: 'a shorter limit',
    from: 'limit: PT24H, calendar: continuous, source',
    to: 'limit: PT20H, calendar: continuous, source',
    path: 'clocks.responseCeiling.limit',
    isWeaker: false,
    clauses: ['C-1.3.6-05'],
  },
  {
    name: 'the same limit in another unit is a change, but none for the worse',
    from: 'limit: PT24H, calendar: continuous, source',
    to: 'limit: P1D, calendar: continuous, source',
    path: 'clocks.responseCeiling.limit',
    isWeaker: false,
  },
  { name: 'a longer outer limit', from: 'outer: P7D\n', to: 'outer: P9D\n', path: 'clocks.replacement.outer', isWeaker: true },
  {
    name: 'a calendar that is open less',
    from: 'limit: PT24H, calendar: continuous, source',
    to: 'limit: PT24H, calendar: office, source',
    path: 'clocks.responseCeiling.calendar',
    isWeaker: true,
  },
  {
    name: 'a later notice',
    from: 'anchor: spareProductionStops, before: P6M',
    to: 'anchor: spareProductionStops, before: P5M',
    path: 'clocks.endOfLifeNotice.before',
    isWeaker: true,
  },
  {
    name: 'a further way to stop a clock',
    from: 'stop: [callBackMade]',
    to: 'stop: [callBackMade, verified]',
    path: 'clocks.callBack.stop',
    isWeaker: true,
  },
  {
    name: 'a pause less',
    from: 'pauseOn: [customerDeniedAccess, customerRequestedDelay]',
    to: 'pauseOn: [customerDeniedAccess]',
    path: 'clocks.resolution.pauseOn',
    isWeaker: false,
  },
  {
    name: 'a severity less',
    from: 'bySeverity: { critical: PT30M, major: PT30M }',
    to: 'bySeverity: { critical: PT30M }',
    path: 'clocks.nearestDispatch.bySeverity.major',
    isWeaker: true,
  },
  {
    name: 'a clock less for a kind',
    from: 'technicalExchange: { flow: technicalExchange, clocks: [acknowledge, firstContact, recordConsultation, responseCeiling] }',
    to: 'technicalExchange: { flow: technicalExchange, clocks: [firstContact, recordConsultation, responseCeiling] }',
    path: 'requestKinds.technicalExchange.clocks',
    isWeaker: true,
  },
  {
    name: 'a guard switched off',
    from: '  priceCap: [C-1.2-04, C-1.5.2-07]',
    to: '  priceCap: off',
    path: 'gates.priceCap',
    isWeaker: true,
    clauses: ['C-1.2-04', 'C-1.5.2-07'],
  },
  {
    name: 'fewer inspections',
    from: 'trialRun: { every: P3M, anchor',
    to: 'trialRun: { every: P4M, anchor',
    path: 'schedules.inspections.byPhase.trialRun.every',
    isWeaker: true,
  },
  {
    name: 'a quarter written as three months',
    from: 'bulletin: { every: quarterEnd',
    to: 'bulletin: { every: P3M',
    path: 'schedules.bulletin.every',
    isWeaker: false,
  },
  {
    name: 'shorter office hours',
    from: 'mon: ["08:30-17:00"]',
    to: 'mon: ["09:30-17:00"]',
    path: 'calendars.office.hours.mon',
    isWeaker: true,
  },
  {
    name: 'a lunch break',
    from: 'lunchBreak: null',
    to: 'lunchBreak: "12:00-13:00"',
    path: 'calendars.office.lunchBreak',
    isWeaker: true,
  },
  {
    name: 'make-up days closed',
    from: 'makeUpWorkdays: open ',
    to: 'makeUpWorkdays: closed ',
    path: 'calendars.office.makeUpWorkdays',
    isWeaker: true,
  },
  {
    name: 'a shorter warranty',
    from: 'duration: P3Y, free: true',
    to: 'duration: P2Y, free: true',
    path: 'phases.warranty.duration',
    isWeaker: true,
    clauses: ['C-1.1-20', 'C-1.6.2-01', 'C-1.6.2-02'],
  },
  {
    name: 'upgrades no longer free',
    from: 'freeUpgrades: true',
    to: 'freeUpgrades: false',
    path: 'entitlements.warranty.freeUpgrades',
    isWeaker: true,
  },
  {
    name: 'a lower target',
    from: 'satisfaction: { target: { above: 0.99 }',
    to: 'satisfaction: { target: { above: 0.9 }',
    path: 'quality.objectives.satisfaction.target.above',
    isWeaker: true,
  },
  {
    name: 'more complaints allowed',
    from: 'complaintRate: { target: { below: 0.01 }',
    to: 'complaintRate: { target: { below: 0.02 }',
    path: 'quality.objectives.complaintRate.target.below',
    isWeaker: true,
  },
  {
    name: 'less experience asked for',
    from: 'afterSalesYears: 2',
    to: 'afterSalesYears: 1',
    path: 'organisation.competence.minimums.afterSalesYears',
    isWeaker: true,
  },
  {
    name: 'another word for a severity',
    from: 'en: Severe system fault',
    to: 'en: Grave system fault',
    path: 'severities.critical.en',
    isWeaker: false,
  },
];

for (const { name, from, to, path, isWeaker, clauses } of CHANGES) {
  test(`${name}: one difference, ${isWeaker ? 'weaker' : 'not weaker'}`, () => {
    const differences = diffPlans(sample, planOf(changed(samplePlanText, [from, to])));
    assert.deepEqual(
      differences.map((difference) => [difference.path.join('.'), difference.isWeaker]),
      [[path, isWeaker]],
    );
    if (clauses !== undefined) assert.deepEqual(differences[0]?.clauses, clauses);
  });
}

test('a plan does not differ from itself, nor by what a revision says about itself', () => {
  assert.deepEqual(diffPlans(sample, sample), []);
  assert.deepEqual(diffPlans(sample, { ...sample, plan: { ...sample.plan, revision: 2, effectiveFrom: '2027-01-01' } }), []);
});

test('a commitment taken out is the weakest a plan can become', () => {
  const newer = { ...sample, commitments: sample.commitments.filter(({ id }) => id !== 'C-1.1-08') };
  assert.deepEqual(
    diffPlans(sample, newer).map(({ path, isWeaker, clauses }) => [path, isWeaker, clauses]),
    [[['commitments', 'C-1.1-08'], true, ['C-1.1-08']]],
  );
});
