import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { underLoad, type LoadResult } from './load.ts';

export const CLIENTS = 16;
/** So many rows are changed, so that clients seldom wait for each other. */
const SMALLEST_SET = 400;
const TABLES = ['service_request', 'event', 'clock'] as const;
type Table = (typeof TABLES)[number];
/** Rows as PostgreSQL writes them, column by column. */
type Row = Readonly<Record<string, string | null>>;

/** What plain Node with pg, and pgbench where it is installed, do with the same rows on the same server: the limits of this run. */
export interface Limits {
  readonly createPg: LoadResult;
  readonly createPgbench: number | undefined;
  readonly listPg: LoadResult;
  readonly listPgOne: LoadResult;
  readonly updatePgbench: number | undefined;
  readonly updatePg: LoadResult;
}

/** Measures them on copies of the product's tables, indexes included, filled with rows of a request that the product made. */
export async function measureLimits(options: {
  ownerUrl: string;
  requestId: string;
  warmUpMs: number;
  measureMs: number;
}): Promise<Limits> {
  const pool = new pg.Pool({
    connectionString: options.ownerUrl,
    max: CLIENTS,
    types: { getTypeParser: () => (value: string) => value },
  });
  try {
    await pool.query(
      `drop schema if exists bench cascade; create schema bench; ${TABLES.map((table) => `create table bench.${table} (like pledge.${table} including defaults including indexes);`).join('')}`,
    );
    const samples = await samplesOf(pool, options.requestId);
    const load = { workers: CLIENTS, warmUpMs: options.warmUpMs, measureMs: options.measureMs };
    const createPg = await underLoad(load, () => createOnce(pool, samples));
    const list = async (): Promise<void> =>
      void (await pool.query('select * from bench.service_request order by received_at desc, id limit 50'));
    const update = async (): Promise<void> =>
      void (await pool.query(`update bench.service_request set state = $2, version = version + 1 where id = $1`, [
        samples.ids[Math.floor(Math.random() * samples.ids.length)],
        'contacted',
      ]));
    return {
      createPg,
      listPg: await underLoad(load, list),
      listPgOne: await underLoad({ ...load, workers: 1 }, list),
      updatePg: await underLoad(load, update),
      createPgbench: await pgbench(options, createScript(samples)),
      updatePgbench: await updateByPgbench(pool, options),
    };
  } finally {
    await pool.query('drop schema if exists bench cascade').catch(() => undefined);
    await pool.end();
  }
}

interface Samples {
  readonly request: Row;
  readonly event: Row;
  readonly clocks: readonly Row[];
  /** Of the requests that were written, as they come. */
  readonly ids: string[];
}

async function samplesOf(pool: pg.Pool, requestId: string): Promise<Samples> {
  const rowsOf = async (table: Table, where: string, limit: number): Promise<Row[]> => {
    const client = await pool.connect();
    try {
      await client.query('begin');
      await client.query(`select set_config('pledge.provider', provider_id::text, true) from pledge.provider limit 1`);
      return (await client.query<Row>(`select * from pledge.${table} where ${where} = $1 limit ${limit}`, [requestId])).rows;
    } finally {
      await client.query('rollback');
      client.release();
    }
  };
  const [request] = await rowsOf('service_request', 'id', 1);
  const [event] = await rowsOf('event', 'stream_id', 1);
  const clocks = await rowsOf('clock', 'request_id', 3);
  if (request === undefined || event === undefined || clocks.length !== 3) throw new Error('the product made no request to copy');
  const { xid: _generated, ...written } = event;
  return { request, event: written, clocks, ids: [] };
}

/** Five statements: begin, request, event, three clocks, commit. */
async function createOnce(pool: pg.Pool, samples: Samples): Promise<void> {
  const id = randomUUID();
  const client = await pool.connect();
  try {
    await client.query('begin');
    await insert(client, 'service_request', [{ ...samples.request, id, number: id }]);
    await insert(client, 'event', [{ ...samples.event, id: randomUUID(), stream_id: id, request_id: id }]);
    await insert(
      client,
      'clock',
      samples.clocks.map((clock) => ({ ...clock, subject_id: id, request_id: id })),
    );
    await client.query('commit');
  } finally {
    client.release();
  }
  if (samples.ids.length < SMALLEST_SET) samples.ids.push(id);
}

async function insert(client: pg.PoolClient, table: Table, rows: readonly Row[]): Promise<void> {
  const columns = Object.keys(rows[0] ?? {});
  const places = rows.map(
    (_row, row) => `(${columns.map((_column, column) => `$${row * columns.length + column + 1}`).join(',')})`,
  );
  await client.query(
    `insert into bench.${table} (${columns.join(',')}) values ${places.join(',')}`,
    rows.flatMap((row) => columns.map((column) => row[column])),
  );
}

/** The same transaction for pgbench, ids made by the server. */
function createScript(samples: Samples): string {
  const values = (row: Row, own: Readonly<Record<string, string>>): string =>
    `(${Object.keys(row)
      .map((column) => own[column] ?? literal(row[column] ?? null))
      .join(',')})`;
  const statement = (table: Table, rows: readonly Row[], own: Readonly<Record<string, string>>): string =>
    `insert into bench.${table} (${Object.keys(rows[0] ?? {}).join(',')}) values ${rows.map((row) => values(row, own)).join(',')};`;
  return [
    'begin;',
    `insert into bench.service_request (${Object.keys(samples.request).join(',')}) values ${values(samples.request, { id: 'gen_random_uuid()', number: 'gen_random_uuid()::text' })} returning id as rid \\gset`,
    statement('event', [samples.event], { id: 'gen_random_uuid()', stream_id: ':rid', request_id: ':rid' }),
    statement('clock', samples.clocks, { subject_id: ':rid', request_id: ':rid' }),
    'commit;',
    '',
  ].join('\n');
}

/** pgbench takes a word behind a colon for one of its variables, whatever it stands in. */
function literal(value: string | null): string {
  return value === null ? 'null' : `U&'${value.replaceAll('\\', '\\\\').replaceAll("'", "''").replaceAll(':', '\\003A')}'`;
}

/** One row by its key, no two at once by design but by chance. */
async function updateByPgbench(pool: pg.Pool, options: { ownerUrl: string; measureMs: number }): Promise<number | undefined> {
  await pool.query('alter table bench.service_request add column n serial; create index on bench.service_request (n)');
  return pgbench(
    options,
    `\\set n random(1, ${SMALLEST_SET})\nupdate bench.service_request set state = 'contacted', version = version + 1 where n = :n;\n`,
  );
}

async function pgbench(options: { ownerUrl: string; measureMs: number }, script: string): Promise<number | undefined> {
  const folder = await mkdtemp(join(tmpdir(), 'pledge-pgbench-'));
  try {
    const file = join(folder, 'script.sql');
    await writeFile(file, script);
    const seconds = String(Math.max(1, Math.round(options.measureMs / 1000)));
    const { stdout } = await promisify(execFile)('pgbench', [
      '-n',
      '-c',
      String(CLIENTS),
      '-j',
      '2',
      '-T',
      seconds,
      '-M',
      'prepared',
      '-f',
      file,
      options.ownerUrl,
    ]);
    return Number(/tps = ([\d.]+)/.exec(stdout)?.[1]);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
