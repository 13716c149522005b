import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { it } from 'node:test';
import { failuresOf, OUTCOMES, runProgram, runTests } from './checks.ts';

it('a program of the checks that never ends is ended, and has failed', { timeout: 30_000 }, async () => {
  assert.equal(await runProgram(['-e', 'setInterval(() => undefined, 1000)'], 0.01), 1);
  assert.equal(await runProgram(['-e', '0'], 0.5), 0);
  assert.equal(await runProgram(['-e', 'process.exit(3)'], 0.5), 3);
});

it('what failed is told with its file, its suite and what it said; so is a file that ends before its tests do', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'pledge-checks-'));
  const files = [join(folder, 'one.test.mjs'), join(folder, 'gone.test.mjs')];
  writeFileSync(
    join(folder, 'one.test.mjs'),
    `import { describe, it } from 'node:test';
    import assert from 'node:assert/strict';
    describe('a suite', () => {
      it('holds', () => assert.ok(true));
      it('does not hold', () => assert.equal(1, 2, 'one is not two'));
    });`,
  );
  writeFileSync(join(folder, 'gone.test.mjs'), `setImmediate(() => process.exit(7));`);
  const name = 'of-the-runner';
  const tellTo = join(folder, 'told');
  const kind = { name, title: 'Made here', files: () => files, concurrency: 1, timeoutSeconds: 20, limitMinutes: 1, tellTo };
  // A run of tests inside a test is skipped where this is set.
  delete process.env.NODE_TEST_CONTEXT;
  t.after(() => [folder, join(OUTCOMES, `${name}.jsonl`)].forEach((path) => rmSync(path, { recursive: true, force: true })));
  assert.deepEqual(await runTests(kind), { passed: 1, failed: 2, skipped: 0 });
  const told = failuresOf(kind).join('\n');
  assert.match(told, /one\.test\.mjs: a suite › does not hold\n.*one is not two/u);
  assert.match(told, /gone\.test\.mjs:/u);
  assert.doesNotMatch(told, /: a suite › holds/u);
});

it('a run that left nothing tells nothing; one that was ended while it wrote tells what is whole', (t) => {
  const kind = { name: 'of-half-a-run', title: 'Made here', files: () => [], concurrency: 1, timeoutSeconds: 1, limitMinutes: 1 };
  assert.deepEqual(failuresOf(kind), []);
  const file = join(OUTCOMES, `${kind.name}.jsonl`);
  t.after(() => rmSync(file, { force: true }));
  mkdirSync(OUTCOMES, { recursive: true });
  writeFileSync(file, '{"file":"a.test.ts","names":["one"],"passed":false,"why":"no"}\n{"file":"b.test.ts","na');
  assert.equal(failuresOf(kind).length, 1);
});
