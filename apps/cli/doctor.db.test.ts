import assert from 'node:assert/strict';
import { chmod, copyFile, mkdtemp, readdir, rename, rm, truncate } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { jpegOf } from '#platform/files/pictures.fixture.ts';
import { readKeys } from '#platform/keys/keys.ts';
import { startTestDatabase, type TestDatabase } from '#platform/testing/test-database.ts';
import type { Finding } from './doctor/finding.ts';
import { openRunningCentre, runCentre, type RunningCentre } from './testing/running-centre.ts';
import { runPledge } from './testing/run-pledge.ts';

let database: TestDatabase;
let centre: RunningCentre;
let owner: pg.Client;
let digest: string;

before(async () => {
  database = await startTestDatabase();
  centre = await openRunningCentre(database);
  const wang = await centre.signIn('wang');
  await wang.upload(jpegOf(30, 30), '现场.jpg');
  owner = new pg.Client({ connectionString: centre.ownerUrl });
  await owner.connect();
  await owner.query(`select set_config('pledge.provider', (select provider_id::text from pledge.provider), false)`);
  digest = (await owner.query<{ digest: string }>('select digest from pledge.file')).rows[0]?.digest ?? '';
});
after(async () => {
  await owner.end();
  await centre.close();
  await database.stop();
});

async function found(env: Readonly<Record<string, string>> = {}): Promise<{ status: number | null; findings: Finding[] }> {
  const { status, out, err } = await runPledge(['doctor', '--json'], { env: { ...centre.env, LANG: 'C', ...env } });
  assert.match(out, /^\{/, err);
  return { status, findings: (JSON.parse(out) as { findings: Finding[] }).findings };
}

/** What depends on the disk and the day of who runs the tests. */
const ELSEWHERE: readonly string[] = ['spaceLow', 'holidaysMissing'];
const wrongIn = (findings: readonly Finding[]): string[] =>
  findings.filter(({ state, code }) => state === 'wrong' && !ELSEWHERE.includes(code)).map(({ code }) => code);

describe('the doctor', { timeout: 240_000 }, () => {
  it('finds nothing wrong where everything runs, and says so for each thing it looked at', async () => {
    const all = await runCentre({ ownerUrl: centre.ownerUrl, folder: centre.folder }, 'all');
    try {
      // What the demonstration left for a worker, who has just begun.
      const due = `select from pledge.clock where next_at <= now() union all select from pledge.outbox where delivered_at is null and next_at <= now()`;
      while ((await owner.query(due)).rowCount !== 0) await delay(50);
      const { findings } = await found();
      assert.deepEqual(wrongIn(findings), []);
      for (const code of [
        'nodeWell',
        'folderWell',
        'keysWell',
        'databaseWell',
        'schemaWell',
        'roleWell',
        'clockWell',
        'filesWell',
        'outboxWell',
        'workerWell',
      ])
        assert.ok(
          findings.some((finding) => finding.code === code),
          code,
        );
    } finally {
      await all.stop();
    }
  });

  it('prints a line for each, in the language of the terminal, and tells by its status', async () => {
    const { status, out } = await runPledge(['doctor'], { env: { ...centre.env, LANG: 'zh_CN.UTF-8' } });
    assert.equal(status, 1);
    assert.match(out, /^✓ Node 24/);
    assert.match(out, /^✗ 有网页进程而没有后台进程，没有人看着时钟：请启动 PLEDGE_ROLE=worker 或 all。$/m);
  });

  it('finds a setting that is misspelt, by the name that was meant, and one that nothing is like', async () => {
    const { findings } = await found({ PLEDGE_ROEL: 'worker', PLEDGE_COLOUR_OF_THE_SKY: 'blue' });
    const about = findings.filter(({ code }) => code.startsWith('variable'));
    assert.deepEqual(
      about.map(({ state, code }) => [state, code]),
      [
        ['note', 'variableUnknown'],
        ['wrong', 'variableMisspelt'],
      ],
    );
    assert.match(about[1]?.text ?? '', /PLEDGE_ROEL.*PLEDGE_ROLE was probably meant/);
  });

  const keys = (): string => join(centre.folder, 'keys.json');
  const roleOf = async (): Promise<string> => (await readKeys(keys())).database.role;
  const sick: readonly [
    what: string,
    code: string,
    remedy: RegExp,
    breaks: () => Promise<unknown>,
    mends: () => Promise<unknown>,
  ][] = [
    ['keys that others may read', 'keysOpen', /chmod 600/, () => chmod(keys(), 0o644), () => chmod(keys(), 0o600)],
    [
      'keys that are gone',
      'keysMissing',
      /restore it from a backup/,
      () => rename(keys(), `${keys()}.away`),
      () => rename(`${keys()}.away`, keys()),
    ],
    [
      'keys that are damaged',
      'keysWrong',
      /keys\.json is damaged.* from a backup \(tar xf BACKUP keys\.json\)/,
      async () => {
        await copyFile(keys(), `${keys()}.whole`);
        await truncate(keys(), 20);
      },
      () => rename(`${keys()}.whole`, keys()),
    ],
    [
      'a file that is named and gone',
      'filesLost',
      /PLEDGE_FILES, or restore a backup/,
      () => rename(place(), `${place()}.away`),
      () => rename(`${place()}.away`, place()),
    ],
    [
      'a migration that has not run',
      'schemaPending',
      /start this version/,
      () =>
        owner.query(
          `create table public.kept as select * from public.pledge_migration; delete from public.pledge_migration where name like '0012%'`,
        ),
      () =>
        owner.query(
          `insert into public.pledge_migration select * from public.kept where name like '0012%'; drop table public.kept`,
        ),
    ],
    [
      'a newer schema',
      'schemaNewer',
      /9999-later\.sql.* start the newer version/,
      () => owner.query(`insert into public.pledge_migration (name, digest) values ('9999-later.sql', 'x')`),
      () => owner.query(`delete from public.pledge_migration where name = '9999-later.sql'`),
    ],
    [
      'another key in the database',
      'keysOther',
      /PLEDGE_SECRET_FILE/,
      () => owner.query(`update public.pledge_installation set key_fingerprint = 'z' || key_fingerprint`),
      () => owner.query(`update public.pledge_installation set key_fingerprint = substr(key_fingerprint, 2)`),
    ],
    [
      'a restore that stopped halfway',
      'restoreHalf',
      /pledge restore FILE again/,
      () => owner.query('create table public.pledge_restore (begun_at timestamptz)'),
      () => owner.query('drop table public.pledge_restore'),
    ],
    [
      'a message that should have left',
      'outboxStuck',
      /should have left, the oldest \d+ min ago/,
      () =>
        owner.query(
          `update pledge.outbox set delivered_at = null, next_at = now() - interval '1 hour' where id = (select id from pledge.outbox limit 1)`,
        ),
      () => owner.query(`update pledge.outbox set delivered_at = now(), next_at = null where next_at is not null`),
    ],
    [
      'a message that is no longer tried',
      'outboxGivenUp',
      /tell them another way/,
      () =>
        owner.query(
          `update pledge.outbox set delivered_at = null, next_at = null, last_error = 'EENVELOPE' where id = (select id from pledge.outbox limit 1)`,
        ),
      () => owner.query(`update pledge.outbox set delivered_at = now(), last_error = null where last_error is not null`),
    ],
    [
      'a clock that nobody looked at',
      'workerLate',
      /log of the worker/,
      () =>
        owner.query(
          `create table public.kept as select * from pledge.clock; update pledge.clock set next_at = now() - interval '9 minutes' where next_at is not null`,
        ),
      () => owner.query(`delete from pledge.clock; insert into pledge.clock select * from public.kept; drop table public.kept`),
    ],
    [
      'a role that cannot sign in',
      'roleRefused',
      /cannot sign in \(\w+\): start again/,
      async () => owner.query(`alter role ${await roleOf()} nologin`),
      async () => owner.query(`alter role ${await roleOf()} login`),
    ],
  ];
  it('finds one thing wrong before anything is broken: that this centre has no worker', async () => {
    assert.deepEqual(wrongIn((await found()).findings), ['workerMissing']);
  });

  const place = (): string => join(centre.folder, 'files', digest.slice(0, 2), digest.slice(2, 4), digest);

  for (const [what, code, remedy, breaks, mends] of sick)
    it(`finds ${what}, with the remedy`, async () => {
      await breaks();
      try {
        const { status, findings } = await found();
        assert.equal(status, 1);
        const finding = findings.find((one) => one.code === code);
        assert.equal(finding?.state, 'wrong', JSON.stringify(findings));
        assert.match(finding.text, remedy);
      } finally {
        await mends();
      }
    });

  it('finds a mail server that does not answer, and a database that does not', async () => {
    const mail = (await found({ PLEDGE_SMTP_URL: 'smtp://127.0.0.1:1' })).findings.find(({ code }) => code === 'mailRefused');
    assert.match(mail?.text ?? '', /check PLEDGE_SMTP_URL/);
    const away = await found({ DATABASE_URL: 'postgresql://a:hush@127.0.0.1:1/pledge' });
    assert.equal(away.status, 1);
    assert.match(
      away.findings.find(({ code }) => code === 'databaseWrong')?.text ?? '',
      /No PostgreSQL answers at 127\.0\.0\.1:1/,
    );
    assert.doesNotMatch(JSON.stringify(away), /hush/);
  });

  it('finds a year without its holidays', async () => {
    await owner.query(`create table public.kept as select id, document from pledge.service_plan;
      create table public.years as select * from pledge.holiday_year;
      update pledge.service_plan set document = document #- '{holidaySets}'; delete from pledge.holiday_year`);
    const missing = (await found()).findings.find(({ code }) => code === 'holidaysMissing');
    await owner.query(`insert into pledge.holiday_year select * from public.years;
      update pledge.service_plan p set document = k.document from public.kept k where k.id = p.id; drop table public.kept, public.years`);
    assert.match(missing?.text ?? '', /The calendar \w+ of the plan SP-2026-001 lacks the holidays of \d{4}/);
  });

  it('changes nothing: what was not there before is not there after', async () => {
    const tables = async (): Promise<unknown> =>
      (await owner.query(`select count(*) from pg_class where relnamespace::regnamespace::text in ('public', 'pledge', 'auth')`))
        .rows;
    const before = await tables();
    await found({ PLEDGE_DATA_DIR: '/nowhere/at/all' });
    assert.deepEqual(await tables(), before);
  });

  it('makes no data folder and no database where there is none, and says that there is none', async () => {
    const room = await mkdtemp(join(tmpdir(), 'pledge-doctor-'));
    try {
      const places = { DATABASE_URL: '', PLEDGE_DIRECT_URL: '', PLEDGE_FILES: '', PLEDGE_SECRET_FILE: '' };
      const missing = await found({ ...places, PLEDGE_DATA_DIR: join(room, 'misspelt') });
      assert.deepEqual(wrongIn(missing.findings), ['folderMissing', 'keysMissing']);
      assert.ok(missing.findings.some(({ code, state }) => code === 'databaseNone' && state === 'note'));
      assert.equal(missing.status, 1);
      await found({ ...places, PLEDGE_DATA_DIR: room });
      assert.deepEqual(await readdir(room), []);
    } finally {
      await rm(room, { recursive: true, force: true });
    }
  });
});
