import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseDocument } from 'yaml';
import { planOf, samplePlanText } from './plan-file.fixture.ts';
import type { PlanCode } from './plan-diagnostic.schema.ts';
import { readPlan } from './read-plan.ts';

type Path = readonly (string | number)[];

/** What is taken out of the plan, and what the check then says in the name of the commitments. */
interface Row {
  readonly ids: readonly string[];
  readonly without: readonly Path[];
  readonly code: PlanCode;
}

const position = (name: string): Path => ['organisation', 'positions', name];
const ofRule = (rule: number, place: number): Path => ['rules', rule, 'source', place];
const UNCITED = 'uncitedCommitment';

const COMPLETE = ['C-1.1-01', 'C-1.1-23', 'C-1.3-01', 'C-1.3-02', 'C-1.3.1-08', 'C-1.3.2-12', 'C-1.5-01', 'C-1.6-01'];

const ROWS: readonly Row[] = [
  { ids: COMPLETE, without: [['organisation', 'units', 2]], code: 'organisationIncomplete' },
  { ids: ['C-1.1-02'], without: [ofRule(2, 0)], code: UNCITED },
  { ids: ['C-1.1-16'], without: [['entitlements', 'productLife']], code: UNCITED },
  {
    ids: ['C-1.1-20'],
    without: [
      ['phases', 2],
      ['entitlements', 'warranty'],
      ['gates', 'freeWork'],
    ],
    code: UNCITED,
  },
  { ids: ['C-1.3-03'], without: [position('dedicatedServiceManager'), ['gates', 'managerHandover']], code: UNCITED },
  { ids: ['C-1.3.2-08'], without: [position('dedicatedServiceManager')], code: UNCITED },
  { ids: ['C-1.3-05'], without: [ofRule(1, 0), ['gates', 'preparedForTrialRun']], code: UNCITED },
  { ids: ['C-1.3-06'], without: [ofRule(1, 1)], code: UNCITED },
  { ids: ['C-1.3.1-02', 'C-1.3.2-06'], without: [position('centreManager')], code: UNCITED },
  { ids: ['C-1.3.1-10', 'C-1.3.2-09'], without: [position('qualityController')], code: UNCITED },
  { ids: ['C-1.3.2-04'], without: [['organisation', 'reachability']], code: UNCITED },
  { ids: ['C-1.3.2-07'], without: [position('centreManagerAssistant')], code: UNCITED },
  { ids: ['C-1.3.2-10'], without: [position('supportEngineer')], code: UNCITED },
  { ids: ['C-1.3.2-11'], without: [position('branchEngineer')], code: UNCITED },
  { ids: ['C-1.3.3-01'], without: [['flows', 'supportResponse']], code: UNCITED },
  {
    ids: ['C-1.3.3-09'],
    without: [
      ['flows', 'supportResponse'],
      ['gates', 'escalationReason'],
    ],
    code: UNCITED,
  },
  { ids: ['C-1.3.5-01'], without: [['complaints', 'source', 0]], code: UNCITED },
  { ids: ['C-1.4.4-07'], without: [['resident'], ['gates', 'successorFit']], code: UNCITED },
  {
    ids: ['C-1.6.2-02'],
    without: [
      ['phases', 2],
      ['flows', 'phase'],
      ['gates', 'twoSignatures'],
    ],
    code: UNCITED,
  },
  { ids: ['C-1.7-01'], without: [['phases', 3], ['flows', 'phase'], ['postWarranty']], code: UNCITED },
  { ids: ['C-1.4.3-03'], without: [['flows', 'faultEmergency']], code: UNCITED },
  {
    ids: ['C-1.4-01'],
    without: [
      ['channels', 'fax'],
      ['channels', 'web'],
    ],
    code: UNCITED,
  },
  { ids: ['C-1.4.1-01', 'C-1.4.1-06'], without: [['channels', 'phone']], code: UNCITED },
  { ids: ['C-1.4.1-02'], without: [['calendars', 'office']], code: UNCITED },
  { ids: ['C-1.4.2-01', 'C-1.4.2-03'], without: [['channels', 'email']], code: UNCITED },
  {
    ids: ['C-1.4.4-01'],
    without: [
      ['channels', 'onSite'],
      ['flows', 'siteVisit'],
    ],
    code: UNCITED,
  },
  { ids: ['C-1.5.3-03'], without: [['entitlements', 'knowledgeColumn']], code: UNCITED },
  { ids: ['C-1.6.2-01'], without: [['phases', 2]], code: UNCITED },
  {
    ids: ['C-1.6.2-16'],
    without: [
      ['flows', 'faultEmergency'],
      ['gates', 'preparedForTrialRun'],
    ],
    code: UNCITED,
  },
  { ids: ['C-1.6.2-22'], without: [['faultHandling', 'emergencies', 'configurationLoss']], code: UNCITED },
  { ids: ['C-1.6.2-23'], without: [['faultHandling', 'emergencies', 'virusDamage']], code: UNCITED },
  { ids: ['C-1.6.2-25'], without: [['faultHandling', 'emergencies', 'intrusion']], code: UNCITED },
];

/** A commitment is written where it is kept: no plan becomes active that states one and has nothing for it. */
describe('a plan that states a commitment', () => {
  it('and all that carries it out is told no error', () => {
    assert.ok(planOf(samplePlanText).commitments.length > 200);
  });

  for (const { ids, without, code } of ROWS)
    it(`${ids.join(', ')}: is refused without ${without.map((path) => path.join('.')).join(' and ')}`, () => {
      const document = parseDocument(samplePlanText);
      // From behind: what stands before keeps its place.
      for (const path of without.toReversed()) assert.ok(document.deleteIn(path), path.join('.'));
      const reading = readPlan(document.toString(), 'plan.yaml');
      assert.ok('diagnostics' in reading, 'it was not refused');
      const told = reading.diagnostics.filter((found) => found.severity === 'error' && found.code === code);
      for (const id of ids)
        assert.ok(
          told.some(({ clauses }) => clauses.includes(id)),
          `${code} in the name of ${id}`,
        );
    });
});
