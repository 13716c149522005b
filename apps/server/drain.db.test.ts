import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { request as ask } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { startTestDatabase, throughPooler } from '#platform/testing/test-database.ts';
import { openTestServer, type TestServer } from './testing/test-server.ts';

let server: TestServer;
before(async () => {
  server = await openTestServer({ listen: true, env: { PLEDGE_DRAIN_SECONDS: '50' } });
});
after(() => server.close());

/** A line on which nobody said a word yet is not waited for: its first words have to be there. */
async function nextRequest({ app }: TestServer): Promise<void> {
  if (app.server === null) assert.fail();
  await once(app.server.server, 'request');
}

describe('a node that is asked to end', { timeout: 60_000 }, () => {
  it('finishes what is under way, ends streams, takes nobody new, and tells the balancer', async () => {
    const cookie = await server.cookieOf('technician');
    const stream = await fetch(`${server.url}/api/stream`, { headers: { cookie } });
    const reader = stream.body?.getReader();
    await reader?.read();
    // A report of which half has arrived when draining begins.
    const body = JSON.stringify({ commandId: randomUUID(), content: '正在发送的时候，节点要停了' });
    const { port } = new URL(server.url);
    const headers = { cookie, 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
    const half = ask({ port, host: '127.0.0.1', method: 'POST', path: '/api/service-requests', headers });
    const answered = new Promise<{ status: number; connection: string | undefined }>((resolve, reject) => {
      half.once('error', reject);
      half.once('response', (answer) => {
        answer.resume();
        resolve({ status: answer.statusCode ?? 0, connection: answer.headers.connection });
      });
    });
    const heard = nextRequest(server);
    half.write(body.slice(0, 20));
    await heard;

    const drained = server.app.drain();
    for (let read = await reader?.read(); read?.done === false; read = await reader?.read());
    const ready = await server.get(null, '/readyz');
    assert.deepEqual([ready.status, ready.body.status], [503, 'draining']);
    await assert.rejects(fetch(`${server.url}/healthz`));
    half.end(body.slice(20));
    assert.deepEqual(await answered, { status: 201, connection: 'close' });
    assert.deepEqual(await drained, { cutConnections: 0, workerLeft: false });
  });
});

describe('a node with a line on which nobody ever said a word', { timeout: 60_000 }, () => {
  it('does not wait for it: browsers open lines in advance', async () => {
    const patient = await openTestServer({ listen: true, env: { PLEDGE_DRAIN_SECONDS: '50' } });
    const line = connect(Number(new URL(patient.url).port), '127.0.0.1');
    try {
      await once(line, 'connect');
      assert.deepEqual(await patient.app.drain(), { cutConnections: 0, workerLeft: false });
    } finally {
      line.destroy();
      await patient.close();
    }
  });
});

describe('a node whose caller never comes to an end', { timeout: 60_000 }, () => {
  it('goes when its time is over, and tells what it cut', async () => {
    const patient = await openTestServer({ listen: true, env: { PLEDGE_DRAIN_SECONDS: '1' } });
    try {
      const { port } = new URL(patient.url);
      const headers = { 'content-type': 'application/json', 'content-length': 100 };
      const endless = ask({ port, host: '127.0.0.1', method: 'POST', path: '/api/sign-in', headers });
      const cut = new Promise<string>((resolve) => endless.once('error', (error) => resolve(error.message)));
      const heard = nextRequest(patient);
      endless.write('{');
      await heard;
      assert.deepEqual(await patient.app.drain(), { cutConnections: 1, workerLeft: false });
      assert.match(await cut, /hang up|ECONNRESET/);
    } finally {
      await patient.close();
    }
  });
});

describe('a process that is asked to end', { timeout: 120_000 }, () => {
  it('while it makes its database leaves none running', { skip: process.platform === 'win32' }, async () => {
    const folder = await mkdtemp(join(tmpdir(), 'pledge-ending-'));
    try {
      const child = spawn(process.execPath, [fileURLToPath(new URL('main.ts', import.meta.url))], {
        env: { ...process.env, DATABASE_URL: '', PLEDGE_DATA_DIR: folder, PLEDGE_ROLE: 'worker' },
        stdio: 'ignore',
      });
      const ended = once(child, 'close');
      const running = join(folder, 'postgres', 'postmaster.pid');
      const held = async (): Promise<string> => readFile(running, 'utf8').catch(() => '');
      while ((await held()) === '') await new Promise((resolve) => setTimeout(resolve, 2));
      child.kill('SIGTERM');
      assert.deepEqual(await ended, [0, null]);
      assert.equal(await held(), '', 'its server has gone too');
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });

  it('ends with status 0 and says in the log that nothing was cut', async () => {
    const database = await startTestDatabase();
    const folder = await mkdtemp(join(tmpdir(), 'pledge-ending-'));
    const own = new URL(database.ownerUrl);
    own.pathname = `/ending_${process.pid}`;
    const owner = new pg.Client({ connectionString: database.ownerUrl });
    await owner.connect();
    await owner.query(`create database ending_${process.pid}`);
    try {
      const child = spawn(process.execPath, [fileURLToPath(new URL('main.ts', import.meta.url))], {
        env: {
          ...process.env,
          DATABASE_URL: throughPooler(own.href),
          PLEDGE_DIRECT_URL: own.href,
          PLEDGE_DATA_DIR: folder,
          PLEDGE_ROLE: 'worker',
          PLEDGE_LOG: 'info',
        },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      const said = text(child.stderr);
      const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
      await new Promise((resolve) => child.stdout.once('data', resolve));
      child.kill('SIGTERM');
      const events = (await said).split('\n').filter(Boolean);
      assert.equal(await ended, 0, events.join('\n'));
      assert.deepEqual(
        events.map((line) => (JSON.parse(line) as { event: string }).event),
        ['started', 'stopping', 'drained'],
      );
    } finally {
      await owner.query(`drop database ending_${process.pid} with (force)`);
      await owner.end();
      await database.stop();
      await rm(folder, { recursive: true, force: true });
    }
  });
});
