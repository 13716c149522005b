import { existsSync, readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { OUTCOMES, TEST_KINDS } from '#apps/start/checks.ts';
import type { TestOutcome } from '#platform/testing/outcomes-reporter.ts';

export interface ToldRun {
  readonly outcomes: readonly TestOutcome[];
  /** Kinds of tests that no run has told of. */
  readonly missing: readonly string[];
}

/** What the newest run of each kind of tests left in `test-outcomes/`; files from the root. */
export function readOutcomes(root: string): ToldRun {
  const outcomes: TestOutcome[] = [];
  const missing: string[] = [];
  for (const { name, title } of Object.values(TEST_KINDS)) {
    const file = new URL(`${OUTCOMES}/${name}.jsonl`, `file://${root}/`);
    if (!existsSync(file)) missing.push(title);
    else
      for (const line of readFileSync(file, 'utf8').split('\n').filter(Boolean)) {
        const outcome = JSON.parse(line) as TestOutcome;
        outcomes.push({ ...outcome, file: relative(root, outcome.file) });
      }
  }
  return { outcomes, missing };
}
