import assert from 'node:assert/strict';
import { test } from 'node:test';
import { differenceLines, differencesByClause } from './plan-diff-report.rules.ts';
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
    name: 'two hours on site that become four',
    from: 'bySeverity: { critical: PT2H, major: PT2H',
    to: 'bySeverity: { critical: PT4H, major: PT2H',
    path: 'clocks.arrival.bySeverity.critical.limit',
    isWeaker: true,
    clauses: ['C-1.1-06', 'C-1.6.2-08', 'C-1.4.4-02'],
  },
  {
    name: 'a longer limit of a severity that some of the commitments do not hold for',
    from: 'minor: { limit: PT4H, assumed: true }',
    to: 'minor: { limit: PT6H, assumed: true }',
    path: 'clocks.arrival.bySeverity.minor.limit',
    isWeaker: true,
    clauses: ['C-1.4.4-02'],
  },
  {
    name: 'a commitment that the clock counts for at fewer severities',
    from: 'sourceWhen: { C-1.1-06: { severity: [critical, major] }',
    to: 'sourceWhen: { C-1.1-06: { severity: critical }',
    path: 'clocks.arrival.sourceWhen.C-1.1-06.severity',
    isWeaker: true,
    clauses: ['C-1.1-06'],
  },
  {
    name: 'a commitment that the clock no longer counts for in every request',
    from: 'source: [C-1.3.3-03, C-1.4.1-10, C-1.4.2-05], sourceWhen: { ',
    to: 'source: [C-1.3.3-03, C-1.4.1-10, C-1.4.2-05], sourceWhen: { C-1.3.3-03: { kind: other }, ',
    path: 'clocks.answer.sourceWhen.C-1.3.3-03',
    isWeaker: true,
    clauses: ['C-1.3.3-03'],
  },
  {
    name: 'a commitment that the clock counts for in every request from now on',
    from: ', sourceWhen: { C-1.5.1-08: { kind: technicalExchange } }',
    to: '',
    path: 'clocks.promisedAnswer.sourceWhen',
    isWeaker: false,
  },
  {
    name: 'a number that becomes whatever is promised each time',
    from: 'limit: PT24H, calendar: continuous, source',
    to: 'limit: { field: promisedAnswerAt }, calendar: continuous, source',
    path: 'clocks.responseCeiling.limit',
    isWeaker: true,
  },
  {
    name: 'whatever was promised that becomes a number',
    from: 'limit: { field: promisedAnswerAt }, calendar: continuous',
    to: 'limit: PT24H, calendar: continuous',
    path: 'clocks.promisedAnswer.limit',
    isWeaker: false,
  },
  {
    name: 'a value of the source that is called our own',
    from: 'limit: PT24H, calendar: continuous, source',
    to: 'limit: PT24H, calendar: continuous, assumed: true, source',
    path: 'clocks.responseCeiling.assumed',
    isWeaker: true,
    clauses: ['C-1.3.6-05'],
  },
  {
    name: 'a value of our own that is agreed with the customer',
    from: 'limit: PT15M, calendar: continuous, assumed: true, pauseOn',
    to: 'limit: PT15M, calendar: continuous, pauseOn',
    path: 'clocks.callBack.assumed',
    isWeaker: false,
  },
  {
    name: 'a severity that counts in office hours',
    from: 'bySeverity: { critical: PT30M, major: PT30M }',
    to: 'bySeverity: { critical: PT30M, major: { limit: PT30M, calendar: office } }',
    path: 'clocks.nearestDispatch.bySeverity.major.calendar',
    isWeaker: true,
  },
  {
    name: 'a severity that names the calendar it had',
    from: 'bySeverity: { critical: PT30M, major: PT30M }',
    to: 'bySeverity: { critical: PT30M, major: { limit: PT30M, calendar: continuous } }',
    path: 'clocks.nearestDispatch.bySeverity.major.calendar',
    isWeaker: false,
  },
  {
    name: 'a clock that starts later',
    from: 'callBack: { start: reportReceived',
    to: 'callBack: { start: registered',
    path: 'clocks.callBack.start',
    isWeaker: true,
  },
  {
    name: 'a half day',
    from: 'makeUpWorkdays: open ',
    to: 'dates: { 2026-12-24: ["08:30-12:00"] }\n    makeUpWorkdays: open ',
    path: 'calendars.office.dates',
    isWeaker: true,
  },
  {
    name: 'a Saturday that is worked',
    from: 'makeUpWorkdays: open ',
    to: 'dates: { 2026-12-19: ["08:30-12:00"] }\n    makeUpWorkdays: open ',
    path: 'calendars.office.dates',
    isWeaker: false,
  },
  {
    name: 'a report due in working days',
    from: 'due: { after: P0D, calendar: date }',
    to: 'due: { after: P0D, calendar: office }',
    path: 'schedules.knowledgeDigest.due.calendar',
    isWeaker: true,
  },
  {
    name: 'what runs while nothing is known is milder',
    from: 'ifUnknown: major ',
    to: 'ifUnknown: minor ',
    path: 'severityRules.ifUnknown',
    isWeaker: true,
  },
  {
    name: 'data of contacts kept longer',
    from: 'retainAfterEnd: P1Y',
    to: 'retainAfterEnd: P2Y',
    path: 'privacy.contactData.retainAfterEnd',
    isWeaker: true,
  },
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

test('a limit for all is judged by what holds for each severity', () => {
  const weaker = (limits: string) =>
    diffPlans(
      sample,
      planOf(
        changed(samplePlanText, ['bySeverity: { critical: PT1H, major: PT1H, minor: { limit: PT1H, assumed: true } }', limits]),
      ),
    ).filter(({ isWeaker }) => isWeaker);
  assert.deepEqual(weaker('limit: PT50M'), []);
  assert.deepEqual(
    weaker('limit: PT70M').map(({ path }) => path.join('.')),
    ['clocks.response.bySeverity', 'clocks.response.limit'],
  );
});

test('differences stand by clause, in the order of the commitments, with the words of the source', () => {
  const newer = planOf(
    changed(
      samplePlanText,
      ['bySeverity: { critical: PT2H, major: PT2H', 'bySeverity: { critical: PT4H, major: PT2H'],
      ['limit: PT24H, calendar: continuous, source', 'limit: PT20H, calendar: continuous, source'],
      ['pad: 4, gapless: true', 'pad: 5, gapless: true'],
    ),
  );
  const groups = differencesByClause(diffPlans(sample, newer), { older: sample, newer });
  assert.deepEqual(
    groups.map(({ clauses, differences }) => [clauses.map(({ id }) => id), differences.map(({ path }) => path.join('.'))]),
    [
      [['C-1.1-06', 'C-1.4.4-02', 'C-1.6.2-08'], ['clocks.arrival.bySeverity.critical.limit']],
      [['C-1.3.6-05'], ['clocks.responseCeiling.limit']],
      [[], ['forms.numbering.pad']],
    ],
  );
  const lines = differenceLines(groups);
  assert.equal(lines[0], 'C-1.1-06  1.1 “2小时内到达现场”  An engineer is on site within 2 hours');
  assert.equal(lines[3], '    clocks.arrival.bySeverity.critical.limit: PT2H → PT4H  WEAKER 减弱');
  assert.equal(
    lines.at(-1),
    '3 differences, 1 weaker, 1 of them of a value that the source gives: the customer has to approve (pledge plan approve).',
  );
});
