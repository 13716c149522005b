import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { after, before, describe, test } from 'node:test';
import type { Kysely } from 'kysely';
import pg from 'pg';
import { createAuth, type Auth } from '#platform/auth/auth.ts';
import { readLimits } from '#platform/config/limits.ts';
import { applicationUrl } from '#platform/db/application-role.ts';
import { migrate } from '#platform/db/migrate.ts';
import { inTransaction, openKysely, openPool } from '#platform/db/pool.ts';
import { startTestDatabase, TEST_LOGIN, type TestDatabase } from '#platform/testing/test-database.ts';
import { instant, parseInstant, type Instant } from '#platform/time/instant.ts';
import type { Tables } from '#centre/schema/tables.ts';
import {
  appoint,
  competentEngineers,
  createPerson,
  disablePerson,
  enablePerson,
  endPosition,
  loadActor,
  loadStaff,
  may,
  nearWords,
  onCallNow,
  saveCompetenceSheet,
  saveShift,
  saveUnit,
  withUnitsAbove,
  type Actor,
  type Appointment,
  type NewPerson,
} from './index.ts';

const provider: string = randomUUID();
const other: string = randomUUID();
const customerA = randomUUID();
const customerB = randomUUID();
const now = parseInstant('2026-03-10T09:00:00+08:00') as Instant;
const plan = {
  plan: { timezone: 'Asia/Shanghai' },
  organisation: { competence: { minimums: { afterSalesYears: 2 }, attested: ['communication'] } },
};

const name = `people_${process.pid}`;
let database: TestDatabase;
let pool: pg.Pool;
let db: Kysely<Tables>;
let url: string;

before(async () => {
  database = await startTestDatabase();
  await asOwner(`create database ${name}`);
  const ownerUrl = new URL(database.ownerUrl);
  ownerUrl.pathname = `/${name}`;
  await migrate({
    ownerUrl: ownerUrl.href,
    folder: fileURLToPath(new URL('../schema', import.meta.url)),
    application: TEST_LOGIN,
  });
  url = applicationUrl(ownerUrl.href, TEST_LOGIN);
  pool = openPool(url, 3);
  db = openKysely<Tables>(pool);
  for (const providerId of [provider, other]) {
    await within(
      async (tx) => {
        await tx
          .insertInto('pledge.provider')
          .values({
            provider_id: providerId,
            name: JSON.stringify({ zh: '甲公司', en: 'A' }),
            created_at: '2026-01-01T00:00:00Z',
          })
          .execute();
        if (providerId !== provider) return;
        for (const [id, code] of [
          [customerA, 'A'],
          [customerB, 'B'],
        ] as const) {
          await tx
            .insertInto('pledge.customer')
            .values({ provider_id: provider, id, code, name: JSON.stringify({ zh: code, en: code }) })
            .execute();
        }
      },
      null,
      providerId,
    );
  }
});

after(async () => {
  await db.destroy();
  await asOwner(`drop database ${name}`);
  await database.stop();
});

function within<Result>(
  work: (tx: Kysely<Tables>) => Promise<Result>,
  customerId: string | null = null,
  providerId: string = provider,
): Promise<Result> {
  return inTransaction(db, { providerId, customerId }, (tx) => work(tx));
}

async function asOwner(statement: string): Promise<void> {
  const admin = new pg.Client({ connectionString: database.ownerUrl });
  await admin.connect();
  await admin.query(statement);
  await admin.end();
}

let count = 0;
async function person(extra: Partial<NewPerson> = {}): Promise<string> {
  count += 1;
  const made = await within(
    (tx) =>
      createPerson(tx, {
        providerId: provider,
        name: `人员${count}`,
        login: `person-${count}`,
        mobile: '13900000000',
        now,
        ...extra,
      }),
    null,
    extra.providerId,
  );
  assert.ok('id' in made, JSON.stringify(made));
  return made.id;
}

async function customerPerson(customerId: string): Promise<string> {
  const contactId = randomUUID();
  await within((tx) =>
    tx
      .insertInto('pledge.contact')
      .values({
        provider_id: provider,
        id: contactId,
        customer_id: customerId,
        code: null,
        name: '联系人',
        role: 'customerTechnician',
        site_id: null,
        phone: null,
        email: null,
      })
      .execute(),
  );
  return person({ contact: { customerId, contactId } });
}

function giving(personId: string, position: Appointment['position'], more: Partial<Appointment> = {}): Appointment {
  return { providerId: provider, personId, position, fromOn: '2026-01-01', now, ...more };
}

async function given(appointment: Appointment): Promise<string> {
  const made = await within((tx) => appoint(tx, appointment));
  assert.ok('id' in made, JSON.stringify(made));
  return made.id;
}

const actor = (personId: string, at: Instant = now): Promise<Actor | null> => within((tx) => loadActor(tx, personId, at));

describe('who acts', () => {
  test('is a person with the positions of the day, first and last day included', async () => {
    const id = await person({ name: '王某', language: 'en' });
    await given(giving(id, 'supportEngineer', { fromOn: '2026-03-10', toOn: '2026-03-10' }));
    assert.deepEqual(await actor(id), {
      kind: 'staff',
      providerId: provider,
      personId: id,
      name: '王某',
      customerId: null,
      contactId: null,
      language: 'en',
      positions: [{ position: 'supportEngineer', unitId: null, projectId: null, siteId: null }],
    });
    const at = (text: string): Instant => parseInstant(text) as Instant;
    assert.equal((await actor(id, at('2026-03-09T23:59:59+08:00')))?.positions.length, 0);
    assert.equal((await actor(id, at('2026-03-10T00:00:00+08:00')))?.positions.length, 1);
    assert.equal((await actor(id, at('2026-03-10T23:59:59+08:00')))?.positions.length, 1);
    assert.equal((await actor(id, at('2026-03-11T00:00:00+08:00')))?.positions.length, 0);
  });

  test('a position that ends takes its rights with it', async () => {
    const id = await person();
    const held = await given(giving(id, 'centreManager'));
    const mayRead = async (): Promise<boolean> =>
      may((await actor(id)) as Actor, 'read', 'serviceRequest', { customerId: customerA });
    assert.equal(await mayRead(), true);
    await within((tx) => endPosition(tx, held, '2026-03-09'));
    assert.equal(await mayRead(), false);
  });

  test("a customer's person carries customer and contact", async () => {
    const found = await actor(await customerPerson(customerA));
    assert.equal(found?.kind, 'customer');
    assert.equal(found?.customerId, customerA);
    assert.notEqual(found?.contactId, null);
  });

  test('is nobody when unknown, disabled or of another provider', async () => {
    assert.equal(await actor(randomUUID()), null);
    const id = await person();
    await within((tx) => disablePerson(tx, id, now));
    assert.equal(await actor(id), null);
    await within((tx) => enablePerson(tx, id));
    assert.notEqual(await actor(id), null);
    assert.equal(await within((tx) => loadActor(tx, id, now), null, other), null);
  });
});

describe('appointing', () => {
  test('binds to what exists', async () => {
    const id = await person();
    await assert.rejects(
      within((tx) => appoint(tx, giving(id, 'dedicatedServiceManager', { boundTo: { projectId: randomUUID() } }))),
      /foreign key/,
    );
  });
  test('a person who disappears from the roster of people gets no position', async () => {
    assert.deepEqual(await within((tx) => appoint(tx, giving(randomUUID(), 'auditor'))), { refusal: 'noSuchPerson' });
  });
  test('staff get no position of a customer, nor the other way round', async () => {
    assert.deepEqual(await within(async (tx) => appoint(tx, giving(await person(), 'customerRepresentative'))), {
      refusal: 'positionOfOtherParty',
    });
    assert.deepEqual(await within(async (tx) => appoint(tx, giving(await customerPerson(customerA), 'centreManager'))), {
      refusal: 'positionOfOtherParty',
    });
  });
  test('a resident engineer needs a site', async () => {
    const id = await person();
    assert.deepEqual(await within((tx) => appoint(tx, giving(id, 'residentEngineer'))), { refusal: 'siteMissing' });
  });
  test('duties stay separate, on the days where both would hold', async () => {
    const id = await person();
    await given(giving(id, 'auditor', { toOn: '2026-06-30' }));
    assert.deepEqual(await within((tx) => appoint(tx, giving(id, 'systemAdministrator', { fromOn: '2026-06-30' }))), {
      refusal: 'separationOfDuties',
      conflictsWith: 'auditor',
    });
    await given(giving(id, 'systemAdministrator', { fromOn: '2026-07-01' }));
  });
  test('a sign-in name is one, however it is written', async () => {
    await person({ login: 'Li.Si' });
    assert.deepEqual(await within((tx) => createPerson(tx, { providerId: provider, name: '又一人', login: ' li.si', now })), {
      refusal: 'loginTaken',
    });
  });
});

describe('units', () => {
  test('stated again they are brought up to date; those above are found', async () => {
    const centre = await within((tx) =>
      saveUnit(tx, { providerId: provider, code: 'CSC', kind: 'serviceCentre', name: '客户服务中心', now }),
    );
    const branch = await within((tx) =>
      saveUnit(tx, { providerId: provider, code: 'BR', kind: 'branch', parentId: centre, name: '分支', now }),
    );
    const again = await within((tx) =>
      saveUnit(tx, { providerId: provider, code: 'BR', kind: 'branch', parentId: centre, name: '成都分支机构', now }),
    );
    assert.equal(again, branch);
    assert.deepEqual(await within((tx) => withUnitsAbove(tx, [branch])), [branch, centre]);
  });
});

describe('staff for a dispatch', () => {
  test('says who is competent, what the others lack and whom the roster names', async () => {
    const unitId = await within((tx) => saveUnit(tx, { providerId: provider, code: 'BR-2', kind: 'branch', name: '绵阳', now }));
    const [able, new_] = [await person({ homeUnitId: unitId }), await person({ homeUnitId: unitId })];
    for (const id of [able, new_]) await given(giving(id, 'branchEngineer', { boundTo: { unitId } }));
    await within((tx) =>
      saveCompetenceSheet(tx, {
        providerId: provider,
        personId: able,
        years: { afterSalesYears: 4 },
        attested: ['communication'],
        now,
      }),
    );
    await within((tx) =>
      saveCompetenceSheet(tx, {
        providerId: provider,
        personId: new_,
        years: { afterSalesYears: 1 },
        attested: ['communication'],
        now,
      }),
    );
    await within((tx) =>
      saveShift(tx, {
        providerId: provider,
        id: randomUUID(),
        unitId,
        level: 'branchEngineer',
        personId: able,
        from: now,
        to: instant(now + 3_600_000),
      }),
    );
    const staff = await within((tx) => loadStaff(tx, { plan, now }));
    const { name: _name, ...found } = staff.find(({ id }) => id === able) ?? assert.fail();
    assert.deepEqual(found, {
      id: able,
      unitId,
      positions: ['branchEngineer'],
      competent: true,
      lacking: [],
      onCall: true,
      onCallUnits: [unitId],
    });
    assert.deepEqual(staff.find(({ id }) => id === new_)?.lacking, ['afterSalesYears']);
    const candidates = await within((tx) => competentEngineers(tx, plan.organisation.competence, '2026-03-10'));
    assert.equal(candidates[0]?.id, able);
    assert.equal(
      (await within((tx) => onCallNow(tx, instant(now + 3_600_000)))).length,
      0,
      'the end of a shift belongs to the next',
    );
  });
});

describe('the second wall', () => {
  test("a customer's scope sees its own people and the names of staff, no other customer's and no numbers of staff", async () => {
    const [mine, theirs, staff] = [await customerPerson(customerA), await customerPerson(customerB), await person()];
    const seen = await within((tx) => tx.selectFrom('pledge.person').select('id').execute(), customerA);
    const ids = seen.map(({ id }) => id);
    assert.ok(ids.includes(mine) && ids.includes(staff) && !ids.includes(theirs));
    const reach = await within((tx) => tx.selectFrom('pledge.person_reach').select('person_id').execute(), customerA);
    assert.ok(
      reach.some((row) => row.person_id === mine) && !reach.some((row) => row.person_id === staff || row.person_id === theirs),
    );
    assert.deepEqual(await within((tx) => tx.selectFrom('pledge.competence_sheet').selectAll().execute(), customerA), []);
  });
  test("a customer's scope neither appoints nor writes staff", async () => {
    const id = await person();
    await assert.rejects(
      within((tx) => appoint(tx, giving(id, 'centreManager')), customerA),
      /row-level security/,
    );
    await assert.rejects(
      within((tx) => createPerson(tx, { providerId: provider, name: '冒充', login: 'impostor', now }), customerA),
      /row-level security/,
    );
    await assert.rejects(
      within((tx) => disablePerson(tx, id, now), customerA),
      /row-level security/,
    );
    assert.notEqual(await actor(id), null);
  });
  test('another provider sees nobody, and nothing is seen without a scope', async () => {
    await person();
    assert.deepEqual(await within((tx) => tx.selectFrom('pledge.person').select('id').execute(), null, other), []);
    assert.deepEqual(await db.selectFrom('pledge.person').select('id').execute(), []);
  });
});

describe('sign-in and people together', () => {
  let auth: Auth<Actor>;
  before(() => {
    auth = createAuth<Actor>({
      connectionString: url,
      secret: 'a secret of the test, long enough',
      publicUrl: 'http://127.0.0.1:8080',
      limits: readLimits(() => undefined),
      load: ({ providerId, personId }) =>
        inTransaction(db, { providerId, customerId: null }, (tx) => loadActor(tx, personId, now)),
      near: (account) => nearWords(db, account),
    });
  });
  after(() => auth.close());

  test('a session gives the actor, and a person disabled loses it at the next request', async () => {
    const id = await person({ login: 'signed.in' });
    await given(giving(id, 'dedicatedServiceManager'));
    assert.deepEqual(
      await auth.createAccount({ personId: id, providerId: provider, login: 'signed.in', password: 'a good password 1' }),
      { ok: true },
    );
    const entered = await auth.signIn('signed.in', 'a good password 1');
    assert.ok(entered.ok);
    const headers = { cookie: entered.setCookie.map((value) => value.split(';')[0]).join('; ') };
    assert.deepEqual((await auth.sessionOf(headers))?.holder, await actor(id));
    await within((tx) => disablePerson(tx, id, now));
    assert.equal(await auth.sessionOf(headers), null);
    assert.deepEqual(await auth.signIn('signed.in', 'a good password 1'), { ok: false, refusal: 'signInRefused' });
  });
});
