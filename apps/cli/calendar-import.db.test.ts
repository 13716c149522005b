import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { after, before, describe, it } from 'node:test';
import pg from 'pg';
import { startTestDatabase, throughPooler, type TestDatabase } from '#platform/testing/test-database.ts';
import { runPledge } from './testing/run-pledge.ts';

/** The command as a process of its own, on a database with the sample plan. */
const SAMPLE = fileURLToPath(new URL('../../plans/sample-plan.yaml', import.meta.url));
const name = `calendar_import_${process.pid}_${randomBytes(3).toString('hex')}`;
let database: TestDatabase;
let folder: string;
let env: Record<string, string>;
let client: pg.Client;

before(async () => {
  database = await startTestDatabase();
  client = new pg.Client({ connectionString: database.ownerUrl });
  await client.connect();
  await client.query(`create database ${name}`);
  const url = new URL(database.ownerUrl);
  url.pathname = `/${name}`;
  folder = await mkdtemp(join(tmpdir(), 'pledge-calendar-'));
  env = { DATABASE_URL: throughPooler(url.href), PLEDGE_DATA_DIR: folder };
});
after(async () => {
  await client.query(`drop database ${name} with (force)`);
  await client.end();
  await database.stop();
  await rm(folder, { recursive: true, force: true });
});

const noticeFile = async (year: number, ...off: string[]): Promise<string> => {
  const file = join(folder, `${year}-${off.length}.json`);
  const days = off.map((date) => ({ name: '元旦', date, isOffDay: true }));
  await writeFile(file, JSON.stringify({ year, papers: ['https://example.org/notice'], days }));
  return file;
};
const rows = async (statement: string): Promise<unknown[]> => {
  const url = new URL(database.ownerUrl);
  url.pathname = `/${name}`;
  const own = new pg.Client({ connectionString: url.href });
  await own.connect();
  await own.query(`select set_config('pledge.provider', provider_id::text, false) from pledge.provider`);
  const found = await own.query(statement);
  await own.end();
  return found.rows;
};
const imported = () =>
  rows(`select actor->'operator' is not null as operator, payload->'data'->>'year' as year, payload->'data'->'off' as off
    from pledge.event where type = 'holidayNoticeImported' order by recorded_at`);

describe('pledge calendar import', () => {
  it('needs a service centre, and a set that a calendar of its plans counts by', async () => {
    const file = await noticeFile(2031, '2031-01-01');
    assert.equal((await runPledge(['calendar', 'import', file], { env })).status, 3);
    assert.equal((await runPledge(['plan', 'apply', SAMPLE], { env })).status, 0);
    const { status, err } = await runPledge(['calendar', 'import', file, '--set', 'bremen'], { env });
    assert.equal(status, 1);
    assert.match(err, /No calendar of an active plan counts by the holiday set bremen\. There is: cnStatutory\.\n$/);
  });

  it('a notice is stored with an event that names who imported it; the same days again change nothing', async () => {
    const file = await noticeFile(2031, '2031-01-01', '2031-01-02');
    const first = await runPledge(['calendar', 'import', file], { env });
    assert.deepEqual([first.status, first.err], [0, '']);
    assert.match(
      first.out,
      /^cnStatutory 2031: off 2031-01-01\/2031-01-02; worked no weekend day\. Clocks that run are counted anew/,
    );
    const again = await runPledge(['calendar', 'import', file, '--json'], { env });
    assert.equal((JSON.parse(again.out) as { isNew: boolean }).isNew, false);
    assert.deepEqual(await imported(), [{ operator: true, year: '2031', off: ['2031-01-01/2031-01-02'] }]);
  });

  it('a correction stands beside what it corrects; the evidence holds', async () => {
    await runPledge(['calendar', 'import', await noticeFile(2031, '2031-01-01', '2031-01-02', '2031-01-03')], { env });
    const years = await rows(`select off from pledge.holiday_year where year = 2031 order by imported_at`);
    assert.deepEqual(years, [{ off: ['2031-01-01/2031-01-02'] }, { off: ['2031-01-01/2031-01-03'] }]);
    assert.equal((await runPledge(['audit', 'verify'], { env })).status, 0);
  });

  it('a notice is looked at before, and taken back after: what was before it holds again', async () => {
    const holding = () => rows(`select off from pledge.holiday_year where year = 2031 order by imported_at desc limit 1`);
    const file = await noticeFile(2031, '2031-01-01');
    const looked = await runPledge(['calendar', 'import', file, '--dry-run'], { env });
    assert.deepEqual([looked.status, looked.err], [0, '']);
    assert.match(looked.out, /^2031-01-02: off → weekday\n2031-01-03: off → weekday\n0 requests looked at: 0 clocks/);
    const back = await runPledge(['calendar', 'take-back', '2031', '--dry-run'], { env });
    assert.match(back.out, /^2031-01-03: off → weekday\n0 requests looked at: .* Nothing was changed\.\n$/);
    assert.deepEqual(await holding(), [{ off: ['2031-01-01/2031-01-03'] }], 'nothing was changed');
    const done = await runPledge(['calendar', 'take-back', '2031'], { env });
    assert.deepEqual([done.status, done.err], [0, '']);
    assert.match(
      done.out,
      /^The notice of 2031 is taken back\. What was before it holds again: cnStatutory 2031: off 2031-01-01\/2031-01-02;/,
    );
    assert.deepEqual(await holding(), [{ off: ['2031-01-01/2031-01-02'] }]);
    const again = JSON.parse((await runPledge(['calendar', 'take-back', '2031', '--json'], { env })).out) as {
      withdrawn: boolean;
    };
    assert.equal(again.withdrawn, true);
    const none = await runPledge(['calendar', 'take-back', '2031'], { env });
    assert.deepEqual([none.status, none.out], [1, '']);
    assert.match(none.err, /The holiday set cnStatutory has no notice of 2031: there is nothing to take back\.\n$/);
    const shipped = await runPledge(['calendar', 'take-back', '2026'], { env });
    assert.match(shipped.err, /came with a plan or with the product/);
    assert.equal((await runPledge(['calendar', 'take-back', '26'], { env })).status, 2);
    assert.equal((await runPledge(['audit', 'verify'], { env })).status, 0);
  });

  it('what is no notice is refused in one line that says where', async () => {
    const file = join(folder, 'empty.json');
    await writeFile(file, JSON.stringify({ year: 2032, papers: [], days: [] }));
    const { status, err } = await runPledge(['calendar', 'import', file], { env });
    assert.equal(status, 1);
    assert.match(err, /empty\.json: This is no notice that can be imported: The file has no day of 2032/);
    assert.equal((await imported()).length, 2);
  });

  it('what was imported is known to a look at a plan: a weekend day that is worked, and what no clause says of it', async () => {
    const file = join(folder, 'worked.json');
    await writeFile(file, JSON.stringify({ year: 2032, days: [{ date: '2032-02-07', isOffDay: false }] }));
    const text = (await readFile(SAMPLE, 'utf8')).replace(/.*\bid: X19,.*\n/, '');
    const look = async () => (await runPledge(['plan', 'check', '-'], { env, input: text })).out;
    assert.doesNotMatch(await look(), /2032-02-07/);
    assert.equal((await runPledge(['calendar', 'import', file], { env })).status, 0);
    assert.match(await look(), /warning readingUnsettled: .*2032-02-07/);
  });
});
