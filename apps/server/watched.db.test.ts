import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { jpegOf } from '#platform/files/pictures.fixture.ts';
import { refuseLargePool } from './installation.ts';
import { openTestServer, type HttpAnswer, type TestServer } from './testing/test-server.ts';

const TOKEN = 'a-token-for-tests-of-some-length';

let server: TestServer;
before(async () => {
  server = await openTestServer({ listen: true, worker: true });
});
after(() => server.close());

describe('/metrics', () => {
  const read = async (headers: Record<string, string> = {}, url = server.url): Promise<{ status: number; text: string }> => {
    const answer = await fetch(`${url}/metrics`, { headers });
    return { status: answer.status, text: await answer.text() };
  };

  it('counts requests by pattern, looks of the worker, streams and the process, without an id in any label', async () => {
    const made = await server.post('technician', '/api/service-requests', { content: '网络中断' });
    await server.get('technician', `/api/service-requests/${made.body.id}`);
    await server.get('technician', '/nowhere/of/mine');
    let { status, text: told } = await read();
    // The worker's first look may still be under way.
    while (!told.includes('pledge_task_last_look_timestamp_seconds{task="clocks"}')) ({ status, text: told } = await read());
    assert.equal(status, 200);
    assert.match(told, /pledge_http_request_seconds_count\{method="GET",route="\/api\/service-requests\/:id",status="200"\} 1/);
    assert.match(told, /pledge_http_request_seconds_count\{method="POST",route="\/api\/service-requests",status="201"\} 1/);
    assert.match(told, /pledge_task_last_look_timestamp_seconds\{task="clocks"\} \d+/);
    assert.match(told, /pledge_streams 0/);
    assert.match(told, /pledge_database_connections\{state="idle"\} \d+/);
    assert.match(told, /pledge_process_resident_memory_bytes \d+/);
    assert.doesNotMatch(told, new RegExp(`${made.body.id}|nowhere`));
  });

  it('is for this machine alone, and not for who comes through a proxy on it', async () => {
    for (const name of ['x-forwarded-for', 'forwarded', 'via', 'x-real-ip'])
      assert.equal((await read({ [name]: '203.0.113.9' })).status, 403, name);
    const far = await server.app.server?.inject({ method: 'GET', url: '/metrics', remoteAddress: '203.0.113.9' });
    assert.equal(far?.statusCode, 403);
    assert.equal(far?.json().code, 'metricsNotHere');
  });

  it('with a token is for whoever shows it, from anywhere, and for nobody else', async () => {
    const guarded = await openTestServer({ listen: true, env: { PLEDGE_METRICS_TOKEN: TOKEN } });
    try {
      assert.equal((await read({}, guarded.url)).status, 403);
      assert.equal((await read({ authorization: `Bearer ${TOKEN}x` }, guarded.url)).status, 403);
      assert.equal((await read({ authorization: `Bearer ${TOKEN}`, 'x-forwarded-for': '203.0.113.9' }, guarded.url)).status, 200);
    } finally {
      await guarded.close();
    }
  });
});

describe('/readyz', { timeout: 120_000 }, () => {
  /** A database that stands still for a moment is away for as long. */
  const askReady = async (): Promise<HttpAnswer> => {
    const answer = await server.get(null, '/readyz');
    return answer.body.status === 'databaseAway' ? askReady() : answer;
  };

  it('tells the schema, and is not ready while a migration of this version has not run', async () => {
    const ready = await askReady();
    assert.equal(ready.status, 200);
    assert.match(ready.body.schema, /^\d{4}-.*\.sql$/);
    const owner = new pg.Client({ connectionString: server.house.ownerUrl });
    await owner.connect();
    try {
      const { rows } = await owner.query('delete from public.pledge_migration where name = $1 returning name, digest', [
        ready.body.schema,
      ]);
      const pending = await askReady();
      assert.deepEqual([pending.status, pending.body], [503, { status: 'migrationsPending', pending: [ready.body.schema] }]);
      await owner.query('insert into public.pledge_migration (name, digest) values ($1, $2)', [rows[0].name, rows[0].digest]);
    } finally {
      await owner.end();
    }
    assert.equal((await askReady()).status, 200);
  });
});

describe('a pool', () => {
  it('larger than what the database gives to all is refused at the start, in words', async () => {
    await refuseLargePool(server.house.ownerUrl, 20);
    await assert.rejects(refuseLargePool(server.house.ownerUrl, 100_000), { code: 'poolTooLarge', message: /PLEDGE_POOL/ });
  });
});

describe('the log at its most talkative', { timeout: 120_000 }, () => {
  const WORDS = ['王晓芳', '+8613900000007', '机房漏水', 'fang.wang@example.cn', 'secret-word-2026', '现场照片'];

  it('has a line with an id for every request, and no word of a person in any', async () => {
    const lines = await sayEverything(server);
    const requests = lines.filter((line) => line['event'] === 'request');
    assert.ok(requests.length > 10);
    assert.ok(requests.every((line) => /^R-[0-9A-F]{12}$/.test(String(line['requestId']))));
    assert.ok(requests.some((line) => line['route'] === '/api/service-requests' && line['status'] === 201));
    const turnedAway = requests.find((line) => line['route'] === '/api/people/second-factor-positions');
    const { level, who, refused } = turnedAway ?? {};
    const technician = server.house.actors.technician;
    assert.deepEqual({ level, who, refused }, { level: 'warn', who: technician.personId, refused: 'notAllowed' });
    const all = JSON.stringify(lines);
    for (const word of WORDS) for (const form of [word, encodeURIComponent(word)]) assert.ok(!all.includes(form), word);
  });

  /** Through a process of its own, as it is started, with its standard error read. */
  async function sayEverything({ house }: TestServer): Promise<Record<string, unknown>[]> {
    const folder = await mkdtemp(join(tmpdir(), 'pledge-log-'));
    const fixture = fileURLToPath(new URL('testing/talkative.fixture.ts', import.meta.url));
    const child = spawn(process.execPath, [fixture, house.applicationUrl], {
      env: { ...process.env, PLEDGE_DATA_DIR: folder, PLEDGE_LOG: 'debug' },
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    const err = text(child.stderr);
    const url = await new Promise<string>((resolve) =>
      child.stdout.once('data', (chunk: Buffer) => resolve(chunk.toString().trim())),
    );
    const cookie = await server.cookieOf('technician');
    const json = { 'content-type': 'application/json', cookie };
    const post = (path: string, body: unknown): Promise<Response> =>
      fetch(`${url}${path}`, { method: 'POST', headers: json, body: typeof body === 'string' ? body : JSON.stringify(body) });
    const [name = '', phone = '', words = '', mail = '', password = '', file = ''] = WORDS;
    const report = { commandId: crypto.randomUUID(), content: words, enquirerName: name, enquirerPhone: phone };
    assert.equal((await post('/api/service-requests', report)).status, 201);
    await post('/api/people/second-factor-positions', { commandId: crypto.randomUUID(), positions: [] });
    await post('/api/sign-in', { login: mail, password });
    await post('/api/sign-in', `{"login": ${name} ${phone}`);
    await post('/api/service-requests', { ...report, commandId: name });
    await post('/api/service-requests', { ...report, content: `${words}\u0000` });
    await post(`/api/service-requests/${encodeURIComponent(name)}/messages`, report);
    for (const path of ['/api/service-requests', '/api/intake/callers', '/api/messages', `/${name}`])
      await fetch(`${url}${path}?q=${encodeURIComponent(phone)}&cursor=${encodeURIComponent(name)}`, { headers: json });
    const form = new FormData();
    form.append('file', new Blob([Buffer.from(jpegOf(10, 10))]), `${file}.jpg`);
    await fetch(`${url}/api/files`, { method: 'POST', headers: { cookie }, body: form });
    child.stdin.end();
    const said = await err;
    await rm(folder, { recursive: true, force: true });
    return said
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as Record<string, unknown>);
  }
});
