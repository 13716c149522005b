import assert from 'node:assert/strict';
import { it } from 'node:test';
import { runProgram } from './checks.ts';

it('a program of the checks that never ends is ended, and has failed', { timeout: 30_000 }, async () => {
  assert.equal(await runProgram(['-e', 'setInterval(() => undefined, 1000)'], 0.01), 1);
  assert.equal(await runProgram(['-e', '0'], 0.5), 0);
  assert.equal(await runProgram(['-e', 'process.exit(3)'], 0.5), 3);
});
