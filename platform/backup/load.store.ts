import type pg from 'pg';

/** Where a restore that has begun leaves its mark until the rows are in: nobody may found a centre in between. */
const MARK = 'public.pledge_restore';

/** Whether a restore began on this database and has not come to its end. */
export async function isHalfRestored(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ there: boolean }>('select to_regclass($1) is not null as there', [MARK]);
  return rows[0]?.there === true;
}

export async function markRestore(client: pg.Client): Promise<void> {
  await client.query(`create table if not exists ${MARK} (begun_at timestamptz not null default now())`);
}

/** Goes with the rows, in their transaction. */
export async function unmarkRestore(client: pg.Client): Promise<void> {
  await client.query(`drop table if exists ${MARK}`);
}

/** Whether anybody founded a centre here: the list of providers is the one walled table that everybody may read. */
export async function hasCentre(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ there: boolean }>(`select to_regclass('pledge.provider') is not null as there`);
  return rows[0]?.there === true && (await client.query('select 1 from pledge.provider limit 1')).rowCount !== 0;
}

/**
 * Lets the owner of the tables past their row-level security, for this transaction alone: rows can be copied in no other way. The
 * application's role stays bound. Gives what puts the walls up again.
 */
export async function lowerWalls(client: pg.Client, schemas: readonly string[]): Promise<() => Promise<void>> {
  const { rows: walled } = await client.query<{ name: string }>(
    `select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = any ($1) and c.relforcerowsecurity order by 1`,
    [schemas],
  );
  for (const { name } of walled) await client.query(`alter table ${name} no force row level security`);
  return async () => {
    for (const { name } of walled) await client.query(`alter table ${name} force row level security`);
  };
}

/**
 * Takes walls, foreign keys and triggers away, for this transaction alone: rows are copied in past row-level security, which the
 * owner of a table may do, in any order, and as they were. Gives what puts them back.
 */
export async function openTables(client: pg.Client, schemas: readonly string[]): Promise<() => Promise<void>> {
  const raiseWalls = await lowerWalls(client, schemas);
  const { rows: keys } = await client.query<{ name: string; key: string; definition: string }>(
    `select n.nspname || '.' || c.relname as name, quote_ident(f.conname) as key, pg_get_constraintdef(f.oid) as definition
     from pg_constraint f join pg_class c on c.oid = f.conrelid join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = any ($1) and f.contype = 'f' order by 1, 2`,
    [schemas],
  );
  for (const { name, key } of keys) await client.query(`alter table ${name} drop constraint ${key}`);
  const { rows: alert } = await client.query<{ name: string }>(
    `select distinct n.nspname || '.' || c.relname as name from pg_trigger t join pg_class c on c.oid = t.tgrelid
     join pg_namespace n on n.oid = c.relnamespace where n.nspname = any ($1) and not t.tgisinternal order by 1`,
    [schemas],
  );
  for (const { name } of alert) await client.query(`alter table ${name} disable trigger user`);
  return async () => {
    for (const { name } of alert) await client.query(`alter table ${name} enable trigger user`);
    // Checked row by row as they come back: what points nowhere is no whole backup.
    for (const { name, key, definition } of keys) await client.query(`alter table ${name} add constraint ${key} ${definition}`);
    await raiseWalls();
  };
}

/** The first table that holds a row, null where all are empty. Only with the walls down does it see them all. */
export async function firstFilled(client: pg.Client, tables: readonly string[]): Promise<string | null> {
  for (const name of tables) if ((await client.query(`select 1 from ${name} limit 1`)).rowCount !== 0) return name;
  return null;
}

/** Plans of queries rest on what is known of the tables; after a load nothing is. */
export async function analyzeTables(client: pg.Client, tables: readonly string[]): Promise<void> {
  for (const name of tables) await client.query(`analyze ${name}`);
}
