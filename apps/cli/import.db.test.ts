import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { MAP } from '#centre/history/log.fixture.ts';
import { startTestDatabase, throughPooler, type TestDatabase } from '#platform/testing/test-database.ts';
import { runPledge } from './testing/run-pledge.ts';

/** The command as a process of its own: whole, killed in the middle and started again, twice at once. */
const SAMPLE = fileURLToPath(new URL('../../plans/sample-plan.yaml', import.meta.url));
const MAIN = fileURLToPath(new URL('main.ts', import.meta.url));
const REQUESTS = 400;

let database: TestDatabase;
let folder: string;
let env: Record<string, string>;
let client: pg.Client;

before(async () => {
  database = await startTestDatabase();
  const owner = new pg.Client({ connectionString: database.ownerUrl });
  await owner.connect();
  const name = `import_${process.pid}_${randomBytes(3).toString('hex')}`;
  await owner.query(`create database ${name}`);
  await owner.end();
  const url = new URL(database.ownerUrl);
  url.pathname = `/${name}`;
  folder = await mkdtemp(join(tmpdir(), 'pledge-import-'));
  env = { DATABASE_URL: throughPooler(url.href), PLEDGE_DATA_DIR: folder };
  client = new pg.Client({ connectionString: url.href });
  await client.connect();
  assert.equal((await runPledge(['plan', 'apply', SAMPLE], { env })).status, 0);
  // Whoever looks sees one provider's rows, the owner of the tables too.
  await client.query("select set_config('pledge.provider', (select provider_id::text from pledge.provider), false)");
  await writeFile(join(folder, 'map.yaml'), MAP);
  await writeFile(join(folder, 'log.csv'), logOf(REQUESTS));
});
after(async () => {
  await client.end();
  await database.stop();
  await rm(folder, { recursive: true, force: true });
});

/** So many requests of three rows each. */
function logOf(requests: number): string {
  const rows = Array.from({ length: requests }, (_, place) => {
    const minute = String(place % 60).padStart(2, '0');
    const hour = String(8 + (Math.floor(place / 60) % 10)).padStart(2, '0');
    return ['New', 'Assigned', 'Done'].map(
      (status, step) => `N-${place},2026-03-0${step + 2} ${hour}:${minute}:00,${status},High,SITE-01,Anna,line ${place}`,
    );
  });
  return ['Ticket,When,Status,Impact,Place,Who,Note', ...rows.flat(), ''].join('\n');
}

const importing = (file = 'log.csv', ...more: string[]): string[] => [
  'import',
  'requests',
  join(folder, file),
  '--map',
  join(folder, 'map.yaml'),
  ...more,
];

async function counts(): Promise<{ requests: number; events: number; halves: number }> {
  const { rows } = await client.query<{ requests: number; events: number; halves: number }>(`select
    (select count(*)::int from pledge.service_request where external_id like 'N-%') as requests,
    (select count(*)::int from pledge.event where type = 'historyImported') as events,
    (select count(*)::int from (select stream_id from pledge.event where type = 'historyImported' group by stream_id having count(*) <> 3) h) as halves`);
  return rows[0] ?? { requests: -1, events: -1, halves: -1 };
}

describe('pledge import requests', () => {
  it('killed in the middle leaves only whole requests; started again, twice at once, it brings the rest and doubles nothing', async () => {
    const child = spawn(process.execPath, [MAIN, ...importing()], {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    const ended = new Promise((resolve) => child.once('close', resolve));
    for (let seen = 0; seen < 20 && child.exitCode === null;) seen = (await counts()).requests;
    child.kill('SIGKILL');
    await ended;
    // What it had asked to be committed is committed after it as well: nobody has the table alone before.
    await client.query('begin; lock table pledge.service_request in exclusive mode; commit');
    const halfway = await counts();
    assert.ok(halfway.requests < REQUESTS, 'it was killed too late to show anything');
    assert.deepEqual([halfway.events, halfway.halves], [halfway.requests * 3, 0]);
    const runs = await Promise.all([
      runPledge(importing('log.csv', '--json'), { env }),
      runPledge(importing('log.csv', '--json'), { env }),
    ]);
    const told = runs.map(({ status, out, err }) => {
      assert.equal(status, 0, err);
      assert.match(err, /of 400 requests\n/);
      return JSON.parse(out) as { imported: number; hereAlready: number };
    });
    assert.ok(told.every(({ imported, hereAlready }) => imported + hereAlready === REQUESTS));
    assert.equal((told[0]?.imported ?? 0) + (told[1]?.imported ?? 0), REQUESTS - halfway.requests);
    assert.deepEqual(await counts(), { requests: REQUESTS, events: REQUESTS * 3, halves: 0 });
    const verified = await runPledge(['audit', 'verify'], { env });
    assert.match(verified.out, /hold; /);
    assert.equal(verified.status, 0);
  });

  it('names bad rows with line, column and reason, writes them out beside their reasons, and imports the rest', async () => {
    const log = logOf(3).replaceAll('N-', 'M-').replace('M-1,2026-03-03', 'M-1,2026-13-03').replace('line 1', '=1+1');
    await writeFile(join(folder, 'bad.csv'), log);
    const { status, out, err } = await runPledge(importing('bad.csv', '--bad', join(folder, 'left-out.csv')), { env });
    assert.equal(status, 1);
    assert.match(out, /map\.yaml:9:1: warning clocksUnended: [\s\S]*\n2 requests imported; 0 of all are open; 6 rows\.\n$/);
    assert.match(err, /bad\.csv:6: When: “2026-13-03 08:01:00” is no time in this format\. .* \(M-1\)\n/);
    assert.match(err, /Wrong rows: 1; requests left out: 1\. They stand in .*left-out\.csv/);
    const written = await readFile(join(folder, 'left-out.csv'), 'utf8');
    assert.match(
      written,
      /^\uFEFFTicket,When,Status,Impact,Place,Who,Note,pledge:line,pledge:column,pledge:原因,pledge:reason\n/,
    );
    assert.match(written, /M-1,2026-13-03 08:01:00,Assigned,High,SITE-01,Anna,line 1,6,When,/);
  });

  it('asks for a new file of rows left out before anything is imported', async () => {
    const log = join(folder, 'unread.csv');
    await writeFile(log, logOf(2).replaceAll('N-', 'U-'));
    const over = await runPledge(importing('unread.csv', '--bad', log), { env });
    assert.equal(over.status, 2);
    assert.match(over.err, /unread\.csv is there already\. Name a new file\.\n$/);
    const nowhere = await runPledge(importing('unread.csv', '--bad', join(folder, 'nowhere', 'bad.csv')), { env });
    assert.equal(nowhere.status, 2);
    assert.match(nowhere.err, /bad\.csv cannot be written: there is no such folder\. .*\n$/);
    assert.equal(await readFile(log, 'utf8'), logOf(2).replaceAll('N-', 'U-'));
    const { rows } = await client.query("select 1 from pledge.service_request where external_id like 'U-%'");
    assert.equal(rows.length, 0);
  });

  it('a dry run writes nothing; a wrong map says all that is wrong with it; a file that is no table is refused', async () => {
    await writeFile(join(folder, 'other.csv'), logOf(2).replaceAll('N-', 'D-'));
    const dry = await runPledge(importing('other.csv', '--dry-run'), { env });
    assert.equal(dry.status, 0);
    assert.match(dry.out, /warning clocksUnended: [\s\S]*\n2 requests of 6 rows can be imported\. Nothing was written\.\n$/);
    await writeFile(join(folder, 'wrong.yaml'), MAP.replace('at: When', 'at: Whem'));
    const wrong = await runPledge(['import', 'requests', join(folder, 'other.csv'), '--map', join(folder, 'wrong.yaml')], {
      env,
    });
    assert.equal(wrong.status, 1);
    assert.match(wrong.out, /wrong\.yaml:2:5: error unknownColumn: The log has no column Whem\.[\s\S]*Did you mean When\?/);
    const { rows } = await client.query("select 1 from pledge.service_request where external_id like 'D-%'");
    assert.equal(rows.length, 0);
    const binary = await runPledge(['import', 'requests', process.execPath, '--map', join(folder, 'map.yaml')], { env });
    assert.equal(binary.status, 1);
    assert.match(binary.err, /This is no table of text: .* Nothing was imported\.\n$/);
  });
});
