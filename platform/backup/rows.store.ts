import type pg from 'pg';

/** A table as it is copied: alike on every server. */
export interface CopiedTable {
  /** With its schema: `pledge.event`. */
  readonly name: string;
  /** All but those that the server computes. */
  readonly columns: readonly string[];
  /** An order that no server's collation changes: by key. */
  readonly order: string;
  /** Walled by row-level security: its rows are read provider by provider. */
  readonly walled: boolean;
}

/** What a dump of text must look like wherever it is made. */
export const PLAIN_TEXT = `set local timezone = 'UTC'; set local datestyle = 'ISO, MDY'; set local intervalstyle = 'postgres';
  set local bytea_output = 'hex'; set local extra_float_digits = 1; set local client_encoding = 'UTF8';
  set local statement_timeout = 0; set local idle_in_transaction_session_timeout = 0`;

/** Every table of these schemas, by name. One without a key has no order and cannot be compared. */
export async function copiedTables(client: pg.Client, schemas: readonly string[]): Promise<CopiedTable[]> {
  const { rows } = await client.query<{ name: string; walled: boolean; columns: string[]; key: string[] | null }>(
    `select n.nspname || '.' || c.relname as name, c.relrowsecurity as walled,
       (select array_agg(quote_ident(a.attname) order by a.attnum) from pg_attribute a
          where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns,
       (select array_agg(quote_ident(a.attname) || case when a.attcollation <> 0 then ' collate "C"' else '' end order by array_position(i.indkey::int2[], a.attnum))
          from pg_index i join pg_attribute a on a.attrelid = c.oid and a.attnum = any (i.indkey::int2[])
          where i.indrelid = c.oid and i.indisprimary) as key
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = any ($1) and c.relkind in ('r', 'p') and not c.relispartition order by 1`,
    [schemas],
  );
  return rows.map(({ name, walled, columns, key }) => {
    if (key === null) throw new Error(`the table ${name} has no primary key`);
    return { name, columns, order: key.join(', '), walled };
  });
}

export async function appliedMigrations(client: pg.Client): Promise<{ name: string; digest: string }[]> {
  const { rows: known } = await client.query<{ there: boolean }>(
    `select to_regclass('public.pledge_migration') is not null as there`,
  );
  if (known[0]?.there !== true) return [];
  return (await client.query<{ name: string; digest: string }>('select name, digest from public.pledge_migration order by name'))
    .rows;
}

export async function providersOf(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ id: string }>('select provider_id as id from pledge.provider order by 1');
  return rows.map(({ id }) => id);
}

/** From here on the transaction sees what belongs to this provider. */
export async function actFor(client: pg.Client, providerId: string): Promise<void> {
  await client.query(`select set_config('pledge.provider', $1, true), set_config('pledge.customer', '', true)`, [providerId]);
}

/** The statement that gives a table's rows, of one provider where it is walled. The id comes from the database, never from outside. */
export function copyOut(client: pg.Client, table: CopiedTable, providerId: string | null): string {
  const own = providerId === null ? '' : ` where provider_id = ${client.escapeLiteral(providerId)}`;
  return `copy (select ${table.columns.join(', ')} from ${table.name}${own} order by ${table.order}) to stdout`;
}

export function copyIn(table: string, columns: readonly string[]): string {
  return `copy ${table} (${columns.join(', ')}) from stdin`;
}

/** Read outside of any snapshot, as sequences are: never less than what the rows use. */
export async function sequencesOf(
  client: pg.Client,
  schemas: readonly string[],
): Promise<{ name: string; last: string; called: boolean }[]> {
  const { rows } = await client.query<{ name: string }>(
    `select quote_ident(schemaname) || '.' || quote_ident(sequencename) as name from pg_sequences where schemaname = any ($1) order by 1`,
    [schemas],
  );
  const found = [];
  for (const { name } of rows) {
    const state = await client.query<{ last: string; called: boolean }>(
      `select last_value::text as last, is_called as called from ${name}`,
    );
    const { last, called } = state.rows[0] as { last: string; called: boolean };
    found.push({ name, last, called });
  }
  return found;
}

export async function setSequence(
  client: pg.Client,
  { name, last, called }: { name: string; last: string; called: boolean },
): Promise<void> {
  await client.query('select setval($1::regclass, $2::bigint, $3)', [name, last, called]);
}

/** Digests of the files that rows name, page by page: there may be more than memory should hold. Inside a transaction. */
export async function* namedFiles(client: pg.Client, column: { table: string; column: string }): AsyncGenerator<string> {
  await client.query(
    `declare named_files no scroll cursor for select distinct ${column.column} as digest from ${column.table} order by 1`,
  );
  for (;;) {
    const { rows } = await client.query<{ digest: string }>('fetch 1000 from named_files');
    if (rows.length === 0) break;
    for (const { digest } of rows) yield digest;
  }
  await client.query('close named_files');
}
