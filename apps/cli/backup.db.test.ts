import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFile, cp, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { sql } from 'kysely';
import pg from 'pg';
import { restoreInstallation } from '#apps/server/restore.ts';
import { SCHEMA_FOLDER } from '#apps/server/schema-folder.ts';
import { inTransaction } from '#platform/db/pool.ts';
import { sealEvents } from '#platform/evidence-log/seal-events.ts';
import { instant } from '#platform/time/instant.ts';
import { readKeyFile } from '#platform/keys/key-file.ts';
import { readKeys } from '#platform/keys/keys.ts';
import { checkArchive } from '#platform/backup/read-archive.ts';
import { jpegOf } from '#platform/files/pictures.fixture.ts';
import { startTestDatabase, throughPooler, type TestDatabase } from '#platform/testing/test-database.ts';
import { emptyDatabase, openRunningCentre, runCentre, type RunningCentre } from './testing/running-centre.ts';
import { runPledge } from './testing/run-pledge.ts';
import { tableDigests } from './testing/table-digests.ts';

const MAIN = fileURLToPath(new URL('main.ts', import.meta.url));
/** A second provider in the same database, whose rows lie behind a wall of their own. */
const SECOND = '01990000-0000-7000-8000-0000000000b2';

let database: TestDatabase;
let centre: RunningCentre;
let folder: string;
const dropped: (() => Promise<void>)[] = [];
/** Where the backup of the centre at rest was restored. */
let restoredTo: Machine;

before(async () => {
  database = await startTestDatabase();
  centre = await openRunningCentre(database);
  folder = await mkdtemp(join(tmpdir(), 'pledge-backup-'));
  await inDatabase(centre.ownerUrl, async (client) => {
    await client.query(`select set_config('pledge.provider', $1, false)`, [SECOND]);
    await client.query(`insert into pledge.provider values ($1, '{"zh":"乙","en":"B"}', now())`, [SECOND]);
    await client.query(`insert into pledge.number_series values ($1, 'serviceRequest', 2026, 41)`, [SECOND]);
  });
});
after(async () => {
  await centre.close();
  for (const drop of dropped) await drop();
  await database.stop();
  await rm(folder, { recursive: true, force: true });
});

async function inDatabase<Result>(url: string, work: (client: pg.Client) => Promise<Result>): Promise<Result> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

interface Machine {
  readonly ownerUrl: string;
  readonly dataDir: string;
  readonly env: Readonly<Record<string, string>>;
}

/** An installation that holds nothing: a database and a data folder. */
async function emptyMachine(): Promise<Machine> {
  const { ownerUrl, drop } = await emptyDatabase(database);
  dropped.push(drop);
  const dataDir = await mkdtemp(join(folder, 'machine-'));
  return { ownerUrl, dataDir, env: { DATABASE_URL: throughPooler(ownerUrl), PLEDGE_DATA_DIR: dataDir } };
}

async function filesIn(dataDir: string): Promise<string[]> {
  const found = await readdir(join(dataDir, 'files'), { recursive: true, withFileTypes: true }).catch(() => []);
  return found
    .filter((entry) => entry.isFile())
    .map(({ name }) => name)
    .sort();
}

const idsOf = (url: string, table: string, id: string): Promise<Set<string>> =>
  inDatabase(url, async (client) => {
    const { rows: providers } = await client.query<{ id: string }>('select provider_id as id from pledge.provider');
    const ids = new Set<string>();
    for (const provider of providers) {
      await client.query(`select set_config('pledge.provider', $1, false)`, [provider.id]);
      const { rows } = await client.query<{ id: string }>(`select ${id}::text || ' ' || md5(t::text) as id from ${table} t`);
      for (const row of rows) ids.add(row.id);
    }
    return ids;
  });

/** Seals all that happened in a centre, as its worker does. */
async function sealed({ app, folder: place }: Pick<RunningCentre, 'app' | 'folder'>): Promise<void> {
  const sealing = await (await readKeys(join(place, 'keys.json'))).sealing();
  const providers = await app.db.selectFrom('pledge.provider').select('provider_id').execute();
  for (const { provider_id: providerId } of providers) {
    const waiting = async (): Promise<number> =>
      inTransaction(app.db, { providerId, customerId: null }, async (tx) => {
        const { rows } = await sql<{
          waiting: number;
        }>`select (select count(*) from pledge.event) - coalesce((select max(total) from pledge.seal), 0) as waiting`.execute(tx);
        return rows[0]?.waiting ?? 0;
      });
    // Its pause is over long before, as far as this clock says.
    let at = Date.now() + 60_000;
    while ((await waiting()) > 0)
      await sealEvents({ db: app.db, keys: sealing, time: { now: () => instant((at += 60_000)) } }, providerId);
  }
}

describe('a backup', { timeout: 280_000 }, () => {
  it('taken under load holds one moment: what was acknowledged before is in it, chains hold, each file is there', async () => {
    const [wang, dispatcher] = [await centre.signIn('wang'), await centre.signIn('dispatcher')];
    const acknowledged: string[] = [];
    let over = false;
    const working = Promise.all(
      [0, 1, 2, 3].map(async (client) => {
        for (let round = 0; !over; round += 1) {
          const photo = await wang.upload(jpegOf(100 + client, 100 + round), '现场.jpg');
          assert.equal(photo.status, 201, JSON.stringify(photo.body));
          const made = await wang.post('/api/service-requests', {
            content: `网络中断 ${client}-${round}`,
            files: [photo.body.id],
          });
          assert.equal(made.status, 201, JSON.stringify(made.body));
          acknowledged.push(made.body.id);
          const said = await dispatcher.post(`/api/service-requests/${made.body.id}/messages`, {
            channel: 'web',
            direction: 'outgoing',
            text: '已收到，马上查看。',
          });
          assert.equal(said.status, 201, JSON.stringify(said.body));
        }
      }),
    );
    while (acknowledged.length < 20) await delay(20);
    const before = [...acknowledged];
    const file = join(folder, 'under-load');
    const taken = await runPledge(['backup', file, '--json'], { env: centre.env });
    over = true;
    await working;
    assert.equal(taken.status, 0, taken.err);
    assert.ok(acknowledged.length > before.length, 'work went on while it was taken');
    if (process.platform !== 'win32') assert.equal((await stat(file)).mode & 0o777, 0o600);

    const machine = await emptyMachine();
    const restored = await runPledge(['restore', file], { env: machine.env });
    assert.equal(restored.status, 0, restored.err);
    const verified = await runPledge(['audit', 'verify'], { env: machine.env });
    assert.match(verified.out, /events in \d+ streams hold/);
    const requests = [...(await idsOf(machine.ownerUrl, 'pledge.service_request', 'id'))].map((row) => row.split(' ')[0]);
    for (const id of before) assert.ok(requests.includes(id), `${id} was acknowledged before the backup`);
    for (const table of ['event', 'event_text', 'message', 'file', 'file_use'])
      for (const row of await idsOf(
        machine.ownerUrl,
        `pledge.${table}`,
        table === 'event_text' || table === 'file_use' ? 'event_id' : 'id',
      ))
        assert.ok((await sourceRows(table)).has(row), `${table} ${row} is not what the source has`);
    const named = [...(await idsOf(machine.ownerUrl, 'pledge.file', 'digest'))].map((row) => row.split(' ')[0]);
    assert.ok(named.length >= before.length);
    assert.deepEqual(
      await filesIn(machine.dataDir),
      [...new Set(named)].sort((a = '', b = '') => (a < b ? -1 : 1)),
    );
    const [key, copied] = await Promise.all(
      [centre.folder, machine.dataDir].map((dir) => readFile(join(dir, 'keys.json'), 'utf8')),
    );
    assert.equal(copied, key);
  });

  const rows = new Map<string, Promise<Set<string>>>();
  const sourceRows = (table: string): Promise<Set<string>> => {
    const known =
      rows.get(table) ??
      idsOf(centre.ownerUrl, `pledge.${table}`, table === 'event_text' || table === 'file_use' ? 'event_id' : 'id');
    rows.set(table, known);
    return known;
  };

  it('of a centre at rest gives back every table, file and number, on another server too', async () => {
    await sealed(centre);
    await centre.stop();
    const file = join(folder, 'at-rest');
    const taken = await runPledge(['backup', file], { env: centre.env });
    assert.equal(taken.status, 0, taken.err);
    assert.match(taken.out, /It holds the keys of this installation/);
    const source = await tableDigests(centre.ownerUrl);
    assert.ok(Object.keys(source).length > 60);
    const machine = await emptyMachine();
    const restored = await runPledge(['restore', file], { env: machine.env });
    assert.equal(restored.status, 0, restored.err);
    restoredTo = machine;
    assert.deepEqual(await tableDigests(machine.ownerUrl), source);
    assert.deepEqual(await filesIn(machine.dataDir), await filesIn(centre.folder));
    const walls = `select count(*)::int as walled, (select count(*)::int from pg_constraint where contype = 'f') as keys from pg_class where relforcerowsecurity and relrowsecurity`;
    const [here, there] = await Promise.all(
      [centre.ownerUrl, machine.ownerUrl].map((url) => inDatabase(url, (client) => client.query(walls))),
    );
    assert.deepEqual(there?.rows, here?.rows);

    // The embedded server of an empty machine.
    const dataDir = await mkdtemp(join(folder, 'embedded-'));
    const embedded = { DATABASE_URL: '', PLEDGE_DATA_DIR: dataDir };
    assert.equal((await runPledge(['restore', file], { env: embedded })).status, 0);
    assert.match((await runPledge(['audit', 'verify'], { env: embedded })).out, /streams hold/);
    const again = await runPledge(['backup', join(folder, 'again')], { env: embedded });
    assert.equal(again.status, 0, again.err);
    const [first, second] = [await checkArchive(file), await checkArchive(join(folder, 'again'))];
    assert.deepEqual(second.totals.tables, first.totals.tables);
    assert.deepEqual(second.sequences, first.sequences);
  });

  it('that was restored goes on with the next number, without gap or double, and lets the same people in', async () => {
    const machine = restoredTo;
    const numbers = async (): Promise<number[]> =>
      inDatabase(machine.ownerUrl, async (client) => {
        await client.query(
          `select set_config('pledge.provider', (select provider_id::text from pledge.provider where provider_id <> $1), false)`,
          [SECOND],
        );
        const { rows: found } = await client.query<{ number: string }>(
          'select number from pledge.service_request where number is not null',
        );
        return found.map(({ number }) => Number(/(\d+)$/.exec(number)?.[1])).sort((a, b) => a - b);
      });
    const issued = await numbers();
    const goesOn = await runCentre({ ownerUrl: machine.ownerUrl, folder: machine.dataDir });
    try {
      const wang = await goesOn.signIn('wang');
      const made = await wang.post('/api/service-requests', { content: '恢复以后的第一件事' });
      assert.equal(made.status, 201, JSON.stringify(made.body));
      await sealed(goesOn);
    } finally {
      await goesOn.stop();
    }
    assert.deepEqual(await numbers(), [...issued, (issued.at(-1) ?? 0) + 1]);
    const audit = JSON.parse((await runPledge(['audit', 'verify', '--json'], { env: machine.env })).out);
    assert.deepEqual(
      [audit.first, audit.sealed, audit.seals > 1],
      [null, audit.events, true],
      'sealed before and after, by one chain',
    );
    const { rows: eras } = await inDatabase(machine.ownerUrl, (client) => client.query('select pledge.event_era() as era'));
    assert.equal(eras[0]?.era, 3, 'what was restored comes before all that is written here');
    assert.equal((await runPledge(['audit', 'verify'], { env: machine.env })).status, 0);
  });
});

describe('a restore', { timeout: 280_000 }, () => {
  const file = (): string => join(folder, 'at-rest');

  it('that is killed leaves no half: nothing starts on it, and the same call goes on', async () => {
    const machine = await emptyMachine();
    const child = spawn(process.execPath, [MAIN, 'restore', file()], {
      env: { ...process.env, ...machine.env },
      stdio: 'ignore',
    });
    const ended = new Promise((resolve) => child.once('close', resolve));
    await inDatabase(machine.ownerUrl, async (client) => {
      // Holding the mark keeps it from its commit, with everything loaded.
      const hold = async (): Promise<boolean> =>
        client.query('begin; lock table public.pledge_restore in access share mode').then(
          () => true,
          () => client.query('rollback').then(() => false),
        );
      while (!(await hold())) await delay(5);
      const waits = async (): Promise<number> =>
        (await client.query(`select 1 from pg_locks where not granted and relation = 'public.pledge_restore'::regclass`))
          .rowCount ?? 0;
      while ((await waits()) === 0) await delay(10);
      child.kill('SIGKILL');
      await ended;
      await client.query('commit');
    });
    const refused = await runPledge(['user', 'create', '--login', 'x', '--name', 'x', '--position', 'systemAdministrator'], {
      env: { ...machine.env, LANG: 'C' },
    });
    assert.equal(refused.status, 3);
    assert.match(refused.err, /restore into this database has begun .* run pledge restore FILE again/);
    const again = await runPledge(['restore', file()], { env: machine.env });
    assert.equal(again.status, 0, again.err);
    assert.deepEqual(await tableDigests(machine.ownerUrl), await tableDigests(centre.ownerUrl));
    assert.equal((await runPledge(['audit', 'verify'], { env: machine.env })).status, 0);
  });

  it('has its keys in place before the database is made: what is called there after a kill makes none of its own', async () => {
    const machine = await emptyMachine();
    const silent = createServer(() => undefined).listen(0, '127.0.0.1');
    await once(silent, 'listening');
    const url = `postgresql://nobody@127.0.0.1:${(silent.address() as AddressInfo).port}/x`;
    const env = { ...process.env, ...machine.env, DATABASE_URL: url };
    const child = spawn(process.execPath, [MAIN, 'restore', file()], { env, stdio: 'ignore' });
    await once(silent, 'connection');
    child.kill('SIGKILL');
    silent.close();
    assert.deepEqual(await readKeyFile(join(machine.dataDir, 'keys.json')), (await checkArchive(file())).keys);
  });

  it('refuses a database with a centre in it, other keys, a damaged and a cut file, and changes nothing', async () => {
    const there = await runPledge(['restore', file()], { env: restoredTo.env });
    assert.equal(there.status, 3);
    assert.match(there.err, /holds a service centre already/);

    const other = await emptyMachine();
    const astray = { ...restoredTo.env, PLEDGE_DATA_DIR: other.dataDir };
    assert.match((await runPledge(['restore', file()], { env: astray })).err, /holds a service centre already/);
    assert.deepEqual(await readdir(other.dataDir), [], 'no keys are left beside a centre of others');
    await writeFile(join(other.dataDir, 'keys.json'), JSON.stringify({ secret: 'f'.repeat(64) }));
    assert.match((await runPledge(['restore', file()], { env: other.env })).err, /There are other keys at /);
    await rm(join(other.dataDir, 'keys.json'));

    const bytes = await readFile(file());
    const damaged = join(folder, 'damaged');
    const place = bytes.indexOf('rows/pledge.event/000001.copy.gz') + 512 + 100;
    bytes[place] = (bytes[place] ?? 0) ^ 1;
    await writeFile(damaged, bytes);
    const said = await runPledge(['restore', damaged], { env: other.env });
    assert.equal(said.status, 1);
    assert.match(
      said.err,
      /the part rows\/pledge\.event\/000001\.copy\.gz is not what was backed up\..* Nothing was changed\.\n$/,
    );
    await writeFile(damaged, bytes.subarray(0, place));
    assert.match(
      (await runPledge(['restore', '--check', damaged], { env: other.env })).err,
      /ends in or behind the part rows\/pledge\.event/,
    );
    assert.match((await runPledge(['restore', '--check', file()], { env: other.env })).out, /is whole: \d+ rows/);
    assert.equal(
      await inDatabase(
        other.ownerUrl,
        async (client) => (await client.query(`select to_regclass('public.pledge_migration') as there`)).rows[0]?.there,
      ),
      null,
    );
    assert.deepEqual(await readdir(other.dataDir), []);
  });

  it('refuses a newer schema, and brings an older one to the present after its rows are in', async () => {
    const archive = await checkArchive(file());
    const schema = join(folder, 'schema');
    await cp(SCHEMA_FOLDER, schema, { recursive: true });
    const names = (await readdir(schema)).filter((name) => name.endsWith('.sql')).sort();
    const newest = names.at(-1) ?? '';
    const machine = await emptyMachine();
    const config = {
      databaseUrl: machine.ownerUrl,
      dataDir: machine.dataDir,
      secretFile: join(machine.dataDir, 'keys.json'),
      filesUrl: pathToFileURL(join(machine.dataDir, 'files')).href,
    };
    await rm(join(schema, newest));
    assert.deepEqual(await restoreInstallation(config, { file: file(), archive, schemaFolder: schema }), {
      refused: 'newerSchema',
      migration: newest,
    });
    await copyFile(join(SCHEMA_FOLDER, newest), join(schema, newest));
    await writeFile(join(schema, '9999-later.sql'), `alter table pledge.site add column later text not null default 'filled'`);
    assert.deepEqual(await restoreInstallation(config, { file: file(), archive, schemaFolder: schema }), {
      migrated: ['9999-later.sql'],
    });
    const filled = await inDatabase(machine.ownerUrl, async (client) => {
      await client.query(
        `select set_config('pledge.provider', (select provider_id::text from pledge.provider where provider_id <> $1), false)`,
        [SECOND],
      );
      return (await client.query(`select 1 from pledge.site where later = 'filled'`)).rowCount ?? 0;
    });
    assert.ok(filled > 0);
  });

  it('and a backup name what keeps them from being done', async () => {
    assert.match((await runPledge(['backup', file()], { env: centre.env })).err, /is there already\. Name a new file\.\n$/);
    assert.match((await runPledge(['backup', '/nowhere/at/all'], { env: centre.env })).err, /there is no such folder/);
    assert.match((await runPledge(['restore', '/nowhere/at/all'], { env: centre.env })).err, /there is no such file/);
    assert.match((await runPledge(['restore', folder], { env: centre.env })).err, /it is a folder\. Name a backup\.\n$/);
    const machine = await emptyMachine();
    const nothing = await runPledge(['backup', join(folder, 'nothing')], { env: machine.env });
    assert.equal(nothing.status, 3);
    assert.match(nothing.err, /There are no keys at /);
  });
});

describe('a file that rows name and that is gone', { timeout: 120_000 }, () => {
  it('is told with status 1, and everything else is saved', async () => {
    const [lost] = await filesIn(centre.folder);
    await rm(join(centre.folder, 'files', lost?.slice(0, 2) ?? '', lost?.slice(2, 4) ?? '', lost ?? ''));
    const file = join(folder, 'with-a-gap');
    const taken = await runPledge(['backup', file], { env: centre.env });
    assert.equal(taken.status, 1);
    assert.match(taken.out, new RegExp(`lost: the file ${lost} `));
    assert.deepEqual((await checkArchive(file)).totals.lostFiles, [lost]);
  });
});
