import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { sql } from 'kysely';
import pg from 'pg';
import { emptyDatabase } from '#apps/cli/testing/running-centre.ts';
import { runPledge } from '#apps/cli/testing/run-pledge.ts';
import { restoreInstallation } from '#apps/server/restore.ts';
import { SCHEMA_FOLDER } from '#apps/server/schema-folder.ts';
import { datedWork, dutyDates, planDuties } from '#centre/commitments/index.ts';
import { planById } from '#centre/plan/index.ts';
import { checkArchive } from '#platform/backup/read-archive.ts';
import { migrate, migrationsIn } from '#platform/db/migrate.ts';
import { canonicalJson, type Json } from '#platform/evidence-log/canonical.ts';
import { keysOf } from '#platform/keys/keys.ts';
import { startTestDatabase, type TestDatabase } from '#platform/testing/test-database.ts';
import { instant } from '#platform/time/instant.ts';
import { dateIn } from '#platform/time/local.ts';
import { databaseTime } from '#platform/time/time-source.ts';
import { openCentreDatabase, type CentreDatabase } from '../product/centre-database.ts';
import { allReleased, readAnswers, type Released } from './kept.ts';
import { QUESTIONS_AT_LEAST } from './questions.ts';
import { openReleasedCentre } from './released-centre.ts';
import { firstDifference } from './same-answer.ts';

const MIGRATE = fileURLToPath(new URL('migrate-process.ts', import.meta.url));
const RELEASES = await allReleased();

const DAY_MS = 86_400_000;

/** Stands behind all real ones, so that there is always one to be killed in, also where the newest schema is the released one. */
const ONE_MORE = '9999-one-more.sql';
const ONE_MORE_TEXT = `alter table pledge.message add column one_more integer not null default 7;
create index message_one_more on pledge.message (provider_id, one_more);`;

let database: TestDatabase;
let folder: string;
before(async () => {
  database = await startTestDatabase();
  folder = await mkdtemp(join(tmpdir(), 'pledge-released-'));
});
after(async () => {
  await database.stop();
  await rm(folder, { recursive: true, force: true });
});

async function migrationsOf(client: pg.Client): Promise<string[]> {
  return (await client.query<{ name: string }>('select name from public.pledge_migration order by name')).rows.map(
    ({ name }) => name,
  );
}

/** Kills a migrating process when the statements of its next file have run and are not committed. */
async function killInTheMiddle(client: pg.Client, args: readonly string[]): Promise<void> {
  await client.query('begin; lock table public.pledge_migration in share mode');
  const child = spawn(process.execPath, [MIGRATE, ...args], { stdio: ['ignore', 'ignore', 'inherit'] });
  const ended = new Promise<NodeJS.Signals | null>((resolve) => child.once('close', (_code, signal) => resolve(signal)));
  const waiting = `select 1 from pg_locks where not granted and relation = 'public.pledge_migration'::regclass`;
  while ((await client.query(waiting)).rowCount === 0) {
    assert.equal(child.exitCode, null, 'it ended before it was killed');
    await delay(5);
  }
  child.kill('SIGKILL');
  assert.equal(await ended, 'SIGKILL');
  await client.query('commit');
}

/** In which somebody was killed: what follows a later release also follows the first. */
const killedIn = new Set<string>();

describe('the schema of every release', () => {
  it('is kept from 0013 on', () => assert.equal(RELEASES[0]?.number, '0013'));

  for (const release of RELEASES)
    it(
      `${release.number} comes to the present one, killed in the middle of each migration that no earlier one was, and answers as before`,
      { timeout: 240_000 },
      () => upgrade(release),
    );
});

async function upgrade(release: Released): Promise<void> {
  const archive = await checkArchive(release.dump);
  const { ownerUrl, drop } = await emptyDatabase(database);
  const dataDir = await mkdtemp(join(folder, 'data-'));
  const [old, present] = [join(dataDir, 'old'), join(dataDir, 'present')];
  const files = pathToFileURL(join(dataDir, 'files')).href;
  await cp(SCHEMA_FOLDER, present, { recursive: true });
  await writeFile(join(present, ONE_MORE), ONE_MORE_TEXT);
  const had = new Set(archive.manifest.migrations.map(({ name }) => name));
  await cp(SCHEMA_FOLDER, old, {
    recursive: true,
    filter: (path) => !path.endsWith('.sql') || [...had].some((name) => path.endsWith(name)),
  });
  const secretFile = join(dataDir, 'keys.json');
  const restored = await restoreInstallation(
    { databaseUrl: ownerUrl, dataDir, secretFile, filesUrl: files },
    { file: release.dump, archive, schemaFolder: old },
  );
  assert.deepEqual(restored, { migrated: [] });

  const application = keysOf(archive.keys).database;
  const pending = (await migrationsIn(present)).map(({ name }) => name).filter((name) => !had.has(name));
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    const done = new Set(had);
    for (const name of pending) {
      if (name === ONE_MORE || !killedIn.has(name)) {
        await killInTheMiddle(client, [ownerUrl, present, application.role, application.password]);
        assert.ok(!(await migrationsOf(client)).includes(name), `${name} was killed before its commit`);
        killedIn.add(name);
      }
      done.add(name);
      assert.deepEqual(await migrate({ ownerUrl, folder: present, application, only: done }), [name]);
    }
    assert.deepEqual(new Set(await migrationsOf(client)), new Set([...had, ...pending]));
  } finally {
    await client.end();
  }
  await answersAsBefore(release, { ownerUrl, dataDir });
  await dutiesFromNowOn({ databaseUrl: ownerUrl, dataDir, secretFile });
  const verified = await runPledge(['audit', 'verify'], { env: { DATABASE_URL: ownerUrl, PLEDGE_DATA_DIR: dataDir } });
  assert.equal(verified.status, 0, verified.out + verified.err);
  await drop();
}

/** What was a jsonb once stands in the spelling that is hashed: the server prints another order and blanks. */
async function eventsAsTheyWereHashed({ within }: CentreDatabase): Promise<void> {
  const { rows } = await within((tx) =>
    sql<{ json: string }>`select json::text from pledge.event cross join lateral unnest(array[payload, actor]) json`.execute(tx),
  );
  assert.ok(rows.length > 0);
  for (const { json } of rows) assert.equal(json, canonicalJson(JSON.parse(json) as Json));
}

/** Every visit that is over tells since when, as the event that ended it does. */
async function visitsToldTheirEnd({ within }: CentreDatabase): Promise<void> {
  const { rows } = await within((tx) =>
    sql<{ ended_at: number | null; ended: number }>`select visit.ended_at, event.occurred_at as ended
      from pledge.site_visit visit join pledge.event event on event.stream_id = visit.id and event.stream_kind = 'siteVisit' and event.seq = visit.seq
      where visit.state in ('departed', 'calledOff')`.execute(tx),
  );
  assert.ok(rows.length > 0);
  for (const { ended_at, ended } of rows) assert.equal(ended_at, ended);
}

/** Its plans have the dated duties that they would have were they applied now: the next of each work, none that came due before. */
async function dutiesFromNowOn(at: { databaseUrl: string; dataDir: string; secretFile: string }): Promise<void> {
  const centre = await openCentreDatabase(at);
  try {
    await eventsAsTheyWereHashed(centre);
    await visitsToldTheirEnd(centre);
    for (let { full } = { full: true }; full;) ({ full } = await planDuties({ db: centre.db, time: databaseTime }));
    await centre.within(async (tx, databaseNow) => {
      const plans = await tx
        .selectFrom('pledge.service_plan')
        .select(['id', 'project_id'])
        .where('status', '=', 'active')
        .execute();
      assert.ok(plans.length > 0);
      for (const { id, project_id } of plans) {
        const { plan } = await planById(tx, id);
        const course = await tx
          .selectFrom('pledge.duty_course')
          .select('since')
          .where('project_id', '=', project_id)
          .executeTakeFirstOrThrow();
        const duties = await tx
          .selectFrom('pledge.duty')
          .select(['work', 'due_on', 'due_at', 'site'])
          .where('project_id', '=', project_id)
          .execute();
        assert.ok(duties.every(({ due_at }) => due_at > course.since && due_at > databaseNow));
        const window = { from: dateIn(plan.plan.timezone, instant(databaseNow + DAY_MS)), to: '2099-12-31' };
        for (const work of datedWork(plan)) {
          const [next] = dutyDates(plan, work, window).filter(({ isOuter }) => !isOuter);
          const owed = duties.filter((duty) => duty.work === work.name);
          if (next !== undefined)
            assert.ok(
              owed.some(({ due_on }) => due_on === next.on),
              `${work.name} on ${next.on}`,
            );
          if (work.terms.sites === 'all')
            assert.deepEqual(new Set(owed.map(({ site }) => site)), new Set(plan.customer.sites.map((site) => site.id)));
        }
      }
    });
  } finally {
    await centre.close();
  }
}

async function answersAsBefore(release: Released, at: { ownerUrl: string; dataDir: string }): Promise<void> {
  const { askedAt, answers } = await readAnswers(release);
  assert.ok(answers.length >= QUESTIONS_AT_LEAST);
  const centre = await openReleasedCentre({ ...at, askedAt });
  try {
    const differing: string[] = [];
    for (const kept of answers) {
      const now = await centre.ask(kept);
      const where = now.status === kept.status ? firstDifference(kept.body, now.body) : '(status)';
      if (where !== null) differing.push(`${kept.who} ${kept.path} at ${where}`);
    }
    assert.deepEqual(differing, []);
  } finally {
    await centre.close();
  }
}
