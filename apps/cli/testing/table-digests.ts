import pg from 'pg';

/**
 * A digest of every table of the two schemas, taken by the database itself and in another way than a backup takes its own: of each
 * row as text, sorted as text. Walled tables provider by provider.
 */
export async function tableDigests(ownerUrl: string): Promise<Record<string, string>> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query(`set timezone = 'UTC'`);
    const { rows: tables } = await client.query<{ name: string; walled: boolean }>(
      `select c.oid::regclass::text as name, relrowsecurity as walled from pg_class c where relkind = 'r' and relnamespace::regnamespace::text in ('pledge', 'auth') order by 1`,
    );
    const { rows: providers } = await client.query<{ id: string }>('select provider_id as id from pledge.provider order by 1');
    const digests: Record<string, string> = {};
    for (const { name, walled } of tables)
      for (const id of walled ? providers.map((provider) => provider.id) : ['']) {
        await client.query(`select set_config('pledge.provider', $1, false)`, [id]);
        const { rows } = await client.query<{ digest: string }>(
          `select count(*) || ' ' || coalesce(md5(string_agg(md5(t::text), '' order by t::text collate "C")), '') as digest from ${name} t`,
        );
        digests[`${name} ${id}`] = rows[0]?.digest ?? '';
      }
    return digests;
  } finally {
    await client.end();
  }
}
