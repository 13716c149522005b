import type pg from 'pg';

/**
 * Begins an era of the evidence, as the owner of its tables: what was written so far comes before everything that is written from now on,
 * whatever transaction ids stand in it. Needed where rows came from another cluster. Does nothing where the schema knows no eras yet: its
 * migration puts all events there are into the first. In the caller's transaction.
 */
export async function beginEra(client: pg.Client): Promise<void> {
  const { rows: known } = await client.query<{ there: boolean }>(
    `select to_regprocedure('pledge.event_era()') is not null as there`,
  );
  if (known[0]?.there !== true) return;
  const { rows } = await client.query<{ next: number }>(
    'select greatest(pledge.event_era(), coalesce((select max(era) from pledge.event), 0)) + 1 as next',
  );
  const next = Number(rows[0]?.next);
  await client.query(
    `create or replace function pledge.event_era() returns integer language sql immutable parallel safe as 'select ${next}'`,
  );
}
