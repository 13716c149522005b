import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';
import { MAP } from '#centre/history/log.fixture.ts';
import { openLogImports, type LogImports } from '#centre/requests/import-job/import-logs.job.ts';
import { openTestServer, type TestServer } from './testing/test-server.ts';
import { uploadLog } from './testing/upload-log.ts';

/** A log as a job: looked at, imported in slices, cancelled, gone on with, its bad rows given back. Workers are opened by hand. */
let server: TestServer;
before(async () => {
  server = await openTestServer({ env: { PLEDGE_IMPORT_MB: '1' } });
});
after(() => server.close());

const HEADER = 'Ticket,When,Status,Impact,Place,Who,Note';
/** So many requests of three rows each, their ids beginning with `prefix`. */
function logOf(prefix: string, requests: number): string {
  const rows = Array.from({ length: requests }, (_, place) => {
    const time = `${String(8 + Math.floor(place / 60)).padStart(2, '0')}:${String(place % 60).padStart(2, '0')}:00`;
    return ['New', 'Assigned', 'Done'].map(
      (status, step) => `${prefix}-${place},2026-03-0${step + 2} ${time},${status},High,SITE-01,Anna,line ${place}`,
    );
  });
  return [HEADER, ...rows.flat(), ''].join('\n');
}

/** A worker of its own, doing `slice` requests at a look. */
const worker = (slice = 4): LogImports => openLogImports({ ...server.house.deps, files: server.app.house.files }, slice);
const post = (id: string, action: string, body: Record<string, unknown> = {}) =>
  server.post('administrator', `/api/history-imports/${id}/${action}`, body);
const detail = async (id: string) => (await server.get('administrator', `/api/history-imports/${id}`)).body;

async function uploaded(bytes: Buffer | string, name?: string): Promise<string> {
  const { status, body } = await uploadLog(server, 'administrator', { bytes, ...(name === undefined ? {} : { name }) });
  assert.equal(status, 201, JSON.stringify(body));
  return body.id ?? assert.fail('no id');
}

/** Uploaded and looked at: ready to start. */
async function looked(bytes: Buffer | string, map = MAP): Promise<string> {
  const id = await uploaded(bytes);
  assert.equal((await post(id, 'look', { map })).status, 200);
  await worker().look();
  assert.equal((await detail(id)).state, 'checked');
  return id;
}

async function countOf(prefix: string): Promise<{ requests: number; events: number }> {
  return server.house.within(null, async (tx) => {
    const requests = await tx
      .selectFrom('pledge.service_request')
      .select('id')
      .where('external_id', 'like', `${prefix}-%`)
      .execute();
    const ids = requests.map(({ id }) => id);
    if (ids.length === 0) return { requests: 0, events: 0 };
    const events = await tx
      .selectFrom('pledge.event')
      .select('id')
      .where('type', '=', 'historyImported')
      .where('stream_id', 'in', ids)
      .execute();
    return { requests: requests.length, events: events.length };
  });
}

describe('a log is uploaded', () => {
  it('by the system administrator alone, packed or not, told by its content', async () => {
    assert.equal((await uploadLog(server, null, { bytes: logOf('U', 1) })).status, 401);
    assert.equal((await uploadLog(server, 'centreManager', { bytes: logOf('U', 1) })).status, 403);
    const id = await uploaded(gzipSync(logOf('U', 2)), '历史.xlsx');
    assert.equal((await detail(id)).file.name, '历史.xlsx.csv.gz');
    const { body } = await server.get('administrator', `/api/history-imports/${id}/sample`);
    assert.deepEqual(
      body.columns.map(({ name }: { name: string }) => name),
      HEADER.split(','),
    );
    assert.deepEqual(body.columns[2].values, ['New', 'Assigned', 'Done']);
  });

  it('what is too large, no table, or empty is refused with what to do, and nothing is kept of it', async () => {
    const cases = [
      [Buffer.alloc(1_200_000, 'a,b\n'), 413, 'fileTooLarge'],
      [Buffer.from([1, 0, 2, 0]), 415, 'fileTypeNotAccepted'],
      [Buffer.from([0x1f, 0x8b, 1, 2, 3, 4]), 422, 'damagedArchive'],
      [Buffer.alloc(0), 422, 'notATable'],
    ] as const;
    const before = (await server.get('administrator', '/api/history-imports')).body.items.length;
    for (const [bytes, status, code] of cases) {
      const answer = await uploadLog(server, 'administrator', { bytes });
      assert.deepEqual([answer.status, answer.body.code], [status, code]);
    }
    // Where one line is why, it is named.
    const open = await uploadLog(server, 'administrator', { bytes: 'Ticket,Note\n1,"a\nb"\n2,"never closed\n3,c\n' });
    assert.match(open.body.detail ?? '', /^第4行：从这一行开始的引号/);
    assert.equal((await server.get('administrator', '/api/history-imports')).body.items.length, before);
  });

  it('a header in GBK with semicolons is told, and a map is suggested that a dry run takes', async () => {
    // 编号;时间;状态 and two rows, as an office program of Windows writes them.
    const header = Buffer.from([0xb1, 0xe0, 0xba, 0xc5, 0x3b, 0xca, 0xb1, 0xbc, 0xe4, 0x3b, 0xd7, 0xb4, 0xcc, 0xac, 0x0a]);
    const closed = Buffer.from([0xb9, 0xd8, 0xb1, 0xd5]); // 关闭
    const id = await uploaded(
      Buffer.concat([header, Buffer.from('G-1;2026-03-02 08:00;new\nG-1;2026-03-02 09:00;'), closed, Buffer.from('\n')]),
    );
    const { body } = await server.get('administrator', `/api/history-imports/${id}/sample`);
    assert.deepEqual([body.encoding, body.delimiter, body.columns[0].name], ['gb18030', ';', '编号']);
    assert.match(body.suggested, /id: 编号\nat: 时间\nzone: Asia\/Shanghai\n/);
    const { diagnostics } = (await post(id, 'check', { map: body.suggested })).body;
    assert.deepEqual(
      diagnostics.map((one: { code: string; severity: string }) => [one.code, one.severity]),
      [['clocksUnended', 'warning']],
      'names of columns do not tell when somebody arrived',
    );
    await post(id, 'look', { map: body.suggested });
    await worker().look();
    assert.deepEqual((await detail(id)).look, { rows: 2, requests: 1, faultyRows: 0, leftOut: 0 });
  });
});

describe('a map is held against the log and the plan', () => {
  it('and all that is wrong with it is told with its place in it, in both languages; nothing begins', async () => {
    const id = await uploaded(logOf('C', 1));
    const wrong = MAP.replace('at: When', 'at: Whem').replace('kind: fault', 'kind: fautl');
    const { body } = await post(id, 'check', { map: wrong });
    assert.deepEqual(
      body.diagnostics.map((one: { code: string; line: number; column: number }) => [one.code, one.line, one.column]),
      [
        ['unknownColumn', 2, 5],
        ['unknownKind', 6, 7],
      ],
    );
    assert.match(body.diagnostics[0].remedy.en, /When/);
    const refused = await post(id, 'look', { map: wrong });
    assert.deepEqual([refused.status, refused.body.code], [422, 'mapHasErrors']);
    assert.equal((await detail(id)).state, 'uploaded');
    assert.equal((await post(id, 'start')).body.code, 'importNotLookedAt');
  });
});

describe('an import is a job of the workers', () => {
  it('a dry run tells what would come and writes no request; a start imports it, each request once', async () => {
    const id = await looked(logOf('A', 10));
    assert.deepEqual((await detail(id)).look, { rows: 30, requests: 10, faultyRows: 0, leftOut: 0 });
    assert.equal((await countOf('A')).requests, 0);
    assert.equal((await post(id, 'start')).status, 200);
    const one = worker();
    while ((await one.look()).imports.length > 0);
    const { state, count } = await detail(id);
    assert.deepEqual([state, count], ['done', { done: 10, imported: 10, hereAlready: 0, open: 0, refused: 0 }]);
    assert.deepEqual(await countOf('A'), { requests: 10, events: 30 });
    assert.equal((await server.get('manager', '/api/service-requests?state=all&imported=true&total=true')).body.total, 10);
  });

  it('ended between two slices, another worker goes on where it ended', async () => {
    const id = await looked(logOf('B', 10));
    await post(id, 'start');
    await worker().look();
    assert.deepEqual(await countOf('B'), { requests: 4, events: 12 });
    assert.equal((await detail(id)).count.done, 4);
    const other = worker();
    while ((await other.look()).imports.length > 0);
    assert.deepEqual(await countOf('B'), { requests: 10, events: 30 });
    assert.deepEqual((await detail(id)).count, { done: 10, imported: 10, hereAlready: 0, open: 0, refused: 0 });
  });

  it('killed within a slice it is left alone for its time, then another goes on, and what was done is found and not doubled', async () => {
    const id = await looked(logOf('K', 10));
    await post(id, 'start');
    // All commands of the slice are done, and before it is written down the process is no more.
    let asked = 0;
    const now: TestServer['house']['time']['now'] = (databaseNow) => {
      asked += 1;
      if (asked > 6) throw new Error('killed');
      return server.house.time.now(databaseNow);
    };
    const killed = openLogImports({ ...server.house.deps, time: { now }, files: server.app.house.files }, 4);
    await assert.rejects(killed.look(), /killed/);
    assert.deepEqual([(await countOf('K')).requests, (await detail(id)).count.done], [4, 0]);
    assert.deepEqual((await worker().look()).imports, [], 'it is held by the one that was killed');
    server.house.time.pass(2);
    const other = worker();
    while ((await other.look()).imports.length > 0);
    assert.deepEqual(await countOf('K'), { requests: 10, events: 30 });
    assert.deepEqual((await detail(id)).count, { done: 10, imported: 6, hereAlready: 4, open: 0, refused: 0 });
  });

  it('two workers at once do nothing twice', async () => {
    const id = await looked(logOf('D', 24));
    await post(id, 'start');
    const run = async (one: LogImports): Promise<void> => {
      while ((await detail(id)).state !== 'done') await one.look();
    };
    await Promise.all([run(worker()), run(worker())]);
    assert.deepEqual(await countOf('D'), { requests: 24, events: 72 });
    assert.deepEqual((await detail(id)).count, { done: 24, imported: 24, hereAlready: 0, open: 0, refused: 0 });
  });

  it('is cancelled between two slices, keeps what came, and goes on when it is started again', async () => {
    const id = await looked(logOf('E', 10));
    await post(id, 'start');
    const one = worker();
    await one.look();
    assert.deepEqual([(await post(id, 'cancel')).status, (await detail(id)).state], [200, 'cancelled']);
    assert.deepEqual((await one.look()).imports, []);
    assert.equal((await countOf('E')).requests, 4);
    assert.equal((await post(id, 'cancel')).body.code, 'importNotAtWork');
    await post(id, 'start');
    while ((await one.look()).imports.length > 0);
    assert.deepEqual((await detail(id)).count, { done: 10, imported: 10, hereAlready: 0, open: 0, refused: 0 });
  });

  it('gives the rows that it left out back beside their reasons, for a spreadsheet, nothing taken for a formula', async () => {
    const log = logOf('F', 3)
      .replace('F-1,2026-03-03', 'F-1,2026-13-03')
      .replace('Assigned,High,SITE-01,Anna,line 1', '=1+1,High,SITE-01,Anna,line 1');
    const id = await looked(log);
    const { look, faults } = await detail(id);
    assert.deepEqual(look, { rows: 9, requests: 2, faultyRows: 1, leftOut: 1 });
    assert.deepEqual([faults[0].line, faults[0].column, faults[0].externalId], [6, 'When', 'F-1']);
    assert.match(faults[0].reason.zh, /时间/);
    await post(id, 'start');
    const one = worker();
    while ((await one.look()).imports.length > 0);
    assert.deepEqual(await countOf('F'), { requests: 2, events: 6 });
    // The same log under another map: what is here stays, and each request says why it was not taken.
    assert.equal((await post(id, 'look', { map: MAP.replace('High: major', 'High: critical') })).status, 200);
    await one.look();
    await post(id, 'start');
    while ((await one.look()).imports.length > 0);
    assert.equal((await detail(id)).count.refused, 2);
    const file = await server.get('administrator', `/api/history-imports/${id}/bad-rows`);
    const lines = file.raw.toString('utf8').split('\n');
    assert.equal(lines[0], '\uFEFFTicket,When,Status,Impact,Place,Who,Note,pledge:line,pledge:column,pledge:原因,pledge:reason');
    assert.equal(lines.length, 5);
    assert.match(lines[1] ?? '', /^F-0,.*It was imported before/);
    assert.match(lines[2] ?? '', /^F-1,2026-13-03 08:01:00,'=1\+1,.*,6,When,/);
  });

  it('ends where whoever began it may no longer import, and says so', async () => {
    const id = await looked(logOf('R', 10));
    await post(id, 'start');
    const one = worker();
    await one.look();
    const person = server.house.actors.administrator.personId ?? '';
    await server.house.within(null, (tx) =>
      tx.updateTable('pledge.position_held').set({ to_on: '2026-10-02' }).where('person_id', '=', person).execute(),
    );
    await one.look();
    const row = await server.house.within(null, (tx) =>
      tx.selectFrom('pledge.history_import').select(['state', 'why', 'done']).where('id', '=', id).executeTakeFirstOrThrow(),
    );
    assert.deepEqual([row.state, row.done], ['failed', 4]);
    assert.match(row.why?.en ?? '', /may no longer import/);
  });
});
