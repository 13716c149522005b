import { once } from 'node:events';
import { finished } from 'node:stream/promises';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { instant, type Instant } from '#platform/time/instant.ts';
import { lowerWalls } from '#platform/backup/load.store.ts';
import { indexesOf, putBack, type TakenAway } from './indexes.store.ts';
import { rowsOfStory, type StoryRows } from './rows.store.ts';
import type { ToldStory } from './stories.ts';
import type { Written } from './write-portion.ts';

/** What is being generated and how far it came: goes with the rows, and stays until the last of them is in. */
export interface Progress {
  readonly seed: number;
  readonly requests: number;
  readonly open: number;
  /** Of the requests that are stamped from the stories, how many are in. */
  readonly done: number;
  /** The instant all of it looks back from; the stories with their rows, once they are told. */
  readonly now: number | null;
  readonly stories: readonly StoryWithRows[] | null;
}

export interface StoryWithRows extends ToldStory {
  readonly rows: StoryRows;
}

const MARK = 'public.pledge_generating';

export async function readProgress(client: pg.Client): Promise<Progress | null> {
  const { rows: there } = await client.query<{ there: boolean }>('select to_regclass($1) is not null as there', [MARK]);
  if (there[0]?.there !== true) return null;
  const { rows } = await client.query<Progress>(
    `select seed::float8 as seed, requests, open, done, now::float8 as now, stories from ${MARK}`,
  );
  return rows[0] ?? null;
}

/** Whether there is a centre already. */
export async function hasProvider(client: pg.Client): Promise<boolean> {
  return (await client.query('select 1 from pledge.provider limit 1')).rowCount !== 0;
}

export async function beginProgress(client: pg.Client, asked: Pick<Progress, 'seed' | 'requests' | 'open'>): Promise<void> {
  await client.query(
    `create table ${MARK} (seed bigint, requests integer, open integer, done integer, now bigint, stories jsonb, taken jsonb)`,
  );
  await client.query(`insert into ${MARK} (seed, requests, open, done) values ($1, $2, $3, 0)`, [
    asked.seed,
    asked.requests,
    asked.open,
  ]);
}

/**
 * From here on a run that was ended goes on where it stood. What the tables' indexes are is kept, and they are taken away: so the rows
 * of the stories are kept too, which nothing finds quickly from now on.
 */
export async function keepStories(
  client: pg.Client,
  told: { now: number; stories: readonly ToldStory[]; tables: readonly string[] },
): Promise<void> {
  const stories: StoryWithRows[] = [];
  for (const story of told.stories) stories.push({ ...story, rows: await rowsOfStory(client, story.requestId) });
  const taken = await indexesOf(client, told.tables);
  await client.query('begin');
  await client.query(`update ${MARK} set now = $1, stories = $2, taken = $3`, [
    told.now,
    JSON.stringify(stories),
    JSON.stringify(taken),
  ]);
  for (const { drop } of taken) await client.query(drop);
  // What they would write stands in the stories' rows.
  for (const table of told.tables) await client.query(`alter table ${table} disable trigger user`);
  await client.query('commit');
}

/** When messages were to go out that still wait, first to last. */
export async function timesToDeliver(client: pg.Client): Promise<Instant[]> {
  const { rows } = await client.query<{ at: string }>(
    `select distinct extract(epoch from next_at) * 1000 as at from pledge.outbox where delivered_at is null and next_at is not null order by 1`,
  );
  return rows.map(({ at }) => instant(Number(at)));
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
    readonly lines: Written;
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
    const lines = load.lines.get(table);
    if (lines !== undefined) await copyLines(client, `copy ${table} (${columns.join(', ')}) from stdin`, lines);
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

const BYTES_AT_ONCE = 256 * 1024;

async function copyLines(client: pg.Client, statement: string, lines: Uint8Array): Promise<void> {
  const stream = client.query(copyFrom(statement));
  const done = finished(stream);
  done.catch(() => undefined);
  for (let from = 0; from < lines.length; from += BYTES_AT_ONCE)
    if (!stream.write(lines.subarray(from, from + BYTES_AT_ONCE))) await Promise.race([once(stream, 'drain'), done]);
  stream.end();
  await done;
}

/** Puts the indexes back, tells the planner what is there, and takes the mark away: the last of it. */
export async function finishLoading(client: pg.Client, tables: readonly string[], tell: (what: string) => void): Promise<void> {
  const { rows } = await client.query<{ taken: readonly TakenAway[] }>(`select taken from ${MARK}`);
  await client.query(`set maintenance_work_mem = '1GB'`);
  await putBack(client, rows[0]?.taken ?? [], tell);
  for (const table of tables) {
    tell(table);
    await client.query(`alter table ${table} enable trigger user`);
    await client.query(`vacuum (analyze) ${table}`);
  }
  await client.query(`drop table ${MARK}`);
}
