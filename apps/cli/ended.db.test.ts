import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { MAP } from '#centre/history/log.fixture.ts';
import { clusterIn } from '#platform/db/embedded/data-folder.ts';
import { openDatabase } from '#platform/db/database.ts';
import { findPostmaster, stopPostmaster } from '#platform/db/embedded/postmaster.ts';

const MAIN = fileURLToPath(new URL('main.ts', import.meta.url));
const PLAN = fileURLToPath(new URL('../../plans/sample-plan.yaml', import.meta.url));

/** On the embedded database, which is nobody's but the command's. */
describe('a command that is asked to end', () => {
  let dataDir: string;
  before(() => {
    dataDir = mkdtempSync(join(tmpdir(), 'pledge-ended-'));
    if (process.getuid?.() === 0) chmodSync(dataDir, 0o711);
    writeFileSync(join(dataDir, 'map.yaml'), MAP);
  });
  after(async () => {
    const left = findPostmaster(clusterIn(dataDir));
    if (left !== undefined) await stopPostmaster(left.pid);
    rmSync(dataDir, { recursive: true, force: true });
  });

  /** With an input that does not end. */
  const start = (...args: string[]): ChildProcess =>
    spawn(process.execPath, [MAIN, ...args], {
      env: { ...process.env, PLEDGE_DATA_DIR: dataDir, DATABASE_URL: '' },
      stdio: ['pipe', 'ignore', 'pipe'],
    });
  /** It waits for its log, with the database open. */
  const startWaiting = (): ChildProcess => start('import', 'requests', '-', '--map', join(dataDir, 'map.yaml'));
  const until = async (holds: () => boolean): Promise<void> => {
    while (!holds()) await delay(10);
  };
  const ended = async (child: ChildProcess): Promise<{ status: number | null; said: string }> => {
    let said = '';
    child.stderr?.on('data', (chunk: Buffer) => (said += chunk.toString()));
    const [status] = (await once(child, 'close')) as [number | null];
    return { status, said };
  };

  it('leaves no server behind where its database was just being made, and the next call makes what is missing', async () => {
    const child = start('plan', 'apply', PLAN);
    await until(() => existsSync(join(dataDir, 'postgres.lock')));
    child.kill('SIGINT');
    assert.deepEqual(await ended(child), { status: 130, said: '' });
    assert.equal(findPostmaster(clusterIn(dataDir)), undefined);
    assert.equal((await ended(start('plan', 'apply', PLAN))).status, 0);
  });

  it('stops the server that it started, and says nothing of what that breaks off', async () => {
    const child = startWaiting();
    await until(() => findPostmaster(clusterIn(dataDir))?.ready === true);
    child.kill('SIGTERM');
    assert.deepEqual(await ended(child), { status: 143, said: '' });
    assert.equal(findPostmaster(clusterIn(dataDir)), undefined);
  });

  it('leaves a server alone that somebody else uses', async () => {
    const database = await openDatabase({ dataDir });
    const child = startWaiting();
    const end = ended(child);
    // Both have the database, so the command has come to where it can be asked to end.
    const owner = new pg.Client({ connectionString: database.ownerUrl });
    await owner.connect();
    const leases = `select from pg_stat_activity where application_name = 'pledge lease'`;
    while ((await owner.query(leases)).rowCount !== 2) await delay(10);
    await owner.end();
    child.kill('SIGHUP');
    assert.deepEqual(await end, { status: 129, said: '' });
    assert.notEqual(findPostmaster(clusterIn(dataDir)), undefined);
    await database.stop();
  });
});
