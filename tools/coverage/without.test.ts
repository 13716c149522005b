import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { planOf, samplePlanText } from '#centre/plan/plan-file.fixture.ts';
import { readPlan } from '#centre/plan/read-plan.ts';
import { withoutCommitment } from './without.rules.ts';

describe('a plan with one commitment switched off', () => {
  const without = (id: string) => planOf(withoutCommitment(samplePlanText, id));

  it('names it nowhere', () => {
    assert.ok(!withoutCommitment(samplePlanText, 'C-1.1-06').replaceAll(/#.*/gu, '').includes('C-1.1-06'));
  });

  it('has no clock that was for it alone, and keeps one that is for others too', () => {
    const plan = without('C-1.6.2-27');
    assert.equal(plan.clocks['verification'], undefined);
    assert.ok(!plan.requestKinds['fault']?.clocks.includes('verification'));
    assert.deepEqual(without('C-1.1-06').clocks['arrival']?.source, ['C-1.6.2-08', 'C-1.4.4-02']);
  });

  it('has the gate off that was for it alone', () => {
    assert.equal(without('C-1.3.4-03').gates['noForbiddenPhrase'], 'off');
    assert.deepEqual(without('C-1.1-08').gates['departureWhileDown'], ['C-1.4.4-06']);
  });

  it('is a plan that is accepted, but where two values were settled by one of its clauses', () => {
    const refused = ['C-1.1-09', 'C-1.1-07', 'C-1.3.1-04', 'C-1.4.1-02', 'C-1.6.2-27', 'C-1.3.6-05'].filter((id) => {
      const reading = readPlan(withoutCommitment(samplePlanText, id), 'plan.yaml');
      return !('plan' in reading);
    });
    assert.deepEqual(refused, ['C-1.1-09', 'C-1.4.1-02']);
  });
});
