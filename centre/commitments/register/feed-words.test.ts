import assert from 'node:assert/strict';
import { it } from 'node:test';
import { planOf, samplePlanText } from '#centre/plan/plan-file.fixture.ts';
import { namedIn } from './feed-words.rules.ts';

const plan = planOf(samplePlanText);

it('calls places of the plan and objectives as the plan tells them, and nothing that is looked at by itself', () => {
  const places = namedIn({ means: 'config', by: 'plan', names: ['organisation.units[0]', 'severityRules', 'callCentre'] }, plan);
  assert.deepEqual(
    places.map(({ name }) => name),
    ['organisation.units[0]', 'severityRules'],
  );
  assert.equal(places[0]?.words.zh, `公司 › ${plan.organisation?.units[0]?.name.zh}`);
  const [objective] = namedIn({ means: 'metric', by: 'objectives', names: ['satisfaction'] }, plan);
  assert.equal(objective?.words.en, 'Satisfaction');
});
