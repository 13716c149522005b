import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { gapWords } from './competence-words.rules.ts';

const minimums = { afterSalesYears: 2, integrationOrDevelopmentYears: 1 };

describe('what a competence sheet lacks, in words', () => {
  for (const [name, zh, en] of [
    ['competenceSheet', '能力登记表', 'competence sheet'],
    ['afterSalesYears', '售后服务经验2年', '2 years of after-sales work'],
    ['integrationOrDevelopmentYears', '集成或开发经验1年', '1 year of integration or development'],
    ['communication', '沟通能力的认定', 'attested communication'],
    ['SC-7706', 'SC-7706', 'SC-7706'],
  ] as const)
    it(name, () => assert.deepEqual(gapWords(name, minimums), { zh, en }));
});
