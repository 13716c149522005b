import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import pg from 'pg';
import { planDuties } from '#centre/commitments/index.ts';
import type { Actor } from '#centre/people/actor.schema.ts';
import { samplePlan } from '#flows/dossier/dossier.fixture.ts';
import type { AnyRoute } from '#platform/http/route.ts';
import { formatInstant } from '#platform/time/instant.ts';
import { contractOf } from './routes.ts';
import { idPlaces } from './testing/access/id-places.ts';
import { placeName, probing, type Probed } from './testing/access/probing.ts';
import { openWorlds, type Worlds } from './testing/access/worlds.ts';
import { COURSES } from './testing/guards/courses.ts';
import { guardDesk, type GuardDesk } from './testing/guards/guard-desk.ts';
import { openTestServer, type TestServer } from './testing/test-server.ts';
import { uploadFile } from './testing/upload-file.ts';

/** Ids inside bodies, nested ones too: those of another customer and another provider are nothing to whoever names them. */

let opened: TestServer;
let worlds: Worlds;
let routes: readonly AnyRoute<Actor>[];
let probed: Probed;
let desk: GuardDesk;
let owner: pg.Client;
let theirs: string;

before(async () => {
  opened = await openTestServer();
  worlds = await openWorlds(opened);
  routes = contractOf(opened.app.house, opened.app.auth, () => undefined);
  probed = probing(worlds.server, worlds, routes);
  desk = guardDesk(probed.server, samplePlan);
  owner = new pg.Client({ connectionString: opened.house.ownerUrl });
  await owner.connect();
  // As a worker does; what follows is done by people.
  await planDuties({ db: opened.app.db, time: opened.house.time });
  theirs = await whatIsTheirs();
});
after(async () => {
  await owner.end();
  await opened.close();
});

/** From here on the owner sees a provider's rows: row-level security holds for the owner of the tables too. */
const look = (providerId: string) => owner.query(`select set_config('pledge.provider', $1, false)`, [providerId]);

/**
 * What stands in the rows of the second provider and of the second customer, as digests by table. The text index does not bind its
 * owner: the view over it does.
 */
async function whatIsTheirs(): Promise<string> {
  const { rows: tables } = await owner.query<{ name: string; owned: boolean }>(
    `select table_name as name, bool_or(column_name = 'customer_id') as owned from information_schema.columns
     where table_schema = 'pledge' and table_name <> 'text_index' group by 1 order by 1`,
  );
  const digests: string[] = [];
  const digest = async (name: string, condition: string): Promise<void> => {
    const { rows } = await owner.query<{ digest: string | null }>(
      `select md5(string_agg(t::text, '' order by t::text)) as digest from pledge.${name} t where ${condition}`,
    );
    if (rows[0]?.digest != null) digests.push(`${name} ${rows[0].digest}`);
  };
  await look(worlds.second.house.providerId);
  // A few tables show everybody's rows.
  for (const { name } of tables) await digest(name, `provider_id = '${worlds.second.house.providerId}'`);
  await look(opened.house.providerId);
  for (const { name, owned } of tables) if (owned) await digest(name, `customer_id = '${worlds.of.otherCustomer.ids.customer}'`);
  assert.ok(digests.length > 40, `${digests.length} tables have rows of theirs`);
  return digests.join('\n');
}

const NOBODYS = {
  customer_id: null,
  project_id: null,
  site_id: null,
  unit_id: null,
  person_id: null,
  limit_text: null,
  due_at: null,
  late_seconds: null,
  cause: null,
};

describe('an id in a body that is not the own', () => {
  for (const [name, walk] of COURSES) it(`is refused like one that nothing has: ${name}`, () => walk(desk));

  it('in what is said and in what a step gives along', async () => {
    const { server } = probed;
    const said = { text: '请看', channel: 'web' };
    const { request, site, project, contact, asset } = worlds.of.own.ids;
    assert.equal((await server.post('technician', `/api/service-requests/${request}/messages`, said)).status, 201);
    const need = { content: '再报一次', siteId: site, projectId: project, assetId: asset, enquirerPhone: '+86 10 0000 0004' };
    assert.equal((await server.post('technician', '/api/service-requests', { ...need, kind: 'consultation' })).status, 201);
    const call = { ...need, contactId: contact, channel: 'phone', kind: 'consultation' };
    assert.equal((await server.post('branchEngineer', '/api/service-requests', call)).status, 201);
  });

  it('in what a request is handed over to', async () => {
    const path = `/api/service-requests/${worlds.of.own.ids.request}/assign-owner`;
    const { unit } = worlds.of.own.ids;
    const handed = { ownerPersonId: desk.person('branchEngineer'), ownerUnitId: unit, reason: '交班' };
    const { status, body } = await probed.server.post('manager', path, handed);
    assert.equal(status, 200, JSON.stringify(body));
  });

  it('in what the administrator binds a position to', async () => {
    const { unit, project, site } = worlds.of.own.ids;
    for (const [place, bound] of [{}, { unitId: unit }, { projectId: project }, { siteId: site }].entries()) {
      const named = { name: '新来的', position: 'supportEngineer', ...bound };
      assert.equal((await probed.server.post('administrator', '/api/people', { ...named, login: `new-${place}` })).status, 201);
      assert.equal((await probed.server.post('administrator', '/api/api-keys', named)).status, 201);
    }
  });

  it('in a view of the list that is shared with a unit', async () => {
    const shared = { name: '本分支的', query: 'state=all', unitId: worlds.of.own.ids.unit };
    const saved = await probed.server.post('branchEngineer', '/api/saved-views', shared);
    assert.equal(saved.status, 201);
    const change = { version: 1, unitId: shared.unitId };
    assert.equal((await probed.server.post('branchEngineer', `/api/saved-views/${saved.body.id}/change`, change)).status, 200);
  });

  it('in a draft of a plan, and in the writing that carries an approval', async () => {
    const begun = await probed.server.post('manager', '/api/plan-drafts', { projectId: worlds.of.own.ids.project });
    assert.equal(begun.status, 201);
    const evidenceFileId = await uploadFile(worlds.server, 'manager', { name: 'letter.txt', text: '同意' });
    const word = { version: 1, contact: 'CT-02', approvedOn: '2026-09-30', evidenceFileId };
    const attested = await probed.server.post('manager', `/api/plan-drafts/${begun.body.id}/attest`, word);
    assert.equal(attested.status, 201, JSON.stringify(attested.body));
  });

  it('in what a breach came from, and in a word on a commitment', async () => {
    const { request, project } = worlds.of.own.ids;
    // Put there by hand: workers that look for breaches would find those of the others too, whose rows are to stay as they are.
    const breach = await opened.house.within(null, async (tx) => {
      const clocks = tx.selectFrom('pledge.clock').selectAll().where('subject_id', '=', request);
      const { clock, cycle, subject_kind, subject_id, plan_id, commitments } = await clocks.executeTakeFirstOrThrow();
      const at = formatInstant(opened.house.time.current());
      const owed = {
        verdict: 'breached',
        at,
        recorded_at: at,
        event_id: randomUUID(),
        request_id: request,
        plan_id,
        commitments,
      };
      const row = { provider_id: opened.house.providerId, subject_kind, subject_id, clock, cycle, ...owed };
      await tx
        .insertInto('pledge.clock_outcome')
        .values({ ...row, ...NOBODYS })
        .execute();
      return row;
    });
    const { clock, subject_id: subjectId, cycle } = breach;
    const told = { clock, subjectId, cycle, cause: '封路', measure: '备选路线', dueOn: '2026-12-31' };
    const path = `/api/service-requests/${request}/explain-breach`;
    const explained = await probed.server.post('manager', path, { ...told, responsibleId: desk.person('branchEngineer') });
    assert.equal(explained.status, 201, JSON.stringify(explained.body));
    const fileId = await uploadFile(worlds.server, 'centreManager', { name: 'letter.txt', text: '已培训' });
    const word = await probed.server.post('centreManager', '/api/fulfilments/C-1.3-04/attest', { projectId: project, fileId });
    assert.equal(word.status, 201, JSON.stringify(word.body));
    const { house } = worlds.server;
    const open = await house.within(null, (tx) =>
      tx
        .selectFrom('pledge.duty')
        .select('id')
        .where('project_id', '=', project)
        .where('work', '=', 'careCall')
        .where('reported_at', 'is', null)
        .orderBy('due_at')
        .executeTakeFirstOrThrow(),
    );
    const shown = await uploadFile(worlds.server, 'manager', { name: 'call.txt', text: '已回访' });
    const doneOn = formatInstant(house.time.current()).slice(0, 10);
    const report = await probed.server.post('manager', `/api/duties/${open.id}/report`, {
      note: '已回访',
      doneOn,
      fileId: shown,
    });
    assert.deepEqual([report.status, report.body.kept], [201, false], JSON.stringify(report.body));
    const missed = await probed.server.post('manager', `/api/duties/${open.id}/explain-breach`, {
      cause: '遗漏',
      measure: '写入日程',
      responsibleId: desk.person('branchEngineer'),
      dueOn: '2026-12-31',
    });
    assert.equal(missed.status, 201, JSON.stringify(missed.body));
  });

  it('and no deviation was seen', () => assert.deepEqual(probed.deviations, []));

  it('was tried in every place where an id may stand', () => {
    const places = routes.flatMap((route) =>
      idPlaces(route)
        .filter(({ part }) => part === 'body')
        .map((place) => placeName(route.path, place)),
    );
    assert.ok(places.length > 30, `${places.length} places`);
    assert.deepEqual(
      places.filter((place) => !probed.reached.has(place)),
      [],
      'never tried in a command that was carried out with the right id',
    );
  });

  it('changed nothing of theirs', async () => assert.equal(await whatIsTheirs(), theirs));

  it('leads from no row of one customer to a row of another', async () => {
    const { rows: keys } = await owner.query<{ name: string; from: string; to: string; column: string }>(`
      select con.conname as name, rel.relname as from, other.relname as to, mine.attname as column
      from pg_constraint con join pg_class rel on rel.oid = con.conrelid join pg_class other on other.oid = con.confrelid
      join pg_attribute mine on mine.attrelid = con.conrelid and mine.attnum = con.conkey[array_length(con.conkey, 1)]
      where con.connamespace = 'pledge'::regnamespace and con.contype = 'f' and array_length(con.conkey, 1) = 2
        and exists (select 1 from pg_attribute a where a.attrelid = rel.oid and a.attname = 'customer_id')
        and exists (select 1 from pg_attribute a where a.attrelid = other.oid and a.attname = 'customer_id')
        and other.relname <> 'customer'`);
    assert.ok(keys.length > 5, `${keys.length} keys`);
    await look(opened.house.providerId);
    let joined = 0;
    for (const { name, from, to, column } of keys) {
      const { rows } = await owner.query<{ all: number; astray: number }>(
        `select count(*)::int as all, count(*) filter (where a.customer_id <> b.customer_id)::int as astray
         from pledge.${from} a join pledge.${to} b on b.provider_id = a.provider_id and b.id = a.${column}`,
      );
      assert.equal(rows[0]?.astray, 0, name);
      joined += rows[0]?.all ?? 0;
    }
    assert.ok(joined > 50, `${joined} rows lead somewhere`);
  });
});
