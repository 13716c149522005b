import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import pg from 'pg';
import { reported } from './testing/course.ts';
import { openTestServer, type HttpAnswer, type TestServer } from './testing/test-server.ts';

const run = promisify(execFile);

let server: TestServer;
let folder: string;
before(async () => {
  server = await openTestServer();
  folder = await mkdtemp(join(tmpdir(), 'pledge-got-'));
  // Where packs are made, too: nobody else makes one there.
  process.env['TMPDIR'] = folder;
  for (const content of ['核心交换机没有响应', '如何查看端口流量？'])
    await reported(server, 'technician', { content, siteId: server.house.sites['SITE-01'] });
});
after(async () => {
  await server.close();
  await rm(folder, { recursive: true, force: true });
});

const pack = (query: string): Promise<HttpAnswer> => server.get('auditor', `/api/evidence-pack${query}`);

/** What a pack says that was unpacked and verified where its receiver is. */
async function requestsIn({ raw }: HttpAnswer): Promise<number> {
  const place = await mkdtemp(join(folder, 'got-'));
  await writeFile(join(place, 'pack.tar.gz'), raw);
  await run('tar', ['xzf', 'pack.tar.gz'], { cwd: place });
  await run(process.execPath, [join(place, 'verify.mjs')]);
  return JSON.parse(await readFile(join(place, 'pack.json'), 'utf8')).counts.requests;
}

describe('an evidence pack over HTTP', () => {
  it('is of the project and the days that are asked for, and is verified by its own program', async () => {
    const { projectId } = server.house;
    const whole = await pack(`?projectId=${projectId}`);
    assert.deepEqual([whole.status, whole.headers['content-type']], [200, 'application/gzip']);
    assert.match(String(whole.headers['content-disposition']), /^attachment; filename\*=UTF-8''pledge-evidence-.+\.tar\.gz$/);
    assert.equal(await requestsIn(whole), 2);
    assert.equal(await requestsIn(await pack(`?projectId=${projectId}&from=2026-10-03&to=2026-10-03`)), 2);
    assert.equal(await requestsIn(await pack(`?projectId=${projectId}&from=2026-10-04`)), 0);
    assert.equal(await requestsIn(await pack('')), 2);
  });

  it('is for whom the matrix names, and of nothing that is not there', async () => {
    for (const who of ['centreManager', 'representative', 'technician'] as const)
      assert.equal((await server.get(who, '/api/evidence-pack')).status, 403, who);
    assert.equal((await pack(`?projectId=${randomUUID()}`)).status, 404);
    for (const query of ['?from=2026-13-01', '?projectId=x', '?until=2026-10-03']) assert.equal((await pack(query)).status, 400);
  });

  it('is made one at a time, and leaves nothing on the disk', async () => {
    // What a pack reads is held until the second has been asked for: nobody knows how soon a pack is made.
    const owner = new pg.Client({ connectionString: server.house.ownerUrl });
    await owner.connect();
    await owner.query('begin; lock table pledge.duty in access exclusive mode');
    const asked = [pack(''), pack('')];
    assert.equal((await Promise.race(asked)).status, 429);
    await owner.query('commit');
    await owner.end();
    assert.deepEqual(new Set((await Promise.all(asked)).map(({ status }) => status)), new Set([200, 429]));
    const left = async (): Promise<string[]> => (await readdir(folder)).filter((name) => name.startsWith('pledge-pack-'));
    while ((await left()).length > 0) await delay(20);
  });
});
