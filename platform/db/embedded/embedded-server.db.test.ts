import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { openDatabase } from '../database.ts';
import { findPostmaster, stopPostmaster } from './postmaster.ts';
import { isAlive } from './process-table.ts';

const LIMIT_MS = 20_000;

describe('the embedded database', { timeout: 120_000 }, () => {
  let dataDir: string;
  let cluster: string;

  before(() => {
    dataDir = mkdtempSync(join(tmpdir(), 'pledge-embedded-'));
    if (process.getuid?.() === 0) chmodSync(dataDir, 0o711);
    cluster = join(dataDir, 'postgres');
  });
  after(async () => {
    const left = existsSync(cluster) ? findPostmaster(cluster) : undefined;
    if (left !== undefined) await stopPostmaster(left.pid);
    rmSync(dataDir, { recursive: true, force: true });
  });

  it('is made on first use, keeps what was written, and stops with its last user', async () => {
    mkdirSync(join(dataDir, 'postgres.new')); // What a first start that was killed leaves behind.
    const first = await openDatabase({ dataDir });
    await query(first.ownerUrl, 'CREATE TABLE kept (word text COLLATE "zh-x-icu"); INSERT INTO kept VALUES (\'守诺\')');
    await first.stop();
    assert.equal(findPostmaster(cluster), undefined);
    const second = await openDatabase({ dataDir });
    assert.equal(second.ownerUrl, first.ownerUrl);
    assert.ok(second.serverVersion >= 180_000);
    assert.deepEqual(await query(second.ownerUrl, 'SELECT word FROM kept'), [{ word: '守诺' }]);
    await second.stop();
  });

  it('waits for the disk, listens on loopback alone, and its owner is no superuser', async () => {
    const { ownerUrl, stop } = await openDatabase({ dataDir });
    const [facts] = await query(
      ownerUrl,
      `SELECT current_setting('fsync') AS fsync, current_setting('listen_addresses') AS address,
              current_setting('unix_socket_directories') AS sockets, rolsuper AS super, rolcreaterole AS roles,
              datlocale AS locale FROM pg_roles, pg_database WHERE rolname = current_user AND datname = current_database()`,
    );
    assert.deepEqual(facts, { fsync: 'on', address: '127.0.0.1', sockets: '', super: false, roles: true, locale: 'C.UTF-8' });
    const strange = new URL(ownerUrl);
    strange.password = 'guessed';
    await assert.rejects(query(strange.href, 'SELECT 1'), { code: '28P01' });
    assert.equal(statSync(join(dataDir, 'postgres.json')).mode & 0o077, 0);
    await stop();
  });

  it('is shared by programs that start at once, and stops only when the last of them goes', async () => {
    const holders = [hold(dataDir), hold(dataDir), hold(dataDir)];
    const urls = await Promise.all(holders.map(firstLine));
    assert.equal(new Set(urls).size, 1);
    holders[0]?.stdin?.end();
    holders[1]?.stdin?.end();
    await Promise.all([ended(holders[0]), ended(holders[1])]);
    assert.notEqual(findPostmaster(cluster), undefined);
    holders[2]?.stdin?.end();
    await ended(holders[2]);
    assert.equal(findPostmaster(cluster), undefined);
  });

  it('outlives kill -9 of its user, is taken over by the next, and stops with that one', async () => {
    const holder = hold(dataDir);
    const url = await firstLine(holder);
    const pid = findPostmaster(cluster)?.pid;
    holder.kill('SIGKILL');
    await ended(holder);
    const next = await openDatabase({ dataDir });
    assert.equal(next.ownerUrl, url);
    assert.equal(findPostmaster(cluster)?.pid, pid);
    await next.stop();
    assert.equal(findPostmaster(cluster), undefined);
  });

  it('is back on the same port after kill -9 of the server, for pools that are open', async () => {
    const { ownerUrl, stop } = await openDatabase({ dataDir });
    const pool = new pg.Pool({ connectionString: ownerUrl });
    pool.on('error', () => {});
    pool.on('connect', (client) => client.on('error', () => {}));
    for (let kill = 0; kill < 3; kill += 1) {
      await eventually(() => pool.query('SELECT 1'));
      const pid = findPostmaster(cluster)?.pid ?? 0;
      process.kill(pid, 'SIGKILL');
      await eventually(async () => {
        const backAs = findPostmaster(cluster)?.pid;
        assert.ok(backAs !== undefined && backAs !== pid);
        await pool.query('SELECT 1');
      });
    }
    await pool.end();
    await stop();
  });

  it('may be given back at any moment while it is being brought back', async () => {
    for (const moment of [0, 20, 100, 300]) {
      const database = await openDatabase({ dataDir });
      process.kill(findPostmaster(cluster)?.pid ?? 0, 'SIGKILL');
      await delay(moment);
      await database.stop();
      assert.equal(findPostmaster(cluster), undefined);
    }
  });

  it('starts after kill -9 of both, with backends of the dead server still at work', async () => {
    const holder = hold(dataDir);
    const busy = new pg.Client(await firstLine(holder));
    busy.on('error', () => {});
    await busy.connect();
    const working = busy.query('SELECT count(*) FROM generate_series(1, 1000000000)').catch(() => undefined);
    await delay(200);
    holder.kill('SIGKILL');
    process.kill(findPostmaster(cluster)?.pid ?? 0, 'SIGKILL');
    const { ownerUrl, stop } = await openDatabase({ dataDir });
    await query(ownerUrl, 'SELECT 1');
    await working;
    await stop();
  });

  it('leaves alone whoever merely stands in its folder when it starts', async () => {
    const { uid, gid } = statSync(cluster);
    const shell = spawn('sleep', ['600'], { cwd: cluster, uid, gid, stdio: 'ignore' });
    await once(shell, 'spawn');
    const { stop } = await openDatabase({ dataDir });
    await stop();
    assert.ok(isAlive(shell.pid ?? 0));
    shell.kill();
  });

  it('is not misled by a pid file whose number now belongs to another program', async () => {
    const holder = hold(dataDir);
    await firstLine(holder);
    const server = findPostmaster(cluster)?.pid ?? 0;
    const pidFile = readFileSync(join(cluster, 'postmaster.pid'), 'utf8');
    holder.stdin?.end();
    await ended(holder);
    writeFileSync(join(cluster, 'postmaster.pid'), pidFile.replace(String(server), String(process.pid)));
    const { stop } = await openDatabase({ dataDir });
    await stop();
    assert.ok(isAlive(process.pid));
  });

  it('says what is missing where its passwords are gone or damaged, and what to do with another version', async () => {
    renameSync(join(dataDir, 'postgres.json'), join(dataDir, 'aside'));
    await assert.rejects(openDatabase({ dataDir }), { code: 'databaseKeyMissing' });
    writeFileSync(join(dataDir, 'postgres.json'), '{"superuser":"half');
    await assert.rejects(openDatabase({ dataDir }), { code: 'databaseKeyDamaged', message: /^((?!half).)*$/ });
    renameSync(join(dataDir, 'aside'), join(dataDir, 'postgres.json'));
    const version = readFileSync(join(cluster, 'PG_VERSION'), 'utf8');
    writeFileSync(join(cluster, 'PG_VERSION'), '17\n');
    await assert.rejects(openDatabase({ dataDir }), { code: 'databaseOtherVersion' });
    writeFileSync(join(cluster, 'PG_VERSION'), version);
  });

  it('says in one line that a data folder cannot be written', async () => {
    const inTheWay = join(dataDir, 'file');
    writeFileSync(inTheWay, '');
    for (const folder of [inTheWay, join(inTheWay, 'below')]) {
      await assert.rejects(openDatabase({ dataDir: folder }), (error: Error) => {
        assert.match(error.message, /^The folder .+ cannot be written \(\w+\): .+ PLEDGE_DATA_DIR .+\.$/);
        return true;
      });
    }
  });
});

function hold(dataDir: string): ChildProcess {
  const program = join(import.meta.dirname, 'holder.fixture.ts');
  return spawn(process.execPath, [program, dataDir], { stdio: ['pipe', 'pipe', 'inherit'] });
}

async function firstLine(child: ChildProcess): Promise<string> {
  let said = '';
  for await (const chunk of child.stdout ?? []) {
    said += String(chunk);
    if (said.includes('\n')) break;
  }
  return said.trim();
}

function ended(child: ChildProcess | undefined): Promise<void> {
  if (child === undefined || child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((done) => child.once('exit', () => done()));
}

async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    return (await client.query(sql)).rows as unknown[];
  } finally {
    await client.end();
  }
}

async function eventually(work: () => Promise<unknown>): Promise<void> {
  const until = performance.now() + LIMIT_MS;
  for (;;) {
    try {
      await work();
      return;
    } catch (error) {
      if (performance.now() > until) throw error;
      await delay(50);
    }
  }
}
