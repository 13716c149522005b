import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { LockBusyError, withFileLock } from './file-lock.ts';

describe('the lock on a file', { timeout: 30_000 }, () => {
  let folder: string;
  let file: string;

  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'pledge-lock-'));
    file = join(folder, 'lock');
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  it('lets one in at a time', async () => {
    let inside = 0;
    let most = 0;
    const work = (): Promise<void> =>
      withFileLock(file, 10_000, async () => {
        inside += 1;
        most = Math.max(most, inside);
        await delay(5);
        inside -= 1;
      });
    await Promise.all(Array.from({ length: 10 }, work));
    assert.equal(most, 1);
  });

  it('is free again after an error, and busy for who has no patience', async () => {
    await assert.rejects(
      withFileLock(file, 0, () => Promise.reject(new Error('mine'))),
      /mine/,
    );
    await withFileLock(file, 0, () =>
      assert.rejects(
        withFileLock(file, 50, async () => undefined),
        LockBusyError,
      ),
    );
  });

  it('ends with its holder, kill -9 included', async () => {
    const program = `import { withFileLock } from ${JSON.stringify(join(import.meta.dirname, 'file-lock.ts'))};
      setInterval(() => {}, 1000);
      await withFileLock(${JSON.stringify(file)}, 0, () => new Promise(() => process.stdout.write('held')));`;
    const holder = spawn(process.execPath, ['--input-type=module', '-e', program], { stdio: ['ignore', 'pipe', 'inherit'] });
    await new Promise((done) => holder.stdout.once('data', done));
    await assert.rejects(
      withFileLock(file, 50, async () => undefined),
      LockBusyError,
    );
    holder.kill('SIGKILL');
    await withFileLock(file, 5000, async () => undefined);
  });
});
