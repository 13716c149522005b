import {
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type QueryResult,
} from 'kysely';
import type pg from 'pg';
import { resultOf, statementOf } from './gathering.ts';
import { sendGroup } from './statement-group.ts';

/** A connection that takes several statements at once. */
export interface GroupConnection extends DatabaseConnection {
  readonly executeGroup: (queries: readonly CompiledQuery[]) => Promise<QueryResult<unknown>[]>;
}

/** One of the pool, for the time that it is lent. */
export interface PooledConnection extends GroupConnection {
  readonly client: pg.PoolClient;
  /** In an unknown state: nobody gets it again, and the server undoes what was open on it. */
  broken: boolean;
}

/** Kysely on pg, with statements in groups. Statements have no names: nothing of them stays on a connection that others use next. */
export function groupDialect(pool: pg.Pool): Dialect {
  return {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => groupDriver(pool),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  };
}

function groupDriver(pool: pg.Pool): Driver {
  return {
    init: async () => undefined,
    acquireConnection: async () => pooled(await pool.connect()),
    beginTransaction: openedElsewhere,
    commitTransaction: openedElsewhere,
    rollbackTransaction: openedElsewhere,
    releaseConnection: async (connection) => {
      const { client, broken } = connection as PooledConnection;
      client.release(broken);
    },
    destroy: () => pool.end(),
  };
}

function openedElsewhere(): never {
  throw new Error('transactions are opened by inTransaction, which sets whose rows they see');
}

function pooled(client: pg.PoolClient): PooledConnection {
  const executeGroup = async (queries: readonly CompiledQuery[]): Promise<QueryResult<unknown>[]> =>
    (await sendGroup(client, queries.map(statementOf))).map(resultOf);
  return {
    client,
    broken: false,
    executeGroup,
    executeQuery: async <R>(query: CompiledQuery) => (await executeGroup([query]))[0] as QueryResult<R>,
    streamQuery: () => {
      throw new Error('rows come page by page here');
    },
  };
}
