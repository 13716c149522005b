import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import type { CaseFile } from './case-file.rules.ts';
import { shortCases } from './fixtures/case-writing.ts';
import { checkCases, type ExpectingCase } from './fixtures/check-cases.ts';

type ExpectingFile = CaseFile & { readonly cases: readonly ExpectingCase[] };

const published = JSON.parse(readFileSync(new URL('./fixtures/published-cases.json', import.meta.url), 'utf8')) as ExpectingFile;

const files: readonly (readonly [string, ExpectingFile])[] = [
  ['published cases', published],
  ['what is counted', shortCases('counting-cases.json')],
  ['pauses, views, warnings', shortCases('state-cases.json')],
  ['changes, reopenings, past breaches', shortCases('change-cases.json')],
];

for (const [name, file] of files) {
  describe(name, () => {
    for (const { title, differences } of checkCases(file)) test(title, () => assert.deepEqual(differences, []));
  });
}
