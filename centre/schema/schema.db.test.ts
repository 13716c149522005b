import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, describe, it } from 'node:test';
import pg from 'pg';
import { openTestHouse, type TestHouse } from '#centre/testing/house.ts';
import { storyIn } from '#centre/testing/story.ts';
import { RIGHTS_ROLE } from '#platform/db/application-role.ts';
import { TEST_LOGIN } from '#platform/testing/test-database.ts';

/** Policies that do not ask the provider; each says why. */
const ASK_NO_PROVIDER: Readonly<Record<string, string>> = {
  provider: 'workers ask which providers there are before they can act for one; the list itself is no secret',
  standing_data: 'asked as a transaction begins, and with a session; that something changed is no secret',
};
/** Tables of which the application may take rows away, and why nothing is lost. */
const DELETABLE: Readonly<Record<string, string>> = {
  task_assignee: 'lines of an order are written anew; each change is an event',
  request_doer: 'what requests and the lines of orders say, kept beside them by triggers',
  clock: 'a cache of what the clock events say',
  text_index: 'made again from the rows whose texts it holds',
  saved_view: 'a way of looking at the list, no evidence',
  second_factor_rule: 'which positions need a second factor, as it is asked now',
  fulfilment_mark: 'what waits to be counted; the events stand',
  fulfilment_month: 'counted anew from events and verdicts',
  fulfilment_house_month: 'the same',
  clock_at_risk: 'told anew from verdicts',
  register_count: 'whether the register was counted',
  register_counting: 'how far it is being counted',
  quality_fact: 'told anew from requests, records and events',
  quality_month: 'counted anew from those',
  quality_house_month: 'the same',
  history_import_fault: 'told anew by every look at the log',
};
/** Tables whose policies do not bind their owner, and why. */
const OPEN_TO_THEIR_OWNER: Readonly<Record<string, string>> = {
  text_index: 'the view visible_text asks the same for the owner: behind a policy no search could use the index over pairs',
};

let house: TestHouse;
let owner: pg.Client;
before(async () => {
  house = await openTestHouse();
  const story = storyIn(house);
  await story.reports('technician', {
    content: '交换机没有响应',
    kind: 'fault',
    siteId: house.sites['SITE-01'] ?? '',
    enquirerPhone: '+86 10 0000 0004',
  });
  owner = new pg.Client({ connectionString: house.ownerUrl });
  await owner.connect();
});
after(async () => {
  await owner.end();
  await house.close();
});

const ask = async <Row extends pg.QueryResultRow>(text: string, values: readonly unknown[] = []): Promise<Row[]> =>
  (await owner.query<Row>(text, [...values])).rows;
const tables = async (): Promise<string[]> =>
  (
    await ask<{ name: string }>(
      `select relname as name from pg_class where relnamespace = 'pledge'::regnamespace and relkind in ('r', 'p') order by 1`,
    )
  ).map(({ name }) => name);

describe('every table of the house', () => {
  it('has provider_id, never null', async () => {
    const rows = await ask<{ name: string }>(
      `select table_name as name from information_schema.columns where table_schema = 'pledge' and column_name = 'provider_id' and is_nullable = 'NO' and data_type = 'uuid'`,
    );
    const having = new Set(rows.map(({ name }) => name));
    const found = await tables();
    assert.ok(found.length > 25);
    assert.deepEqual(
      found.filter((name) => !having.has(name)),
      [],
    );
  });

  it('has it first in its primary key, in every unique key and in both sides of every foreign key', async () => {
    const keys = await ask<{ name: string; kind: string; first: string; pointed: string | null }>(`
      select rel.relname || '.' || con.conname as name, con.contype as kind, mine.attname as first, theirs.attname as pointed
      from pg_constraint con join pg_class rel on rel.oid = con.conrelid join pg_attribute mine on mine.attrelid = con.conrelid and mine.attnum = con.conkey[1]
      left join pg_attribute theirs on theirs.attrelid = con.confrelid and theirs.attnum = con.confkey[1]
      where con.connamespace = 'pledge'::regnamespace and con.contype in ('p', 'u', 'f')`);
    assert.deepEqual(
      keys
        .filter(({ first, pointed }) => first !== 'provider_id' || (pointed !== null && pointed !== 'provider_id'))
        .map(({ name }) => name),
      [],
    );
    const withPrimary = new Set(keys.filter(({ kind }) => kind === 'p').map(({ name }) => name.split('.')[0]));
    assert.deepEqual(
      (await tables()).filter((name) => !withPrimary.has(name)),
      [],
    );
    const indexes = await ask<{ name: string; first: string }>(`
      select index.indexrelid::regclass::text as name, att.attname as first from pg_index index join pg_class rel on rel.oid = index.indrelid and rel.relnamespace = 'pledge'::regnamespace
      join pg_attribute att on att.attrelid = index.indrelid and att.attnum = index.indkey[0] where index.indisunique`);
    assert.deepEqual(
      indexes.filter(({ first }) => first !== 'provider_id'),
      [],
    );
  });

  it('is walled by row-level security, for its owner too, and each policy asks the provider', async () => {
    const open = await ask<{ name: string; walled: boolean }>(
      `select relname as name, relrowsecurity as walled from pg_class where relnamespace = 'pledge'::regnamespace and relkind in ('r', 'p') and not (relrowsecurity and relforcerowsecurity)`,
    );
    assert.deepEqual(
      open,
      Object.keys(OPEN_TO_THEIR_OWNER).map((name) => ({ name, walled: true })),
    );
    const policies = await ask<{ name: string; policy: string; permissive: string; rule: string }>(
      `select tablename as name, policyname as policy, permissive, coalesce(qual, '') || coalesce(with_check, '') as rule from pg_policies where schemaname = 'pledge'`,
    );
    const walled = new Set(
      policies
        .filter(({ rule, permissive }) => permissive === 'PERMISSIVE' && rule.includes('current_provider()'))
        .map(({ name }) => name),
    );
    assert.deepEqual(
      (await tables()).filter((name) => !walled.has(name)),
      [],
    );
    const lax = policies
      .filter(({ rule, permissive }) => permissive === 'PERMISSIVE' && !rule.includes('current_provider()'))
      .map(({ name }) => name);
    assert.deepEqual(lax, Object.keys(ASK_NO_PROVIDER));
  });

  it('that has a customer’s rows shows them to that customer alone', async () => {
    const owned = await ask<{ name: string; rule: string }>(`
      select tablename as name, string_agg(coalesce(qual, ''), ' ') as rule from pg_policies policy where schemaname = 'pledge' and exists (select 1 from information_schema.columns col where col.table_schema = 'pledge' and col.table_name = policy.tablename and col.column_name = 'customer_id')
      group by 1`);
    assert.ok(owned.length > 15);
    assert.deepEqual(
      owned.filter(({ rule }) => !rule.includes('current_customer()')).map(({ name }) => name),
      [],
    );
    const client = new pg.Client({ connectionString: house.directUrl });
    await client.connect();
    try {
      await client.query(`select set_config('pledge.provider', $1, false), set_config('pledge.customer', $2, false)`, [
        house.providerId,
        house.actors.stranger.customerId,
      ]);
      for (const { name } of owned) {
        const { rows } = await client.query<{ count: number }>(
          `select count(*)::int as count from pledge.${name} where customer_id is distinct from $1`,
          [house.actors.stranger.customerId],
        );
        const seen = rows[0]?.count ?? 0;
        assert.ok(seen === 0 || STAFF_TABLES.includes(name), `${name} shows ${seen} rows`);
      }
      await client.query(`select set_config('pledge.provider', $1, false), set_config('pledge.customer', '', false)`, [
        '01990000-0000-7000-8000-00000000beef',
      ]);
      for (const name of (await tables()).filter((known) => !(known in ASK_NO_PROVIDER)))
        assert.equal((await client.query(`select 1 from pledge.${name} limit 1`)).rowCount, 0, name);
      await client.query(`select set_config('pledge.provider', '', false)`);
      for (const name of (await tables()).filter((known) => !(known in ASK_NO_PROVIDER)))
        assert.equal((await client.query(`select 1 from pledge.${name} limit 1`)).rowCount, 0, name);
    } finally {
      await client.end();
    }
  });
});

/** Rows of the provider's people, which belong to no customer: a customer sees who serves it and in what position, not how to reach them. */
const STAFF_TABLES: readonly string[] = ['person', 'position_held'];

describe('the role that the application works as', () => {
  it('owns nothing, is no superuser and sees through no wall', async () => {
    const none = { rolsuper: false, rolbypassrls: false, rolcreatedb: false, rolcreaterole: false, rolreplication: false };
    for (const [role, groups] of [
      [TEST_LOGIN.role, [RIGHTS_ROLE]],
      [RIGHTS_ROLE, []],
    ] as const) {
      const [may] = await ask(
        `select rolsuper, rolbypassrls, rolcreatedb, rolcreaterole, rolreplication from pg_roles where rolname = $1`,
        [role],
      );
      assert.deepEqual(may, none, role);
      assert.deepEqual(await ask(`select relname from pg_class where relowner = $1::regrole`, [role]), []);
      const memberOf = await ask<{ name: string }>(
        `select roleid::regrole::text as name from pg_auth_members where member = $1::regrole`,
        [role],
      );
      assert.deepEqual(
        memberOf.map(({ name }) => name),
        groups,
      );
    }
  });

  it('may take rows away only where nothing is lost, and truncates nothing', async () => {
    const rows = await ask<{ name: string; privilege: string }>(
      `select table_name as name, privilege_type as privilege from information_schema.role_table_grants where grantee = '${RIGHTS_ROLE}' and table_schema = 'pledge' and privilege_type not in ('SELECT', 'INSERT', 'UPDATE') order by 1`,
    );
    assert.deepEqual(
      rows,
      Object.keys(DELETABLE)
        .sort((a, b) => a.localeCompare(b))
        .map((name) => ({ name, privilege: 'DELETE' })),
    );
  });

  const tries: Readonly<Record<string, string>> = {
    'change an event': `update pledge.event set type = 'other'`,
    'change the hash of an event': `update pledge.event set hash = previous_hash`,
    'take an event away': 'delete from pledge.event',
    'empty the events': 'truncate pledge.event cascade',
    'take a text away': 'delete from pledge.event_text',
    'move a text to another event': `update pledge.event_text set field = 'other'`,
    'take a record away': 'delete from pledge.record',
    'take a message away': 'delete from pledge.message',
    'take a receipt away': 'delete from pledge.command_receipt',
    'alter the events': 'alter table pledge.event add column note text',
    'lift the wall': 'alter table pledge.event disable row level security',
    'drop a policy': 'drop policy of_provider on pledge.event',
    'put a trigger on events':
      'create trigger t before insert on pledge.event for each row execute function suppress_redundant_updates_trigger()',
    'make a table': 'create table pledge.other (id int)',
    'replace whose rows it sees': `create or replace function pledge.current_provider() returns uuid language sql as $$ select null::uuid $$`,
    'become another role': 'set role postgres',
    'read what migrated': 'delete from public.pledge_migration',
  };
  for (const [what, statement] of Object.entries(tries)) {
    it(`may not ${what}`, async () => {
      const client = new pg.Client({ connectionString: house.directUrl });
      await client.connect();
      try {
        await client.query(`select set_config('pledge.provider', $1, false)`, [house.providerId]);
        await assert.rejects(
          client.query(statement),
          (error: { code?: string }) => ['42501', '22023', '42704'].includes(error.code ?? ''),
          statement,
        );
      } finally {
        await client.end();
      }
    });
  }

  it('writes nothing under another provider or for another customer', async () => {
    const client = new pg.Client({ connectionString: house.directUrl });
    await client.connect();
    try {
      await client.query(`select set_config('pledge.provider', $1, false), set_config('pledge.customer', $2, false)`, [
        house.providerId,
        house.actors.stranger.customerId,
      ]);
      const forged = (provider: string, customer: string) =>
        client.query(
          `insert into pledge.message (provider_id, id, customer_id, request_id, event_id, channel, direction, author_kind, text, delivery, occurred_at, recorded_at)
         values ($1, gen_random_uuid(), $2, gen_random_uuid(), gen_random_uuid(), 'web', 'incoming', 'customer', 'x', 'noted', now(), now())`,
          [provider, customer],
        );
      await assert.rejects(forged(house.providerId, house.customerId), { code: '42501' });
      await assert.rejects(forged('01990000-0000-7000-8000-00000000beef', house.actors.stranger.customerId ?? ''), {
        code: '42501',
      });
    } finally {
      await client.end();
    }
  });
});

describe('clocks that ran before anybody kept when they warn first', () => {
  it('are told it by a migration that sees them', async () => {
    const warned = () =>
      house.within(null, (tx) =>
        tx.selectFrom('pledge.clock').select(['clock', 'warns_at']).where('state', '=', 'running').orderBy('clock').execute(),
      );
    const kept = await warned();
    assert.ok(kept.some(({ warns_at }) => warns_at !== null));
    await ask('alter table pledge.clock no force row level security');
    await ask('alter table pledge.clock disable trigger first_warning');
    await ask('update pledge.clock set warns_at = null');
    await ask('alter table pledge.clock enable trigger first_warning');
    await ask('alter table pledge.clock force row level security');
    await ask(await readFile(new URL('0060-warned-clocks-are-filled.sql', import.meta.url), 'utf8'));
    assert.deepEqual(await warned(), kept);
  });
});

describe('clocks that warn, few of all that there are', () => {
  it('are known to the planner as they are, long before a tenth of all clocks has changed', async () => {
    const { rows } = await owner.query<{ name: string; value: string }>(
      `select split_part(set, '=', 1) as name, split_part(set, '=', 2) as value from unnest(
        (select reloptions from pg_class where oid = 'pledge.clock'::regclass)) set`,
    );
    const asked = new Map(rows.map(({ name, value }) => [name, Number(value)]));
    const changesAmong = (clocks: number) =>
      (asked.get('autovacuum_analyze_threshold') ?? 50) + (asked.get('autovacuum_analyze_scale_factor') ?? 0.1) * clocks;
    assert.ok(changesAmong(1_000) <= 1_000, String(changesAmong(1_000)));
    assert.ok(changesAmong(7_000_000) <= 20_000, String(changesAmong(7_000_000)));
  });
});
