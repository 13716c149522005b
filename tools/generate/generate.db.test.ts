import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { sql, type RawBuilder, type Transaction } from 'kysely';
import pg from 'pg';
import { auditNow } from '#centre/evidence/audit.ts';
import { loadActor, type Actor } from '#centre/people/index.ts';
import { listRecords } from '#centre/records/records.store.ts';
import { clockFilter } from '#centre/requests/clock-filter.store.ts';
import { COUNTED_TO, GLANCED_TO } from '#centre/requests/counted.schema.ts';
import { isFewOrEach } from '#centre/requests/few-or-each.store.ts';
import { ownerFilter } from '#centre/requests/owner-filter.store.ts';
import { visibleRequests } from '#centre/requests/visibility.ts';
import { requestListQuery } from '#centre/requests/request-list.schema.ts';
import { countRequests, listRequests } from '#centre/requests/request-list.store.ts';
import type { Tables } from '#centre/schema/tables.ts';
import { isRefusal } from '#platform/command/refusal.ts';
import { inTransaction } from '#platform/db/pool.ts';
import { instant, type Instant } from '#platform/time/instant.ts';
import { recordSearch } from '#centre/requests/text-index/record-search.store.ts';
import { refillRequests } from '#centre/requests/text-index/refill.store.ts';
import { emptyDatabase } from '#apps/cli/testing/running-centre.ts';
import { startOwnDatabase, TEST_LOGIN, type TestDatabase } from '#platform/testing/test-database.ts';
import { migrate } from '#platform/db/migrate.ts';
import { SCHEMA_FOLDER } from '#apps/server/schema-folder.ts';
import { indexesOf } from './indexes.store.ts';
import { LOADED } from './rows.store.ts';
import { OPEN } from './words.ts';
import { openCentreDatabase, type CentreDatabase } from '../product/centre-database.ts';

const GENERATE = fileURLToPath(new URL('generate.ts', import.meta.url));
/** Two commits' worth, so that a run can be ended between them. */
const REQUESTS = 1_500;
/** Told to make variants of. */
const STORIES = 35;
/** Told in every demonstration. */
const DEMONSTRATION = 9;

let database: TestDatabase;
let folder: string;
let ownerUrl: string;
let drop: () => Promise<void>;
let centre: CentreDatabase;
let owner: pg.Client;
/** How far the run had come that was killed. */
let killedAt: number;

function generate(requests: number, seed = 7): ChildProcess {
  const env = { ...process.env, DATABASE_URL: ownerUrl, PLEDGE_DATA_DIR: folder, PLEDGE_SMTP_URL: '' };
  const args = [GENERATE, '--requests', String(requests), '--seed', String(seed)];
  return spawn(process.execPath, args, { env, stdio: ['ignore', 'ignore', 'pipe'] });
}

async function ended(child: ChildProcess): Promise<{ status: number | null; told: string }> {
  let told = '';
  child.stderr?.on('data', (part: Buffer) => (told += part.toString('utf8')));
  const [status] = (await once(child, 'close')) as [number | null];
  return { status, told };
}

before(async () => {
  database = await startOwnDatabase();
  folder = await mkdtemp(join(tmpdir(), 'pledge-generate-'));
  ({ ownerUrl, drop } = await emptyDatabase(database));
  owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  const first = generate(REQUESTS);
  const killed = ended(first);
  killedAt = await heldOnceSomeAreIn(first);
  first.kill('SIGKILL');
  await killed;
  await owner.query('rollback');
  const { status, told } = await ended(generate(REQUESTS));
  assert.equal(status, 0, told);
  centre = await openCentreDatabase({ databaseUrl: ownerUrl, dataDir: folder, secretFile: join(folder, 'keys.json') });
  await owner.query(`select set_config('pledge.provider', $1, false)`, [centre.providerId]);
});
after(async () => {
  await centre.close();
  await owner.end();
  await drop();
  await database.stop();
  await rm(folder, { recursive: true, force: true });
});

/** Holds the mark of how many are in, so that no more come before the run is killed, however slowly that comes. */
async function heldOnceSomeAreIn(run: ChildProcess): Promise<number> {
  const isHere = `select to_regclass('public.pledge_generating') is not null as here`;
  const done = async (): Promise<number> =>
    (await owner.query<{ done: number }>('select done from public.pledge_generating')).rows[0]?.done ?? 0;
  while ((await owner.query<{ here: boolean }>(isHere)).rows[0]?.here !== true || (await done()) === 0) {
    assert.equal(run.exitCode, null, 'it ended before it could be killed');
    await delay(20);
  }
  await owner.query('begin');
  await owner.query('lock table public.pledge_generating in share mode');
  return done();
}

async function asked<Row>(text: string): Promise<Row[]> {
  return (await owner.query(text)).rows as Row[];
}

describe('generated requests', () => {
  it('are all there, each once, though the first run was killed in the middle', async () => {
    assert.ok(killedAt > 0 && killedAt < REQUESTS, `the run was killed after ${killedAt}`);
    const [row] = await asked<{ count: number }>('select count(*)::int as count from pledge.service_request');
    assert.equal(row?.count, REQUESTS + STORIES + DEMONSTRATION);
    assert.deepEqual(await asked(`select to_regclass('public.pledge_generating') as mark`), [{ mark: null }]);
  });

  it('have evidence that holds, signatures of what stands there and clocks that agree with a recount', async () => {
    const result = await auditNow(centre.db, {
      url: centre.applicationUrl,
      providerId: centre.providerId,
      seals: { keys: centre.sealingKeys },
    });
    assert.equal(result.first, null);
    assert.ok(result.events > REQUESTS * 4);
  });

  it('have numbers without a gap or a double, each series of a year by itself', async () => {
    const wrong = await asked(
      `with numbers as (
         select 'serviceRequest' as series, number from pledge.service_request
         union all select document_number, record_number from pledge.record where record_number is not null),
       parts as (select series, split_part(reverse(number), '-', 2) as year, split_part(reverse(number), '-', 1) as seq from numbers),
       counted as (select series, reverse(year)::int as year, count(*)::int as count, max(reverse(seq)::int) as last from parts group by 1, 2)
       select c.* from counted c left join pledge.number_series s using (series, year)
       where c.count <> c.last or s.last is distinct from c.last`,
    );
    assert.deepEqual(wrong, []);
  });

  it('say different things at different times, and leave open none of the words that their stories do', async () => {
    const [row] = await asked<{ contents: number; times: number; open: number }>(
      `select count(distinct content)::int as contents, count(distinct received_at)::int as times,
         count(*) filter (where content like '%${OPEN.device}%')::int as open from pledge.service_request`,
    );
    assert.equal(row?.open, STORIES);
    assert.ok(row.contents > REQUESTS * 0.9 && row.times > REQUESTS / 3, JSON.stringify(row));
  });

  it('stand in the text index as it is made anew from their rows', async () => {
    const ids = (await asked<{ id: string }>('select id from pledge.service_request order by md5(id::text) limit 40')).map(
      ({ id }) => id,
    );
    const index = (): Promise<unknown[]> =>
      asked(
        `select kind, subject_id, folded, at, grams from pledge.text_index where request_id = any ('{${ids.join(',')}}') order by kind, subject_id`,
      );
    const before = await index();
    await centre.within((tx) => refillRequests(tx, ids));
    assert.deepEqual(await index(), before);
  });

  it('are as many in each view at a glance as meet its condition, asked of every one, and as its list has, whoever looks', async () => {
    const views = ['clock=breached', 'clock=warning', 'owner=me'].flatMap((view) => [
      view,
      `${view}&state=all`,
      `${view}&state=closed`,
      `${view}&state=all&sort=number`,
      `${view}&state=closed&sort=number`,
    ]);
    const [people, now] = await centre.within(async (tx, databaseNow) => {
      const logins = tx
        .selectFrom('pledge.person_reach')
        .select('person_id')
        .where('login', 'in', ['dispatcher', 'chengdu', 'wang']);
      return [await logins.execute(), instant(databaseNow)];
    });
    const glanced: number[] = [];
    for (const { person_id: id } of people)
      for (const view of views) {
        const actor = await centre.within((tx) => loadActor(tx, id, now));
        assert.ok(actor !== null);
        const query = requestListQuery.parse(Object.fromEntries(new URLSearchParams(`${view}&total=true&limit=1`)));
        const within = <Told>(work: (tx: Transaction<Tables>) => Promise<Told>): Promise<Told> =>
          inTransaction(centre.db, { providerId: centre.providerId, customerId: actor.customerId }, work);
        const filter =
          query.clock === undefined
            ? ownerFilter(actor, query)
            : clockFilter(query.clock, { now, sort: 'received', state: query.state });
        const met = isFewOrEach(filter) ? filter.each : filter;
        const stands: RawBuilder<unknown> =
          ({ open: sql`closed_at is null`, closed: sql`closed_at is not null` } as Record<string, RawBuilder<unknown>>)[
            query.state
          ] ?? sql`true`;
        const { rows } = await within((tx) =>
          sql<{ count: number }>`select count(*)::int as count from pledge.service_request request
            where ${visibleRequests(actor, now)} and ${stands} and ${met}`.execute(tx),
        );
        const count = rows[0]?.count ?? -1;
        const counted = await within((tx) => countRequests(tx, actor, { query, now }));
        assert.deepEqual(counted, { count: Math.min(count, GLANCED_TO), more: count > GLANCED_TO }, view);
        const listed = await within((tx) => listRequests(tx, actor, { query, now }));
        assert.deepEqual(
          isRefusal(listed) || listed.total,
          { count: Math.min(count, COUNTED_TO), more: count > COUNTED_TO },
          view,
        );
        glanced.push(count);
      }
    assert.equal(people.length, 3);
    assert.ok(
      glanced.some((count) => count > GLANCED_TO) && glanced.some((count) => count > 0 && count <= GLANCED_TO),
      String(glanced),
    );
  });

  it('are the same ones in every order, of a kind, a customer, a site, a state or another system', async () => {
    const [some] = await asked<{ customer: string; site: string; project: string }>(
      `select customer_id as customer, site_id as site, project_id as project from pledge.service_request where site_id is not null order by md5(id::text) limit 1`,
    );
    const narrow = [
      'kind=fault',
      'kind=consultation,complaint&severity=minor',
      `customer=${some?.customer}`,
      `site=${some?.site}&kind=fault`,
      `project=${some?.project}&severity=major`,
      'imported=true',
      'state=closed',
      'state=answered',
      'clock=warning',
      'clock=warning&state=closed',
    ];
    const found: number[] = [];
    for (const login of ['dispatcher', 'wang']) {
      const who = await whoNow(login);
      for (const view of narrow) {
        const received = await idsOf(who, `state=all&${view}&sort=received`);
        for (const sort of ['number', 'nextDue'])
          assert.deepEqual(await idsOf(who, `state=all&${view}&sort=${sort}`), received, `${login} ${view} ${sort}`);
        found.push(received.length);
      }
    }
    assert.ok(found.some((many) => many > COUNTED_TO) && found.filter((many) => many > 0).length > narrow.length, String(found));
  });

  it('have their newest records with a phrase first, as where every text of theirs is looked into', async () => {
    // Said too seldom to fill a page from the newest texts, and too often to be named all.
    const phrases = await asked<{ phrase: string }>(
      `with said as (select folded from pledge.text_index where kind in ('record', 'serviceRequest')),
         phrase as (select distinct substr(folded, place, 3) as phrase from (select folded from said order by md5(folded) limit 60) chosen, generate_series(20, 60, 4) place)
       select phrase from phrase where phrase ~ '^[一-龥]{3}$' and (select count(*) from said where strpos(folded, phrase) > 0) between 120 and 900 order by phrase limit 12`,
    );
    const now = instant(Date.now());
    const { person_id: id } = await centre.within((tx) =>
      tx.selectFrom('pledge.person_reach').select('person_id').where('login', '=', 'dispatcher').executeTakeFirstOrThrow(),
    );
    const actor = await centre.within((tx) => loadActor(tx, id, now));
    assert.ok(actor !== null);
    let ofNewest = 0;
    for (const { phrase: q } of phrases)
      for (const limit of [1, 8]) {
        const list = async (total: 'true' | 'false'): Promise<string[]> => {
          const found = await centre.within((tx) => listRecords(tx, actor, { query: { q, limit, total }, now }));
          if (isRefusal(found)) assert.fail(found.code);
          return found.items.map((record) => record.id);
        };
        assert.deepEqual(await list('false'), await list('true'), `${q}, ${limit}`);
        const sought = await centre.within((tx) => recordSearch(tx, actor, { q, now, newest: limit }));
        if (sought !== null && !isRefusal(sought) && sought.newest !== null) ofNewest += 1;
      }
    assert.ok(ofNewest > 0, `${phrases.length} phrases`);
  });

  it('leave nothing for a worker to come upon as news', async () => {
    assert.deepEqual(
      await asked(
        `select clock, state, next_at from pledge.clock where next_at <= now()
           and request_id in (select id from pledge.service_request where received_at < now() - interval '40 days')`,
      ),
      [],
    );
    const [sent] = await asked<{ waiting: number; late: number; all: number }>(
      `select count(*) filter (where o.delivered_at is null)::int as waiting, count(*)::int as all,
         count(*) filter (where o.delivered_at - m.recorded_at > interval '1 minute')::int as late
       from pledge.outbox o join pledge.message m on m.id = o.message_id`,
    );
    assert.ok(sent !== undefined && sent.all > REQUESTS);
    assert.deepEqual([sent.waiting, sent.late], [0, 0]);
  });

  it('stand under every key and index that the product has', async () => {
    const bare = await emptyDatabase(database);
    const client = new pg.Client({ connectionString: bare.ownerUrl });
    try {
      await migrate({ ownerUrl: bare.ownerUrl, folder: SCHEMA_FOLDER, application: TEST_LOGIN });
      await client.connect();
      const wanted = await indexesOf(client, LOADED);
      assert.ok(wanted.length > 40);
      assert.deepEqual(await indexesOf(owner, LOADED), wanted);
      assert.deepEqual(await asked('select conname from pg_constraint where not convalidated'), []);
    } finally {
      await client.end();
      await bare.drop();
    }
  });

  it('are not put beside those of a centre that is there', async () => {
    const { status, told } = await ended(generate(10));
    assert.equal(status, 3);
    assert.match(told, /has a centre already/);
  });
});

/** All pages of a list, as somebody sees it; in the order of the ids. */
async function idsOf({ actor, now }: { actor: Actor; now: Instant }, view: string): Promise<string[]> {
  const params = Object.fromEntries(new URLSearchParams(`${view}&limit=200`));
  const ids: string[] = [];
  let cursor: string | null = null;
  do {
    const query = requestListQuery.parse(cursor === null ? params : { ...params, cursor });
    const page = await inTransaction(centre.db, { providerId: centre.providerId, customerId: actor.customerId }, (tx) =>
      listRequests(tx, actor, { query, now }),
    );
    assert.ok(!isRefusal(page));
    ids.push(...page.rows.map(({ id }) => id));
    cursor = page.nextCursor;
  } while (cursor !== null);
  return ids.sort();
}

function whoNow(login: string): Promise<{ actor: Actor; now: Instant }> {
  return centre.within(async (tx, databaseNow) => {
    const { person_id: id } = await tx
      .selectFrom('pledge.person_reach')
      .select('person_id')
      .where('login', '=', login)
      .executeTakeFirstOrThrow();
    const now = instant(databaseNow);
    const actor = await loadActor(tx, id, now);
    assert.ok(actor !== null);
    return { actor, now };
  });
}
