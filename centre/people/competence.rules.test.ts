import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { PositionHeld } from './actor.schema.ts';
import { gapName, isCompetent, type CompetenceDemand, type CompetenceSheet } from './competence.rules.ts';
import { conflictingPosition } from './separation.rules.ts';

const demand: CompetenceDemand = {
  minimums: { afterSalesYears: 2, integrationOrDevelopmentYears: 3 },
  attested: ['communication', 'conscientiousness'],
};
const full: CompetenceSheet = {
  years: { afterSalesYears: 2, integrationOrDevelopmentYears: 3 },
  skills: [{ product: 'router', level: null }],
  attested: ['communication', 'conscientiousness', 'independentProblemSolving'],
  certificates: [],
  implementedProjectIds: [],
};

type Case = readonly [says: string, sheet: CompetenceSheet | null, demand: CompetenceDemand, lacking: readonly string[]];
const CASES: readonly Case[] = [
  ['exactly the minimum is enough', full, demand, []],
  ['a person without a sheet is not sent', null, demand, ['competenceSheet']],
  ['too few years are named', { ...full, years: { ...full.years, afterSalesYears: 1.9 } }, demand, ['afterSalesYears']],
  [
    'years that the sheet does not state count as none',
    { ...full, years: {} },
    demand,
    ['afterSalesYears', 'integrationOrDevelopmentYears'],
  ],
  [
    'a figure that is none is not enough',
    { ...full, years: { ...full.years, afterSalesYears: Number.NaN } },
    demand,
    ['afterSalesYears'],
  ],
  ['what nobody attested is named', { ...full, attested: ['communication'] }, demand, ['conscientiousness']],
  ['skills are asked by product', full, { ...demand, products: ['router', 'firewall'] }, ['firewall']],
  ['another plan asks other years', full, { minimums: { securityYears: 1 }, attested: [] }, ['securityYears']],
  [
    'a plan that asks nothing finds everybody competent who has a sheet',
    { ...full, years: {}, attested: [] },
    { minimums: {}, attested: [] },
    [],
  ],
];

describe('competence', () => {
  for (const [says, sheet, asked, lacking] of CASES) {
    test(says, () => {
      const result = isCompetent(sheet, asked);
      assert.equal(result.ok, lacking.length === 0);
      assert.deepEqual(result.ok ? [] : result.missing.map(gapName), lacking);
    });
  }
});

const held = (position: string, binding: Partial<PositionHeld> = {}): PositionHeld => ({
  position,
  unitId: null,
  projectId: null,
  siteId: null,
  ...binding,
});

describe('separation of duties between positions', () => {
  const cases: readonly [string, PositionHeld[], PositionHeld, string | null][] = [
    ['no auditor administers', [held('auditor')], held('systemAdministrator'), 'auditor'],
    ['no administrator audits', [held('systemAdministrator')], held('auditor'), 'systemAdministrator'],
    [
      'quality holds no operational position on the same project',
      [held('qualityController')],
      held('dedicatedServiceManager', { projectId: 'P1' }),
      'qualityController',
    ],
    [
      'nor the other way round',
      [held('branchEngineer', { unitId: 'U' })],
      held('qualityController', { projectId: 'P1' }),
      'branchEngineer',
    ],
    [
      'on another project it may',
      [held('qualityController', { projectId: 'P1' })],
      held('dedicatedServiceManager', { projectId: 'P2' }),
      null,
    ],
    ['a manager may also handle plans', [held('centreManager')], held('planAuthor'), null],
    [
      'an engineer may serve two branches',
      [held('branchEngineer', { unitId: 'A' })],
      held('branchEngineer', { unitId: 'B' }),
      null,
    ],
  ];
  for (const [says, before, added, conflict] of cases)
    test(says, () => assert.equal(conflictingPosition(before, added), conflict));
});
