import { createHash, randomBytes } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Kysely, Transaction } from 'kysely';
import pg from 'pg';
import { loadActor, type Actor } from '#centre/people/index.ts';
import type { CentreDeps } from '#centre/requests/fire-step.ts';
import type { Tables } from '#centre/schema/tables.ts';
import { applicationUrl } from '#platform/db/application-role.ts';
import { migrate } from '#platform/db/migrate.ts';
import { inTransaction, openKysely, openPool } from '#platform/db/pool.ts';
import { startTestDatabase, TEST_LOGIN, throughPooler, type TestDatabase } from '#platform/testing/test-database.ts';
import { instant, type Instant } from '#platform/time/instant.ts';
import type { TimeSource } from '#platform/time/time-source.ts';
import { FURNISHED_AT, furnishProvider, planTextOf, SAMPLE, type HousePlan } from './furnish.ts';
import { HOUSE_NAMES, type HouseName } from './house-people.ts';

export { SECOND_PLAN, type HousePlan } from './furnish.ts';

/** A time that stands still until a test moves it. */
export interface TestTime extends TimeSource {
  /** Sets it to a text with its offset (`2026-10-03T22:10:00+08:00`) or to an instant, and gives the instant. */
  set(to: string | Instant): Instant;
  /** Moves it on by so many minutes. */
  pass(minutes: number): Instant;
  current(): Instant;
}

export interface TestHouse {
  /** As the role the application works as: row-level security holds. */
  readonly db: Kysely<Tables>;
  /** Of this house's own database. */
  readonly ownerUrl: string;
  /** The same for the application's role, for what opens connections of its own; through the run's pooler. */
  readonly applicationUrl: string;
  /** Past the pooler. */
  readonly directUrl: string;
  readonly time: TestTime;
  readonly providerId: string;
  readonly customerId: string;
  readonly projectId: string;
  /** Sites of the sample plan by code: `SITE-01`. */
  readonly sites: Readonly<Record<string, string>>;
  readonly actors: Readonly<Record<HouseName, Actor>>;
  readonly deps: CentreDeps;
  /** One transaction in an actor's scope, or in the provider's own. */
  within<Result>(scope: Actor | null, work: (tx: Transaction<Tables>) => Promise<Result>): Promise<Result>;
  close(): Promise<void>;
}

/** When a house opens: the night of the worked example, before the report comes in. */
export const OPENS_AT = '2026-10-03T22:00:00+08:00';

const PROVIDER = '01990000-0000-7000-8000-00000000c0de';
const SCHEMA = fileURLToPath(new URL('../schema', import.meta.url));

const SOURCES = [
  fileURLToPath(import.meta.url),
  ...['house-people.ts', 'furnish.ts'].map((file) => fileURLToPath(new URL(file, import.meta.url))),
];
/** Held while the template is made, so that test files that start together make one. */
const TEMPLATE_LOCK = 7_245_302;

/**
 * A database of one's own with everything that service needs before its first request: the schema, the sample plan applied,
 * people with positions, competence and shifts. Copied from a template, so a test file has it in a moment; the time stands still.
 */
export async function openTestHouse(plan: HousePlan = SAMPLE): Promise<TestHouse> {
  const server = await startTestDatabase();
  const name = `house_${process.pid}_${randomBytes(4).toString('hex')}`;
  const template = await ensureTemplate(server, plan);
  await asOwner(server.ownerUrl, (owner) => owner.query(`create database ${name} template ${template}`));
  const ownerUrl = databaseUrl(server.ownerUrl, name);
  const directUrl = applicationUrl(ownerUrl, TEST_LOGIN);
  const url = throughPooler(directUrl);
  const db = openKysely<Tables>(openPool(url, 4));
  const numbers = openKysely<Tables>(openPool(directUrl, 1));
  const time = testTime();
  const within = withinProvider(db, PROVIDER);
  return {
    db,
    ownerUrl,
    applicationUrl: url,
    directUrl,
    time,
    providerId: PROVIDER,
    within,
    ...(await within(null, (tx) => whoAndWhere(tx, time.current()))),
    deps: { db, numbers, time, mail: { enabled: false } },
    close: async () => {
      await db.destroy();
      await numbers.destroy();
      await asOwner(server.ownerUrl, (owner) => owner.query(`drop database ${name} with (force)`));
      await server.stop();
    },
  };
}

export function withinProvider(db: Kysely<Tables>, providerId: string): TestHouse['within'] {
  return (scope, work) => inTransaction(db, { providerId, customerId: scope?.customerId ?? null }, work);
}

function testTime(): TestTime {
  let present = instant(Date.parse(OPENS_AT));
  return {
    now: () => present,
    current: () => present,
    set: (to) => (present = typeof to === 'string' ? instant(Date.parse(to)) : to),
    pass: (minutes) => (present = instant(present + minutes * 60_000)),
  };
}

/** Who is there and where, in the provider of the transaction; `prefix` stands before the sign-in names. */
export async function whoAndWhere(
  tx: Transaction<Tables>,
  now: Instant,
  prefix = '',
): Promise<Pick<TestHouse, 'customerId' | 'projectId' | 'sites' | 'actors'>> {
  const project = await tx.selectFrom('pledge.project').select(['id', 'customer_id']).executeTakeFirstOrThrow();
  const sites = await tx.selectFrom('pledge.site').select(['code', 'id']).execute();
  const people = await tx.selectFrom('pledge.person_reach').select(['person_id', 'login']).execute();
  const actors: Record<string, Actor> = {};
  for (const name of people) {
    const actor = await loadActor(tx, name.person_id, now);
    if (actor === null) throw new Error(`${name.login} may not act`);
    actors[HOUSE_NAMES.get(name.login.slice(prefix.length)) ?? name.login] = actor;
  }
  return {
    customerId: project.customer_id,
    projectId: project.id,
    sites: Object.fromEntries(sites.map((site) => [site.code, site.id])),
    actors: actors as Record<HouseName, Actor>,
  };
}

/** Makes the template once per server: its name tells what went into it. */
async function ensureTemplate(server: TestDatabase, plan: HousePlan): Promise<string> {
  const digest = createHash('sha256');
  const files = [
    ...(await readdir(SCHEMA))
      .filter((file) => file.endsWith('.sql'))
      .sort()
      .map((file) => `${SCHEMA}/${file}`),
    ...SOURCES,
  ];
  for (const file of files) digest.update(await readFile(file));
  digest.update(await planTextOf(plan));
  const name = `house_template_${digest.digest('hex').slice(0, 16)}`;
  await asOwner(server.ownerUrl, async (owner) => {
    await owner.query('select pg_advisory_lock($1)', [TEMPLATE_LOCK]);
    if ((await owner.query('select 1 from pg_database where datname = $1', [name])).rowCount !== 0) return;
    // Built under another name: a build that was killed halfway is never taken for the template.
    await owner.query(`drop database if exists ${name}_new with (force)`);
    await owner.query(`create database ${name}_new`);
    await furnish(databaseUrl(server.ownerUrl, `${name}_new`), plan);
    await owner.query(`alter database ${name}_new rename to ${name}`);
  });
  return name;
}

async function furnish(ownerUrl: string, plan: HousePlan): Promise<void> {
  await migrate({ ownerUrl, folder: SCHEMA, application: TEST_LOGIN });
  const db = openKysely<Tables>(openPool(applicationUrl(ownerUrl, TEST_LOGIN), 2));
  const now = instant(Date.parse(FURNISHED_AT));
  const text = await planTextOf(plan);
  try {
    await withinProvider(db, PROVIDER)(null, (tx) => furnishProvider(tx, { providerId: PROVIDER, plan, text, now, prefix: '' }));
  } finally {
    await db.destroy();
  }
}

async function asOwner(url: string, work: (owner: pg.Client) => Promise<unknown>): Promise<void> {
  const owner = new pg.Client({ connectionString: url });
  await owner.connect();
  try {
    await work(owner);
  } finally {
    await owner.end();
  }
}

function databaseUrl(serverUrl: string, name: string): string {
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return url.href;
}
