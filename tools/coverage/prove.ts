import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { readPlan } from '#centre/plan/read-plan.ts';
import type { TestOutcome } from '#platform/testing/outcomes-reporter.ts';
import { startTestDatabase, TEST_DATABASE_VARIABLE } from '#platform/testing/test-database.ts';
import type { Shown } from './coverage.rules.ts';
import { withoutCommitment } from './without.rules.ts';

/** What became of the tests of a commitment once it was switched off in its plan. */
export interface Proof {
  readonly id: string;
  readonly verdict: 'proven' | 'notNoticed' | 'planRefused';
  /** Tests that passed all the same. */
  readonly unmoved: readonly string[];
}

const PLAN = 'plans/sample-plan.yaml';

/**
 * Switches commitments off in the plan, one at a time, in a copy of the sources, and runs the files whose tests name them, whole: a
 * test that passes all the same has shown nothing. Files without a browser come first; one of them is enough.
 */
export async function prove(root: string, sample: readonly Shown[], tell: (proof: Proof) => void): Promise<Proof[]> {
  const copy = copyOf(root);
  const plan = readFileSync(join(root, PLAN), 'utf8');
  const database = await startTestDatabase();
  const proofs: Proof[] = [];
  try {
    for (const { id, tests } of sample) {
      const text = withoutCommitment(plan, id);
      writeFileSync(join(copy, PLAN), text);
      const proof: Proof =
        'plan' in readPlan(text, PLAN)
          ? proofOf(id, run(copy, quickestFiles(tests), database.ownerUrl))
          : { id, verdict: 'planRefused', unmoved: [] };
      proofs.push(proof);
      tell(proof);
    }
  } finally {
    await database.stop();
    rmSync(copy, { recursive: true, force: true });
  }
  return proofs;
}

function proofOf(id: string, outcomes: readonly TestOutcome[]): Proof {
  const named = outcomes.filter(({ names }) => new RegExp(`${RegExp.escape(id)}(?![\\d-])`, 'u').test(names.join(' ')));
  const unmoved = named.filter(({ passed }) => passed).map(({ names }) => names.join(' › '));
  return { id, verdict: unmoved.length < named.length || named.length === 0 ? 'proven' : 'notNoticed', unmoved };
}

function quickestFiles(tests: readonly TestOutcome[]): string[] {
  const files = [...new Set(tests.map(({ file }) => file))];
  const quick = files.filter((file) => !file.startsWith('e2e/'));
  return quick.length > 0 ? quick : files.slice(0, 1);
}

/** The sources as they stand, committed or not; what was installed and built is shared. */
function copyOf(root: string): string {
  const copy = mkdtempSync(join(tmpdir(), 'pledge-proof-'));
  const files = execFileSync('git', ['ls-files', '-co', '--exclude-standard', '-z'], { cwd: root, encoding: 'utf8' });
  for (const file of files.split('\0').filter((name) => name !== '' && existsSync(join(root, name)))) {
    mkdirSync(dirname(join(copy, file)), { recursive: true });
    cpSync(join(root, file), join(copy, file));
  }
  for (const shared of ['node_modules', 'dist'])
    if (existsSync(join(root, shared))) symlinkSync(join(root, shared), join(copy, shared));
  return copy;
}

function run(copy: string, files: readonly string[], databaseUrl: string): TestOutcome[] {
  const told = join(copy, 'proof.jsonl');
  const reporter = ['--test-reporter=./platform/testing/outcomes-reporter.ts', `--test-reporter-destination=${told}`];
  spawnSync(process.execPath, ['--test', '--test-concurrency=2', '--test-timeout=300000', ...reporter, ...files], {
    cwd: copy,
    env: { ...process.env, [TEST_DATABASE_VARIABLE]: databaseUrl },
    stdio: 'ignore',
  });
  return readFileSync(told, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as TestOutcome);
}
