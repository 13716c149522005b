import assert from 'node:assert/strict';
import { test } from 'node:test';
import { changed, samplePlanText, secondPlanText } from './plan-file.fixture.ts';
import { readPlan } from './read-plan.ts';

type Edit = readonly [from: string, to: string];

const OF_CONFLICTS = ['conflictUnsettled', 'readingUnsettled', 'channelNotOffered', 'cadenceUndecided', 'settlementDiffers'];

/** What a text is told about conflicts: code and place, once each. */
function told(text: string): string[] {
  const reading = readPlan(text, 'plan.yaml');
  const diagnostics = 'plan' in reading ? reading.warnings : reading.diagnostics;
  return [...new Set(diagnostics.filter(({ code }) => OF_CONFLICTS.includes(code)).map(({ code, path }) => `${code} ${path}`))];
}

/** The sample plan without the settlement of one conflict of the source. */
function without(conflict: string): string {
  const lines = samplePlanText.split('\n');
  const left = lines.filter((line) => !line.startsWith(`  - { id: ${conflict},`));
  assert.equal(left.length, lines.length - 1, conflict);
  return left.join('\n');
}

interface SourceConflict {
  conflict: string;
  told: string;
  /** Edits of the same plan after which nothing contradicts any more, settled or not. */
  decided: readonly Edit[];
}

// One line each, so that the table can be read as one.
// prettier-ignore
const SOURCE_CONFLICTS: readonly SourceConflict[] = [
  { conflict: 'X5', told: 'readingUnsettled entitlements.warranty.freeWork', decided: [['source: [C-1.1-10, C-1.1-15, C-1.1-20, C-1.1-21] }', 'source: [C-1.1-10, C-1.1-15, C-1.1-20, C-1.1-21, C-1.6.2-01] }']] },
  { conflict: 'X9', told: 'readingUnsettled intake', decided: [['kind: right, means: [publish], responsible: [branchEngineer] }', 'kind: right, means: [publish], responsible: [branchEngineer, dedicatedServiceManager] }']] },
  { conflict: 'X10', told: 'readingUnsettled organisation.units[2]', decided: [['quote: "服务质量管理组"', 'quote: "设立质量控制组"']] },
  { conflict: 'X11', told: 'readingUnsettled channels.mobile', decided: [['"客户可以通过电话、传真、邮件、网站和现场等方式获得服务"', '"客户可以通过电话、手机、传真、邮件、网站、远程和现场获得服务"']] },
  { conflict: 'X13', told: 'readingUnsettled resident.changes', decided: [['changesWithinLimit: [C-1.4.4-11]', 'changesWithinLimit: []']] },
  { conflict: 'X14', told: 'readingUnsettled entitlements.warranty.freeReplacement', decided: [['unlistedFees: free', 'unlistedFees: quotation']] },
  { conflict: 'X15', told: 'readingUnsettled quality.objectives.complaintRate.formula', decided: [['formulaAssumed: true, source: [C-1.3.6-06]', 'source: [C-1.3.6-06]'], ['formulaAssumed: true, source: [C-1.3.6-07, C-1.2-02, C-1.3.4-02]', 'source: [C-1.3.6-07, C-1.2-02, C-1.3.4-02]']] },
  { conflict: 'X17', told: 'readingUnsettled forms.serviceRecord.requiredByMode', decided: [['evaluationNoted: [C-1.3.6-19]', 'evaluationNoted: []']] },
  { conflict: 'X19', told: 'readingUnsettled calendars.office.makeUpWorkdays', decided: [['fri: ["08:30-17:00"] }', 'fri: ["08:30-17:00"], sat: ["08:30-17:00"], sun: ["08:30-17:00"] }']] },
  { conflict: 'X20', told: 'readingUnsettled schedules.inspections.byPhase.trialRun.every', decided: [['trialRun: { every: P3M, anchor: initialAcceptance }', 'trialRun: { every: quarterEnd }'], ['warranty: { every: P3M, anchor: finalAcceptanceSigned, outer', 'warranty: { every: quarterEnd, outer'], ['chosen: { schedule: inspections, trialRun: P3M, warranty: P3M, outer: P6M }', 'chosen: { schedule: inspections }']] },
];

test('the plans say what holds wherever their clauses leave it open', () => {
  assert.deepEqual(told(samplePlanText), []);
  assert.deepEqual(told(secondPlanText), []);
});

for (const { conflict, told: expected, decided } of SOURCE_CONFLICTS) {
  test(`${conflict} without its settlement is told; an entry on its subject settles it, and so does a plan that decides it`, () => {
    const text = without(conflict);
    assert.ok(told(text).includes(expected), told(text).join('\n'));
    const subject = /^ {2}- \{ id: X\d+, subject: (\w+)/.exec(
      samplePlanText.split('\n').find((line) => line.startsWith(`  - { id: ${conflict},`)) ?? '',
    )?.[1];
    const agreed = 'agreed: { by: customerRepresentative, on: 2026-02-25 }';
    const clauses = conflict === 'X10' ? 'C-1.3.1-10' : 'C-1.1-01';
    const entry = `  - { id: own, subject: ${subject}, clauses: [${clauses}], chosen: {}, reason: ourWord, ${agreed} }\n`;
    assert.deepEqual(told(changed(text, ['conflicts:\n', `conflicts:\n${entry}`])), []);
    assert.deepEqual(told(changed(text, ...decided)), []);
  });
}

test('an entry on another subject does not settle by the clauses it names', () => {
  // The names of the free period and its scope have two clauses in common.
  const entry = 'subject: freePeriodNames, clauses: [C-1.1-16, C-1.1-20, C-1.1-21, C-1.6.2-01]';
  assert.ok(without('X5').includes(entry));
  assert.deepEqual(told(without('X5')), ['readingUnsettled entitlements.warranty.freeWork']);
  assert.deepEqual(told(changed(without('X5'), [entry, entry.replace('freePeriodNames', 'freePeriod')])), []);
});

test('an organisation, calendar or plan of other words is told the same', () => {
  const second = (...edits: readonly Edit[]) => told(changed(secondPlanText, ...edits));
  assert.deepEqual(
    second(['quote: "95 % Zufriedenheit"', 'quote: "a service quality team"'], ['unit: QM }', 'unit: QM, source: [K-27] }']),
    ['readingUnsettled organisation.units[2]'],
  );
  assert.deepEqual(
    second(['quote: "95 % Zufriedenheit"', 'quote: "the management team"'], ['unit: QM }', 'unit: QM, source: [K-27] }']),
    ['readingUnsettled organisation.units[2]'],
  );
  assert.deepEqual(second(['unlistedFees: quotation', 'unlistedFees: free']), [
    'readingUnsettled entitlements.warranty.freeReplacement',
    'readingUnsettled entitlements.unlistedFees',
  ]);
  assert.deepEqual(second(['publication: Feiertagsgesetz', 'publication: Feiertagsgesetz\n      makeUp: [2026-10-10]']), [
    'readingUnsettled calendars.deskHours.makeUpWorkdays',
  ]);
  assert.deepEqual(second(['consultation: [customerEvaluation] }', 'consultation: [customerEvaluation, customerSignature] }']), [
    'readingUnsettled forms.serviceRecord.requiredByMode',
  ]);
  assert.deepEqual(
    second([
      'complaintsReceived / serviceRequestsClosed, assumed: true',
      'complaintsReceived / serviceRequestsClosed, formulaAssumed: true',
    ]),
    ['readingUnsettled quality.objectives.complaintRate.formula'],
  );
  assert.deepEqual(
    second([
      'stichprobe: { zh: 质量抽查, en: Quality sample, every: quarterEnd',
      'stichprobe: { zh: 质量抽查, en: Quality sample, every: quarter',
    ]),
    ['cadenceUndecided schedules.stichprobe.every'],
  );
});

test('a fault of shape in conflicts takes no settlement from the others, and tells nothing that follows from it', () => {
  const text = changed(samplePlanText, ['reason: broaderGoverns, agreed', 'reasons: broaderGoverns, agreed']);
  const reading = readPlan(text, 'plan.yaml');
  assert.ok('diagnostics' in reading);
  assert.deepEqual(
    reading.diagnostics.filter(({ code }) => code !== 'splitText').map(({ code, path }) => `${code} ${path}`),
    ['unknownKey conflicts[4].reasons'],
  );
});
