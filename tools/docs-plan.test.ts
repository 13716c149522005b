import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { planReference } from '#centre/plan/index.ts';
import { PLAN_PAGES } from './docs-plan.ts';

test('the pages on the plan’s format say what the format is (write them anew with tools/docs-plan.ts)', () => {
  for (const { page, language } of PLAN_PAGES) assert.equal(readFileSync(page, 'utf8'), planReference(language));
});
