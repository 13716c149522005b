import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { CLOCK_EVENTS, CLOCK_SUBJECTS, FLOWS, GUARDS } from './vocabulary.ts';

const FLOWS_DOCUMENT = new URL('../../../shared/spec/flows.md', import.meta.url);
const RULES_DOCUMENT = new URL('../../../shared/spec/clock-rules.md', import.meta.url);
const skip = existsSync(FLOWS_DOCUMENT) ? false : 'the domain specification is not beside this checkout';

const words = (text: string, pattern: RegExp) => [...new Set([...text.matchAll(pattern)].map((match) => match[1] ?? ''))].sort();

test('the guards are those that the flows name in brackets', { skip }, () => {
  const flows = readFileSync(FLOWS_DOCUMENT, 'utf8');
  assert.deepEqual(
    [...GUARDS].sort(),
    words(flows, /`\[([A-Za-z]+)\]`/g).filter((guard) => guard !== 'guard'),
  );
});

test('the events are those of “Events that clocks name”', { skip }, () => {
  const table = readFileSync(FLOWS_DOCUMENT, 'utf8').split('## Events that clocks name')[1]?.split('\n## ')[0] ?? '';
  const written = table
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .map((line) => line.split(' | ')[0] ?? '');
  assert.deepEqual([...CLOCK_EVENTS].sort(), words(written.join('\n'), /`([A-Za-z]+)`/g));
});

test('the flows are those of the headings, the subjects those of R20', { skip }, () => {
  const headings = readFileSync(FLOWS_DOCUMENT, 'utf8')
    .split('\n')
    .filter((line) => /^## F\d/.test(line));
  assert.deepEqual([...FLOWS].sort(), words(headings.join('\n'), /`([A-Za-z]+)`/g));
  const rule =
    readFileSync(RULES_DOCUMENT, 'utf8')
      .split('\n')
      .find((line) => line.startsWith('| R20')) ?? '';
  const subjects = rule.split('names its kind:')[1]?.split('. An event')[0] ?? '';
  assert.deepEqual([...CLOCK_SUBJECTS].sort(), words(subjects, /`([A-Za-z]+)`/g));
});
