import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { positionsThatMay } from '#centre/people/index.ts';
import { PLAN_READERS } from './plan-readers.rules.ts';

describe('the page of the plan', () => {
  it('is shown to whom the matrix lets read one', () => {
    assert.deepEqual(PLAN_READERS.toSorted(), [...positionsThatMay('read', 'servicePlan')].toSorted());
  });
});
