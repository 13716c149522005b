import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { rightsPage } from './docs-rights.ts';

test('docs/rights.md says what the table decides (write it anew with tools/docs-rights.ts)', () => {
  assert.equal(readFileSync(new URL('../docs/rights.md', import.meta.url), 'utf8'), rightsPage());
});
