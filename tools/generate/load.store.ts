import { once } from 'node:events';
import { finished } from 'node:stream/promises';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { lowerWalls } from '#platform/backup/load.store.ts';
import type { ToldStory } from './stories.ts';
import type { Lines } from './variant.ts';

/** What is being generated and how far it came: goes with the rows, and stays until the last of them is in. */
export interface Progress {
  readonly seed: number;
  readonly requests: number;
  /** Of the requests that are stamped from the stories, how many are in. */
  readonly done: number;
  /** The instant all of it looks back from; the stories, once they are told. */
  readonly now: number | null;
  readonly stories: readonly ToldStory[] | null;
}

const MARK = 'public.pledge_generating';
/** An index that is made at once costs a tenth of one that is written to row by row. */
const GRAMS = 'text_index_grams';

export async function readProgress(client: pg.Client): Promise<Progress | null> {
  const { rows: there } = await client.query<{ there: boolean }>('select to_regclass($1) is not null as there', [MARK]);
  if (there[0]?.there !== true) return null;
  const { rows } = await client.query<Progress>(
    `select seed::float8 as seed, requests, done, now::float8 as now, stories from ${MARK}`,
  );
  return rows[0] ?? null;
}

/** Whether there is a centre already. */
export async function hasProvider(client: pg.Client): Promise<boolean> {
  return (await client.query('select 1 from pledge.provider limit 1')).rowCount !== 0;
}

export async function beginProgress(client: pg.Client, asked: { seed: number; requests: number }): Promise<void> {
  await client.query(
    `create table ${MARK} (seed bigint, requests integer, done integer, now bigint, stories jsonb, grams_index text)`,
  );
  await client.query(`insert into ${MARK} (seed, requests, done) values ($1, $2, 0)`, [asked.seed, asked.requests]);
}

/** From here on a run that was ended goes on where it stood. */
export async function keepStories(client: pg.Client, told: { now: number; stories: readonly ToldStory[] }): Promise<void> {
  await client.query('begin');
  await client.query(
    `update ${MARK} set now = $1, stories = $2, grams_index = (select indexdef from pg_indexes where schemaname = 'pledge' and indexname = '${GRAMS}')`,
    [told.now, JSON.stringify(told.stories)],
  );
  await client.query(`drop index pledge.${GRAMS}`);
  await client.query('commit');
}

/** The numbers of one series and year that were issued so far. */
export interface Series {
  readonly series: string;
  readonly year: number;
  readonly last: number;
}

export async function seriesOf(client: pg.Client): Promise<Series[]> {
  return (await client.query<Series>('select series, year, last from pledge.number_series')).rows;
}

/** All rows of some requests, the numbers they took, and that they are in: one transaction. */
export async function loadRequests(
  client: pg.Client,
  load: {
    readonly lines: Lines;
    readonly columns: ReadonlyMap<string, readonly string[]>;
    readonly providerId: string;
    readonly series: readonly Series[];
    readonly done: number;
  },
): Promise<void> {
  await client.query('begin');
  // The mark of how far it came is in the same transaction: one that is lost takes its rows with it.
  await client.query('set local synchronous_commit = off');
  const raise = await lowerWalls(client, ['pledge']);
  for (const [table, columns] of load.columns) {
    const lines = load.lines.get(table) ?? [];
    if (lines.length > 0) await copyLines(client, `copy ${table} (${columns.join(', ')}) from stdin`, lines);
  }
  for (const { series, year, last } of load.series)
    await client.query(
      `insert into pledge.number_series (provider_id, series, year, last) values ($1, $2, $3, $4)
       on conflict (provider_id, series, year) do update set last = excluded.last`,
      [load.providerId, series, year, last],
    );
  await client.query(`update ${MARK} set done = $1`, [load.done]);
  await raise();
  await client.query('commit');
}

const LINES_AT_ONCE = 500;

async function copyLines(client: pg.Client, statement: string, lines: readonly string[]): Promise<void> {
  const stream = client.query(copyFrom(statement));
  const done = finished(stream);
  done.catch(() => undefined);
  for (let from = 0; from < lines.length; from += LINES_AT_ONCE)
    if (!stream.write(`${lines.slice(from, from + LINES_AT_ONCE).join('\n')}\n`))
      await Promise.race([once(stream, 'drain'), done]);
  stream.end();
  await done;
}

/** Puts the index back, tells the planner what is there, and takes the mark away: the last of it. */
export async function finishLoading(client: pg.Client, tables: readonly string[]): Promise<void> {
  const { rows } = await client.query<{ grams_index: string }>(`select grams_index from ${MARK}`);
  await client.query(`set maintenance_work_mem = '512MB'`);
  const there = await client.query(`select 1 from pg_indexes where schemaname = 'pledge' and indexname = '${GRAMS}'`);
  if (there.rowCount === 0) await client.query(rows[0]?.grams_index ?? '');
  for (const table of tables) await client.query(`vacuum (analyze) ${table}`);
  await client.query(`drop table ${MARK}`);
}
