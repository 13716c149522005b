import {
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  sql,
  Transaction,
  type CompiledQuery,
  type Dialect,
  type RawBuilder,
} from 'kysely';
import pg from 'pg';
import { gather, type Gathering } from './gathering.ts';
import { groupDialect, type GroupConnection, type PooledConnection } from './group-driver.ts';
import { stand, standingDataOf } from './standing-data.ts';
import { afresh } from './statement-names.ts';
import { quietPool } from './quiet-client.ts';

// bigint and count arrive as texts by default; what we count stays far below 2^53.
pg.types.setTypeParser(pg.types.builtins.INT8, Number);
// Instants as epoch milliseconds and dates as texts: `Date` would bring the process's zone along.
pg.types.setTypeParser(pg.types.builtins.TIMESTAMPTZ, epochOf);
pg.types.setTypeParser(pg.types.builtins.DATE, (text: string) => text);

/** `2026-10-03 14:10:00.5+00` as epoch milliseconds: read by places, since a page of a list has a thousand of them. */
export function epochOf(text: string): number {
  // Beyond the year 9999, before the first, and with an offset of minutes they are written in other places.
  if (!PLAIN.test(text)) return Date.parse(text.replace(' ', 'T').replace(/([+-]\d{2})$/, '$1:00'));
  const at = (from: number): number => (text.charCodeAt(from) - 48) * 10 + text.charCodeAt(from + 1) - 48;
  const [year, month, day] = [at(0) * 100 + at(2), at(5), at(8)];
  const fraction = text.length > 22 ? Number(text.slice(20, -3).padEnd(3, '0').slice(0, 3)) : 0;
  return Date.UTC(year, month - 1, day, at(11), at(14), at(17), fraction);
}

const PLAIN = /^[1-9]\d{3}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}(\.\d{1,6})?\+00$/;

/** Opens a pool; `max` is the number of connections at most. A connection that breaks is replaced, never a crash. */
export function openPool(connectionString: string, max: number): pg.Pool {
  return quietPool({ connectionString, max, application_name: 'pledge' });
}

export function openKysely<Tables>(pool: pg.Pool): Kysely<Tables> {
  return new Kysely<Tables>({ dialect: groupDialect(pool) });
}

/** Whose rows a transaction may see: row-level security asks these settings. */
export interface Scope {
  readonly providerId: string;
  /** Null for the provider's own people. */
  readonly customerId: string | null;
}

/** A query that can be sent: a builder of kysely's, or a template. */
export interface Sendable<Row = unknown> {
  compile(executorProvider: never): CompiledQuery<Row>;
}
type RowsOf<Query> = Query extends Sendable<infer Row> ? Row[] : never;
export type Answers<Queries extends readonly Sendable[]> = { -readonly [Place in keyof Queries]: RowsOf<Queries[Place]> };

/**
 * Sends queries in one message: they are carried out in order, and the first that fails fails them all. For what does not need
 * the answer of the one before. Gives the rows of each.
 */
export async function together<const Queries extends readonly Sendable[]>(
  tx: Pick<Kysely<never>, 'getExecutor'>,
  queries: Queries,
): Promise<Answers<Queries>> {
  const compiled = queries.map((query) => query.compile(tx as never));
  const results = await tx
    .getExecutor()
    .provideConnection((connection) => (connection as GroupConnection).executeGroup(compiled));
  return results.map(({ rows }) => rows) as Answers<Queries>;
}

/**
 * How the server plans statements that it remembers: `ofValues` for the values they come with, or `byKeys` once for all values and
 * never by reading a table through, where there is another way: planning costs as much as a statement does that goes by keys, and
 * what is planned while a table is small is used when it has grown. Nor by several processes: to start them costs more than a page.
 */
export type Plans = 'ofValues' | 'byKeys';

/** What the database says as a transaction begins: its time in epoch milliseconds, and the version of the standing data. */
export interface Told {
  readonly now: number;
  readonly standing: number;
}

function planSettings(plans: Plans): RawBuilder<unknown> {
  const byKeys = plans === 'byKeys';
  return sql`set_config('plan_cache_mode', ${byKeys ? 'force_generic_plan' : 'auto'}, true), set_config('enable_seqscan', ${byKeys ? 'off' : 'on'}, true)${byKeys ? sql`, set_config('max_parallel_workers_per_gather', '0', true)` : sql``}`;
}

/** Sets whose rows the transaction sees, and whether its statements are planned once for all values or for their own. */
function inScope(scope: Scope, plans: Plans = 'ofValues'): Sendable<Told> {
  return sql<Told>`select set_config('pledge.provider', ${scope.providerId}, true),
    set_config('pledge.customer', ${scope.customerId ?? ''}, true), ${planSettings(plans)}, (extract(epoch from clock_timestamp()) * 1000)::bigint as now,
    coalesce((select version from pledge.standing_data where provider_id = ${scope.providerId}), 0) as standing`;
}

/**
 * Runs `work` in one transaction that sees the scope's rows alone, and hands it the database's time and the rows of what it begins
 * with. Queries that are asked together (`Promise.all`) travel together.
 * Settings are local to the transaction: nothing stays on a pooled connection.
 * A connection that breaks at COMMIT is an unknown outcome and surfaces as the driver's error: the caller's command id settles it.
 */
export async function inTransaction<Tables, Result, const Queries extends readonly Sendable[] = []>(
  db: Kysely<Tables>,
  scope: Scope,
  work: (tx: Transaction<Tables>, databaseNow: number, begun: Answers<Queries>) => Promise<Result>,
  how: Beginning<Queries> = {},
): Promise<Result> {
  return afresh(() => inOneTransaction(db, scope, work, how));
}

export interface Beginning<Queries extends readonly Sendable[]> {
  /** Sent with the message that begins the transaction. */
  readonly beginWith?: Queries;
  readonly plans?: Plans;
}

function inOneTransaction<Tables, Result, const Queries extends readonly Sendable[]>(
  db: Kysely<Tables>,
  scope: Scope,
  work: (tx: Transaction<Tables>, databaseNow: number, begun: Answers<Queries>) => Promise<Result>,
  how: Beginning<Queries>,
): Promise<Result> {
  const beginWith = how.beginWith ?? ([] as unknown as Queries);
  return db.getExecutor().provideConnection(async (lent) => {
    const connection = lent as PooledConnection;
    const gathering = gather(connection.client);
    const tx = openOn(db, gathering);
    try {
      const [[told], ...begun] = await together(tx, [inScope(scope, how.plans), ...beginWith]);
      const result = await work(tx, begin(db, { tx, gathering, scope, told }), begun);
      await gathering.commit();
      return result;
    } catch (error) {
      await gathering.rollback().catch(() => (connection.broken = true));
      throw error;
    }
  });
}

export interface Reading {
  readonly plans?: Plans;
  /** Whether all of it is read as of one moment, whatever others commit meanwhile. */
  readonly oneMoment?: boolean;
}

/**
 * Reads in a transaction that cannot write, seen as {@link inTransaction} sees. The answer does not wait for its end, which
 * decides nothing.
 */
export function inReading<Tables, Result>(
  db: Kysely<Tables>,
  scope: Scope,
  work: (tx: Transaction<Tables>, databaseNow: number) => Promise<Result>,
  { plans, oneMoment = false }: Reading = {},
): Promise<Result> {
  return afresh(
    () =>
      new Promise<Result>((answer, fail) => {
        const read = db.getExecutor().provideConnection(async (lent) => {
          const connection = lent as PooledConnection;
          const gathering = gather(
            connection.client,
            oneMoment ? 'begin isolation level repeatable read read only' : 'begin read only',
          );
          const tx = openOn(db, gathering);
          await together(tx, [inScope(scope, plans)])
            .then(([[told]]) => work(tx, begin(db, { tx, gathering, scope, told })))
            .then(answer, fail);
          await gathering.rollback().catch(() => (connection.broken = true));
        });
        read.catch(fail);
      }),
  );
}

function openOn<Tables>(db: Kysely<Tables>, gathering: Gathering): Transaction<Tables> {
  return new Transaction<Tables>({
    config: { dialect: INSIDE },
    dialect: INSIDE,
    driver: new DummyDriver(),
    executor: db.getExecutor().withConnectionProvider({ provideConnection: (consumer) => consumer(gathering) }),
  });
}

/** What a transaction is not asked for any more once it is open. */
const INSIDE: Dialect = {
  createAdapter: () => new PostgresAdapter(),
  createDriver: () => new DummyDriver(),
  createIntrospector: (db) => new PostgresIntrospector(db),
  createQueryCompiler: () => new PostgresQueryCompiler(),
};

/** Has a query carried out in this transaction without waiting for it: it goes along with the next message, at the latest with the commit. */
export function later(tx: Pick<Kysely<never>, 'getExecutor'>, query: Sendable): void {
  const compiled = query.compile(tx as never);
  void tx.getExecutor().provideConnection(async (connection) => (connection as Gathering).later(compiled));
}

/** What `work` asks is planned once for all values, what the transaction asks afterwards again for its own. */
export async function byKeysMeanwhile<Result>(
  tx: Pick<Kysely<never>, 'getExecutor'>,
  work: () => Promise<Result>,
): Promise<Result> {
  later(tx, sql`select ${planSettings('byKeys')}`);
  const result = await work();
  later(tx, sql`select ${planSettings('ofValues')}`);
  return result;
}

/**
 * The same for queries that are known beforehand and need nothing of each other's answers: the whole transaction is one message.
 */
export async function inOneMessage<Tables, const Queries extends readonly Sendable[]>(
  db: Kysely<Tables>,
  scope: Scope,
  queries: Queries,
): Promise<{ databaseNow: number; answers: Answers<Queries> }> {
  const [[told], ...answers] = await afresh(() => together(db, [inScope(scope), ...queries]));
  return { databaseNow: needed(told).now, answers: answers as unknown as Answers<Queries> };
}

/** Notes what the transaction was told; gives the database's time. */
function begin<Tables>(
  db: Kysely<Tables>,
  begun: { tx: Transaction<Tables>; gathering: Gathering; scope: Scope; told: Told | undefined },
): number {
  const { now, standing } = needed(begun.told);
  const { tx, gathering, scope } = begun;
  const written = gathering.written();
  stand(tx, {
    memory: standingDataOf(db),
    scope,
    version: standing,
    hasWritten: () => gathering.written() > written,
  });
  return now;
}

function needed(told: Told | undefined): Told {
  if (told === undefined) throw new Error('the database told no time');
  return told;
}
