/**
 * `npm run test:external`: the tests on a database that somebody else runs, Debian's PostgreSQL 15, as an owner who is no superuser;
 * first directly, then with the product behind a PgBouncer in transaction mode whose pool is two. The last line is
 * `N passed, N failed`, the status 0 only if nothing failed.
 * `--only direct,pooler` runs one of both; files that are named are run instead of all `*.db.test.ts`.
 */
import { parseArgs } from 'node:util';
import { failuresOf, runTests, TEST_KINDS } from '#apps/start/checks.ts';
import { TEST_DATABASE_VARIABLE, TEST_POOLER_VARIABLE } from '#platform/testing/test-database.ts';
import { startDebianServer, type DebianServer } from './debian-server.ts';

const WAYS = ['direct', 'pooler'] as const;
/** For all tests one way. */
const LIMIT_MINUTES = 45;

// Whoever ends this ends what it started too.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(130));

const { values, positionals } = parseArgs({ options: { only: { type: 'string' } }, allowPositionals: true });
const wanted = values.only?.split(',') ?? WAYS;
const unknown = wanted.find((way) => !WAYS.some((known) => known === way));
if (unknown === undefined) await run();
else {
  process.stderr.write(`--only ${unknown} is unknown: name some of ${WAYS.join(', ')}, separated by commas.\n`);
  process.exitCode = 2;
}

async function run(): Promise<void> {
  let server: DebianServer;
  try {
    server = await startDebianServer();
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 3;
    return;
  }
  process.env[TEST_DATABASE_VARIABLE] = server.ownerUrl;
  const total = { passed: 0, failed: 0, skipped: 0 };
  const failedTests: string[] = [];
  try {
    for (const way of WAYS.filter((known) => wanted.includes(known))) {
      process.env[TEST_POOLER_VARIABLE] = way === 'pooler' ? server.pooler : '';
      process.stdout.write(
        `\n── ${server.version}${way === 'pooler' ? ', through PgBouncer in transaction mode, a pool of two' : ''}\n`,
      );
      const kind = {
        ...TEST_KINDS.db,
        name: 'external',
        // All of them take longer than those of a run that others follow.
        limitMinutes: LIMIT_MINUTES,
        ...(positionals.length === 0 ? {} : { files: () => positionals }),
      };
      const counts = await runTests(kind);
      failedTests.push(...failuresOf(kind).map((test) => `${way}: ${test}`));
      total.passed += counts.passed;
      total.failed += counts.failed;
      total.skipped += counts.skipped;
    }
  } finally {
    await server.stop();
  }
  for (const test of failedTests) process.stdout.write(`${test}\n\n`);
  if (total.skipped > 0) process.stdout.write(`${total.skipped} skipped (each says above what it lacks).\n`);
  process.stdout.write(`${total.passed} passed, ${total.failed} failed\n`);
  process.exitCode = total.failed === 0 ? 0 : 1;
}
