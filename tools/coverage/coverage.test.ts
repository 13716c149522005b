import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { planOf, samplePlanText } from '#centre/plan/plan-file.fixture.ts';
import { isShown, shownBy } from './coverage.rules.ts';

const plan = planOf(samplePlanText);
const test = (names: string[], passed = true) => ({ file: 'a.test.ts', names, passed });
const shown = (id: string, ...outcomes: ReturnType<typeof test>[]) => shownBy(plan, outcomes).find((one) => one.id === id);

describe('a commitment', () => {
  it('is shown by a test that names it, in its own name or in a suite’s, and passed', () => {
    assert.equal(isShown(shown('C-1.1-06', test(['on site in time (C-1.1-06)']))), true);
    assert.equal(isShown(shown('C-1.1-06', test(['C-1.1-06, C-1.6.2-08', 'kept']))), true);
    assert.equal(isShown(shown('C-1.1-06', test(['on site in time (C-1.1-06)'], false))), false);
    assert.equal(isShown(shown('C-1.1-06', test(['on site in time']))), false);
  });

  it('is not shown by one whose id only begins alike', () => {
    assert.equal(isShown(shown('C-1.1-0', test(['C-1.1-06']))), false);
    assert.equal(isShown(shown('C-1.3.1-01', test(['C-1.3.1-012: another']))), false);
  });

  it('that repeats another is shown through it', () => {
    const [one] = [shown('C-1.6.2-06', test(['C-1.1-03: contact']))];
    assert.deepEqual([isShown(one), one?.through], [true, 'C-1.1-03']);
    assert.equal(isShown(shown('C-1.6.2-06')), false);
  });
});
