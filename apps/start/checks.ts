import { spawn } from 'node:child_process';
import { existsSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { compiledFolder, root } from './launch.mjs';
import type { TestCounts } from '../../platform/testing/counts-reporter.ts';
import type { TestOutcome } from '../../platform/testing/outcomes-reporter.ts';

/** A check of the sources as they stand: a program whose exit status 0 says that all is well. */
export interface StaticCheck {
  readonly title: string;
  readonly program: readonly string[];
}

const ROOMS = ['apps', 'centre', 'e2e', 'flows', 'forms', 'platform', 'tools'];

const CLASSIC = ['--import', './tools/classic-typescript.mjs'];
const CRUISE = ['--config', '.dependency-cruiser.cjs'];

export const STATIC_CHECKS: readonly StaticCheck[] = [
  { title: 'Types', program: ['node_modules/typescript/bin/tsc', '-p', '.'] },
  { title: 'Lint', program: ['node_modules/oxlint/bin/oxlint', '--type-aware', '--quiet', '.'] },
  { title: 'Format', program: ['node_modules/oxfmt/bin/oxfmt', '--check', '.'] },
  {
    title: 'Boundaries',
    program: [...CLASSIC, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs', ...CRUISE, ...ROOMS],
  },
  { title: 'Sizes', program: ['tools/check-sizes.ts'] },
  { title: 'Texts', program: ['tools/check-texts.ts'] },
  { title: 'Lockfile', program: ['tools/check-lockfile.ts'] },
  { title: 'Dependencies', program: ['tools/check-dependencies.ts'] },
];

/** Tests of one kind, told apart by the names of their files. */
export interface TestKind {
  /** What its outcomes are called: `db.jsonl`. */
  readonly name: string;
  readonly title: string;
  readonly files: () => string[];
  readonly concurrency: number;
  /** For one test. */
  readonly timeoutSeconds: number;
  /** For all of them: tests that have ended can leave something behind that keeps their process from ending. */
  readonly limitMinutes: number;
  /** A file that is told what they come to; standard output without one. */
  readonly tellTo?: string;
}

const isTest = (file: string): boolean => !file.includes('node_modules') && !file.includes('/dist/');

export const TEST_KINDS = {
  pure: {
    name: 'pure',
    title: 'Pure tests',
    files: () => globSync(`{${ROOMS.join(',')}}/**/*.test.ts`).filter((file) => isTest(file) && !file.endsWith('.db.test.ts')),
    concurrency: 2,
    timeoutSeconds: 120,
    limitMinutes: 15,
  },
  db: {
    name: 'db',
    title: 'Tests on a real PostgreSQL',
    files: () => globSync(`{${ROOMS.join(',')}}/**/*.db.test.ts`).filter(isTest),
    concurrency: 2,
    timeoutSeconds: 300,
    limitMinutes: 25,
  },
  e2e: {
    name: 'e2e',
    title: 'Journeys in a real browser',
    files: () => globSync('e2e/**/*.spec.ts').filter(isTest),
    concurrency: 2,
    timeoutSeconds: 600,
    limitMinutes: 25,
  },
} as const satisfies Record<string, TestKind>;

/**
 * In MB. Processes of tests live for seconds: room for new objects as large as a server has is memory they touch once. A file
 * of tests costs an eighth less with this, and a fifth less memory.
 */
const SMALL_HEAP = '--max-semi-space-size=8';

/**
 * Runs a program under this Node with its output streaming through. One that has not ended after `limitMinutes` is ended,
 * with all that it started.
 * @returns its exit status
 */
export function runProgram(args: readonly string[], limitMinutes = 15): Promise<number> {
  return new Promise((done) => {
    const env = {
      ...process.env,
      // Each file of tests is a process of its own.
      NODE_COMPILE_CACHE: compiledFolder,
      NODE_OPTIONS: [process.env['NODE_OPTIONS'], SMALL_HEAP].filter(Boolean).join(' '),
      // Some tools colour what nobody sees in colour, where CI is set.
      ...(process.stdout.isTTY ? {} : { NO_COLOR: '1' }),
    };
    const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'inherit', 'inherit'] });
    // The runner of tests passes this on to the processes of its files, which end with it.
    const limit = setTimeout(() => {
      process.stdout.write(
        `Not ended after ${limitMinutes} min, so ended here: the file that came last above holds on to something.\n`,
      );
      child.kill('SIGTERM');
      setTimeout(() => child.kill('SIGKILL'), 10_000).unref();
    }, limitMinutes * 60_000);
    // Ended from outside, this process leaves nobody behind.
    const abandon = (): void => void child.kill('SIGTERM');
    process.once('exit', abandon);
    const end = (code: number | null): void => {
      clearTimeout(limit);
      process.removeListener('exit', abandon);
      done(code ?? 1);
    };
    child.once('error', () => end(1));
    child.once('exit', end);
  });
}

/** Where a run leaves what each test came to, a file for each kind: `npm run coverage:commitments` reads it. */
export const OUTCOMES = 'test-outcomes';

/** Runs the tests of one kind through `node --test`. A run that does not come to its summary counts as one failure. */
export async function runTests(kind: TestKind): Promise<TestCounts> {
  const files = kind.files().sort();
  if (files.length === 0) return { passed: 0, failed: 0, skipped: 0 };
  const folder = mkdtempSync(join(tmpdir(), 'pledge-counts-'));
  const countsFile = join(folder, 'counts.json');
  const limits = [`--test-concurrency=${kind.concurrency}`, `--test-timeout=${kind.timeoutSeconds * 1000}`];
  const spec = ['--test-reporter=spec', `--test-reporter-destination=${kind.tellTo ?? 'stdout'}`];
  const counting = ['--test-reporter=./platform/testing/counts-reporter.ts', `--test-reporter-destination=${countsFile}`];
  mkdirSync(OUTCOMES, { recursive: true });
  // What an earlier run came to is not told as this one's, should this one not come so far.
  rmSync(outcomesOf(kind), { force: true });
  const telling = ['--test-reporter=./platform/testing/outcomes-reporter.ts', `--test-reporter-destination=${outcomesOf(kind)}`];
  const status = await runProgram(['--test', ...limits, ...spec, ...counting, ...telling, ...files], kind.limitMinutes);
  const counts = readCounts(countsFile);
  rmSync(folder, { recursive: true, force: true });
  if (counts === undefined || (status !== 0 && counts.failed === 0))
    return { passed: counts?.passed ?? 0, failed: 1, skipped: 0 };
  return counts;
}

function readCounts(file: string): TestCounts | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as TestCounts;
  } catch {
    return undefined;
  }
}

const LINES_OF_A_FAILURE = 40;

/** Of the last run of a kind: each test that failed, with its file and what it said. Hours of output lie before the end of a run. */
export function failuresOf(kind: TestKind): string[] {
  return (readOutcomes(kind) ?? [])
    .filter(({ passed }) => !passed)
    .map(({ file, names, why = '' }) => {
      const said = why.split('\n').slice(0, LINES_OF_A_FAILURE);
      return [`✖ ${relative(root, file)}: ${names.join(' › ')}`, ...said.map((line) => `    ${line}`)].join('\n');
    });
}

function outcomesOf(kind: TestKind): string {
  return join(root, OUTCOMES, `${kind.name}.jsonl`);
}

/** What each test of the newest run of a kind came to; undefined where none has told. The last may be half written by a run that was ended. */
export function readOutcomes(kind: TestKind): TestOutcome[] | undefined {
  if (!existsSync(outcomesOf(kind))) return undefined;
  return readFileSync(outcomesOf(kind), 'utf8')
    .split('\n')
    .filter((line) => line.endsWith('}'))
    .map((line) => JSON.parse(line) as TestOutcome);
}
