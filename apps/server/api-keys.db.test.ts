import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import pg from 'pg';
import { auditOf } from '#centre/testing/audit.ts';
import { openTestServer, type TestServer } from './testing/test-server.ts';

/** A minute. */
const KEY_CALLS = 60;

let server: TestServer;
let owner: pg.Client;
before(async () => {
  server = await openTestServer({ env: { PLEDGE_CALLS_KEY: String(KEY_CALLS) } });
  owner = new pg.Client({ connectionString: server.house.ownerUrl });
  await owner.connect();
  // Row-level security holds for the owner of the tables too.
  await owner.query(`select set_config('pledge.provider', $1, false)`, [server.house.providerId]);
});
after(async () => {
  await owner.end();
  await server.close();
});

async function keyFor(position: string, bound: Record<string, unknown> = {}): Promise<{ id: string; key: string }> {
  const made = await server.post('administrator', '/api/api-keys', { name: `${position} 程序`, position, ...bound });
  assert.equal(made.status, 201, JSON.stringify(made.body));
  return made.body;
}

async function withKey(key: string, url: string, payload?: Record<string, unknown>) {
  const answer = await server.app.server?.inject({
    method: payload === undefined ? 'GET' : 'POST',
    url,
    headers: { authorization: `Bearer ${key}` },
    ...(payload === undefined ? {} : { payload: { commandId: randomUUID(), ...payload } }),
  });
  return answer ?? assert.fail();
}

describe('a key of a program', () => {
  it('is shown once, and no row of the database holds it', async () => {
    const commandId = randomUUID();
    const asked = { commandId, name: '监控', position: 'auditor' };
    const first = (await server.post('administrator', '/api/api-keys', asked)).body as { id: string; key: string };
    assert.match(first.key, /^pledge_[\w-]{43}$/);
    const again = (await server.post('administrator', '/api/api-keys', asked)).body;
    assert.deepEqual(again, { id: first.id });
    const { rows: tables } = await owner.query<{ name: string }>(
      `select format('%I.%I', table_schema, table_name) as name from information_schema.tables where table_schema in ('pledge', 'auth')`,
    );
    for (const { name } of tables) {
      const { rows } = await owner.query(`select 1 from ${name} t where position($1 in t::text) > 0`, [first.key.slice(7)]);
      assert.equal(rows.length, 0, name);
    }
  });

  it('opens by its scheme in small letters too, and by no other', async () => {
    const { key } = await keyFor('auditor');
    const statuses: number[] = [];
    for (const scheme of ['Bearer', 'bearer', 'BEARER', 'Basic', '']) {
      const answer = await server.app.server?.inject({ url: '/api/me', headers: { authorization: `${scheme} ${key}` } });
      statuses.push(answer?.statusCode ?? 0);
    }
    assert.deepEqual(statuses, [200, 200, 200, 401, 401]);
  });

  it('acts as itself: its name and position stand beside what it did', async () => {
    const { sites } = server.house;
    const { key } = await keyFor('supportEngineer');
    const reported = await withKey(key, '/api/service-requests', {
      channel: 'phone',
      content: '探针报警：链路中断',
      kind: 'consultation',
      siteId: sites['SITE-01'],
      enquirerName: '探针',
      enquirerPhone: '+86 10 0000 0004',
    });
    assert.equal(reported.statusCode, 201, reported.body);
    const entries = (await server.get('manager', `/api/service-requests/${reported.json().id}/timeline`)).body.items;
    assert.match(JSON.stringify(entries), /supportEngineer 程序/);
  });

  it('may what its position may, as far as it is bound', async () => {
    const inBoth = await Promise.all(
      ['SITE-01', 'SITE-02'].map(async (site) => {
        const need = { content: `在${site}`, siteId: server.house.sites[site], kind: 'consultation', enquirerPhone: '123456' };
        return (await server.post('technician', '/api/service-requests', need)).body.id as string;
      }),
    );
    const unitId = server.house.actors.branchEngineer.positions[0]?.unitId;
    const { key } = await keyFor('branchEngineer', { unitId });
    const statuses = await Promise.all(inBoth.map(async (id) => (await withKey(key, `/api/service-requests/${id}`)).statusCode));
    assert.deepEqual(statuses, [200, 404]);
    assert.equal((await withKey(key, '/api/people')).statusCode, 403);
    const { key: reading } = await keyFor('auditor');
    const said = await withKey(reading, `/api/service-requests/${inBoth[0]}/messages`, { text: '不该写' });
    assert.equal(said.statusCode, 403);
  });

  it('is nobody to be sent to a site', async () => {
    await keyFor('branchEngineer');
    const staff = await server.house.within(null, (tx) =>
      tx.selectFrom('pledge.person').select('id').where('is_program', '=', true).execute(),
    );
    const course = await server.post('technician', '/api/service-requests', {
      content: '请派人',
      kind: 'fault',
      siteId: server.house.sites['SITE-01'],
      enquirerPhone: '123456',
      symptom: '断',
    });
    const next = await server.get('manager', `/api/service-requests/${course.body.id}/next`);
    for (const { id } of staff) assert.ok(!next.raw.includes(id));
  });

  it('that is none, was revoked or is half one opens nothing', async () => {
    const { id, key } = await keyFor('auditor');
    for (const wrong of [`${key}x`, key.slice(0, -1), 'pledge_', `pledge_${'A'.repeat(43)}`, ''])
      assert.equal((await withKey(wrong, '/api/me')).statusCode, 401, wrong);
    assert.equal((await withKey(key, '/api/me')).statusCode, 200);
    assert.equal((await server.post('administrator', `/api/api-keys/${id}/revoke`)).status, 200);
    assert.equal((await withKey(key, '/api/me')).statusCode, 401);
    assert.equal((await server.post('administrator', `/api/api-keys/${id}/revoke`)).status, 404);
  });

  it('tells when it was last used, and writes that once in a quarter of an hour', async () => {
    const { id, key } = await keyFor('auditor');
    const used = async (): Promise<unknown> => {
      const { items } = (await server.get('administrator', '/api/api-keys')).body as {
        items: { id: string; lastUsedAt: string | null }[];
      };
      return items.find((item) => item.id === id)?.lastUsedAt;
    };
    assert.equal(await used(), null);
    await withKey(key, '/api/me');
    // The use is written beside the request.
    while ((await used()) === null) await new Promise((later) => setTimeout(later, 5));
    const first = await used();
    await withKey(key, '/api/me');
    assert.equal(await used(), first);
  });

  it('that asks too often hears when to come again, while others are answered', async () => {
    const { key } = await keyFor('auditor');
    let refused = await withKey(key, '/api/me');
    for (let count = 0; count < KEY_CALLS; count += 1) refused = await withKey(key, '/api/me');
    assert.deepEqual([refused.statusCode, refused.json().code], [429, 'tooManyRequests']);
    assert.ok(Number(refused.headers['retry-after']) > 0);
    assert.equal((await server.get('manager', '/api/me')).status, 200);
  });

  it('leaves its making and its end in the evidence, and the chains hold', async () => {
    const { rows } = await owner.query<{ type: string }>(`select distinct type from pledge.event where stream_kind = 'person'`);
    assert.deepEqual(rows.map(({ type }) => type).toSorted(), ['keyRevoked', 'programAdmitted']);
    const audit = await auditOf(server.house);
    assert.equal(audit.first, null);
  });
});
