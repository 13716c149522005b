import { relative } from 'node:path';
import { readOutcomes, TEST_KINDS } from '#apps/start/checks.ts';
import type { TestOutcome } from '#platform/testing/outcomes-reporter.ts';

export interface ToldRun {
  readonly outcomes: readonly TestOutcome[];
  /** Kinds of tests that no run has told of. */
  readonly missing: readonly string[];
}

/** What the newest run of each kind of tests left in `test-outcomes/`; files from the root. */
export function readRun(root: string): ToldRun {
  const outcomes: TestOutcome[] = [];
  const missing: string[] = [];
  for (const kind of Object.values(TEST_KINDS)) {
    const told = readOutcomes(kind);
    if (told === undefined) missing.push(kind.title);
    else outcomes.push(...told.map((outcome) => ({ ...outcome, file: relative(root, outcome.file) })));
  }
  return { outcomes, missing };
}
