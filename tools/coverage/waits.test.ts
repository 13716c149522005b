import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { planOf, samplePlanText } from '#centre/plan/plan-file.fixture.ts';
import { waitsOf } from './waits.rules.ts';

const waits = waitsOf(planOf(samplePlanText));

describe('what a commitment waits for', () => {
  const cases: readonly (readonly [id: string, waits: readonly string[]])[] = [
    ['C-1.1-06', ['a test of its clock arrival']],
    ['C-1.1-17', ['a process that starts the clock endOfLifeNotice']],
    ['C-1.5.2-03', ['a process that starts the clock substantiveResponse (enhancement)']],
    ['C-1.6.1-01', ['flows.softwareUpgrade to be carried out']],
    ['C-1.3.6-04', ['something that counts projectsAccepted, projectsSubmittedForAcceptance']],
    ['C-1.4.2-02', ['a page that publishes channels.email.publishPersonal']],
    [
      'C-1.4.1-03',
      [
        'a test of its schedule organisation.reachability.testCall (C-1.3.2-03, which it repeats)',
        'an objective of the plan that is counted for it (C-1.3.2-03, which it repeats)',
      ],
    ],
  ];
  // Without the ids that are waited for: a test that names a commitment shows it.
  for (const [id, expected] of cases)
    it(expected.join('; ').replaceAll(/C-[\d.-]+/g, 'another'), () => assert.deepEqual(waits.get(id), expected, id));

  it('has a name in every case', () => {
    const nameless = [...waits].filter(
      ([, told]) => told.length === 0 || told.some((one) => / (for|clock|guard|publishes|counts)$/.test(one)),
    );
    assert.deepEqual(nameless, []);
  });
});
