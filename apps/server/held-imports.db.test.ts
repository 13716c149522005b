import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { LOG, MAP } from '#centre/history/log.fixture.ts';
import { openLogImports, type LogImports } from '#centre/requests/import-job/import-logs.job.ts';
import type { FileStore } from '#platform/files/file-store.ts';
import { changed, samplePlanText } from '#centre/plan/plan-file.fixture.ts';
import { applyVersion } from './testing/apply-version.ts';
import { openTestServer, type TestServer } from './testing/test-server.ts';
import { uploadLog } from './testing/upload-log.ts';

/** An import is one worker's while it says so: what happens to it while its log is being read. */
let server: TestServer;
before(async () => {
  server = await openTestServer();
});
after(() => server.close());

/** Another version: two hours to the site become one. */
const STRICTER = changed(
  samplePlanText,
  ['  revision: 1', '  revision: 2'],
  ['critical: PT2H, major: PT2H', 'critical: PT1H, major: PT2H'],
);

/** A worker of its own; `open`: what it meets where it opens the log. */
const worker = (open: FileStore['open'] = server.app.house.files.open): LogImports =>
  openLogImports({ ...server.house.deps, files: { ...server.app.house.files, open } });
const post = (id: string, action: string, body: Record<string, unknown> = {}) =>
  server.post('administrator', `/api/history-imports/${id}/${action}`, body);
const detail = async (id: string) => (await server.get('administrator', `/api/history-imports/${id}`)).body;

/** A log that waits to be looked at; each another, so that none is here already. */
async function waiting(prefix: string): Promise<string> {
  const { status, body } = await uploadLog(server, 'administrator', { bytes: LOG.replaceAll('A-', `${prefix}-`) });
  assert.equal(status, 201, JSON.stringify(body));
  const id = body.id ?? assert.fail('no id');
  assert.equal((await post(id, 'look', { map: MAP })).status, 200);
  return id;
}

it('a dry run that was cancelled and asked anew by another map is told by that one alone', async () => {
  const id = await waiting('M');
  // While the log is being read by the first map, somebody takes that back and asks by one that fits but one request.
  const slow = worker(async (digest) => {
    assert.equal((await post(id, 'cancel')).status, 200);
    assert.equal((await post(id, 'look', { map: MAP.replace('High: major', 'Higher: major') })).status, 200);
    return server.app.house.files.open(digest);
  });
  assert.deepEqual((await slow.look()).imports, [id]);
  assert.equal((await detail(id)).state, 'checking', 'what the first map found was not asked any more');
  assert.deepEqual((await worker().look()).imports, [id], 'and nobody waits for whoever read by it');
  const { state, look } = await detail(id);
  assert.deepEqual([state, look.requests, look.leftOut], ['checked', 1, 2]);
});

it('a log that takes long to read stays with its worker, in the dry run and in the import', async () => {
  const id = await waiting('S');
  /** Reads on where somebody else has looked: of a minute each, so that what was claimed first is past. */
  const slowly = (others: string[]): FileStore['open'] => {
    const read = async function* (source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
      for await (const piece of source) {
        for (let from = 0; from < piece.length; from += 200) {
          yield piece.subarray(from, from + 200);
          // A worker says that it lives by the clock of the machine, and until when by the house's.
          await pause(800);
          server.house.time.pass(0.75);
          others.push(...(await worker().look()).imports);
        }
      }
    };
    return async (digest) => {
      const source = await server.app.house.files.open(digest);
      return source === undefined ? undefined : read(source);
    };
  };
  const others: string[] = [];
  await worker(slowly(others)).look();
  assert.equal((await detail(id)).state, 'checked');
  assert.equal((await post(id, 'start')).status, 200);
  assert.equal((await worker(slowly(others)).look()).imported, 3);
  assert.deepEqual(others, []);
  assert.deepEqual((await detail(id)).count, { done: 3, imported: 3, hereAlready: 0, open: 1, refused: 0 });
});

it('another plan that becomes active ends the slice: no request is refused for it, and all are imported by that plan', async () => {
  const id = await waiting('P');
  await worker().look();
  assert.equal((await post(id, 'start')).status, 200);
  const meanwhile = worker(async (digest) => {
    const source = (await server.app.house.files.open(digest)) ?? assert.fail('no log');
    return (async function* () {
      // The plan was asked before the first row.
      await applyVersion(server, STRICTER);
      yield* source;
    })();
  });
  assert.equal((await meanwhile.look()).imported, 0);
  assert.deepEqual(
    [(await detail(id)).state, (await detail(id)).count],
    ['waiting', { done: 0, imported: 0, hereAlready: 0, open: 0, refused: 0 }],
  );
  while ((await worker().look()).imports.length > 0);
  const { state, count } = await detail(id);
  assert.deepEqual([state, count], ['done', { done: 3, imported: 3, hereAlready: 0, open: 1, refused: 0 }]);
});
