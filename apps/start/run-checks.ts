/**
 * `npm test`: every check in order, each under its heading; the last line is `N passed, N failed`, the status 0 only
 * if nothing failed. `npm test -- --only static,pure,db,e2e` runs some of them.
 */
import { parseArgs } from 'node:util';
import { startTestDatabase, TEST_DATABASE_VARIABLE } from '../../platform/testing/test-database.ts';
import { failuresOf, runProgram, runTests, STATIC_CHECKS, TEST_KINDS } from './checks.ts';
import { root } from './launch.mjs';

const PARTS = ['static', 'pure', 'db', 'e2e'] as const;
type Part = (typeof PARTS)[number];

const failures: string[] = [];
/** Told again at the end, where whoever opens the run looks first. */
const failedTests: string[] = [];
let passed = 0;
let failed = 0;
let skipped = 0;

process.chdir(root);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(130));

const parts = readParts();
if (parts.has('static')) await runStatic();
if (parts.has('pure')) await runKind('pure');
if (parts.has('db') || parts.has('e2e')) await runOnDatabase();
report();

function readParts(): Set<Part> {
  const { values } = parseArgs({ options: { only: { type: 'string' } }, strict: false });
  if (typeof values.only !== 'string') return new Set(PARTS);
  const wanted = values.only.split(',');
  const unknown = wanted.find((name) => !PARTS.some((part) => part === name));
  if (unknown !== undefined) {
    process.stderr.write(`--only ${unknown} is unknown: name some of ${PARTS.join(', ')}, separated by commas.\n`);
    process.exit(2);
  }
  return new Set(PARTS.filter((part) => wanted.includes(part)));
}

async function runStatic(): Promise<void> {
  for (const { title, program } of STATIC_CHECKS) {
    heading(title);
    const isWell = (await runProgram(program)) === 0;
    passed += isWell ? 1 : 0;
    failed += isWell ? 0 : 1;
    if (!isWell) failures.push(title);
    process.stdout.write(`${title}: ${isWell ? 'passed' : 'FAILED'}\n`);
  }
}

async function runOnDatabase(): Promise<void> {
  const database = await startTestDatabase();
  process.env[TEST_DATABASE_VARIABLE] = database.ownerUrl;
  if (parts.has('db')) await runKind('db');
  if (parts.has('e2e')) await runKind('e2e');
  await database.stop();
}

async function runKind(name: keyof typeof TEST_KINDS): Promise<void> {
  const kind = TEST_KINDS[name];
  heading(kind.title);
  const counts = await runTests(kind);
  passed += counts.passed;
  failed += counts.failed;
  skipped += counts.skipped;
  if (counts.failed > 0) {
    failures.push(kind.title);
    failedTests.push(...failuresOf(kind));
  }
}

function heading(title: string): void {
  process.stdout.write(`\n── ${title} ${'─'.repeat(Math.max(0, 70 - title.length))}\n`);
}

function report(): void {
  process.stdout.write('\n');
  for (const test of failedTests) process.stdout.write(`${test}\n\n`);
  if (skipped > 0) process.stdout.write(`${skipped} skipped (each says above what it lacks).\n`);
  if (failures.length > 0) process.stdout.write(`Not passed: ${failures.join(', ')}.\n`);
  process.stdout.write(`${passed} passed, ${failed} failed\n`);
  process.exitCode = failed === 0 ? 0 : 1;
}
