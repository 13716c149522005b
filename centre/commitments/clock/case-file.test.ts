import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { checkCases } from './fixtures/check-cases.ts';

const read = (name: string) => JSON.parse(readFileSync(new URL(`./fixtures/${name}`, import.meta.url), 'utf8'));

for (const name of ['published-cases.json']) {
  for (const { title, differences } of checkCases(read(name))) {
    test(`${name}: ${title}`, () => assert.deepEqual(differences, []));
  }
}
