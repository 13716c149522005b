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
import { sendGroup, type Statement, type StatementAnswer } from './statement-group.ts';

/** A connection that takes several statements at once. */
export interface GroupConnection extends DatabaseConnection {
  readonly executeGroup: (queries: readonly CompiledQuery[]) => Promise<QueryResult<unknown>[]>;
}

interface OpenConnection extends GroupConnection {
  readonly client: pg.PoolClient;
  /** What goes out before the next statement: a transaction begins with its first one, not with a message of its own. */
  waiting: Statement[];
  broken: boolean;
}

const BEGIN: Statement = { text: 'begin', values: [] };

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
    acquireConnection: async () => openConnection(await pool.connect()),
    beginTransaction: async (connection, settings) => {
      if (settings.isolationLevel !== undefined || settings.accessMode !== undefined)
        throw new Error('transactions are read committed here');
      (connection as OpenConnection).waiting = [BEGIN];
    },
    commitTransaction: async (connection) => {
      const open = connection as OpenConnection;
      if (takenBack(open)) return;
      const [answer] = await send(open, [{ text: 'commit', values: [] }]);
      // The server closes a transaction in which a statement failed by undoing it, and says so only here.
      if (answer?.command !== 'COMMIT') throw new Error('the transaction was undone: a statement in it had failed');
    },
    rollbackTransaction: async (connection) => {
      const open = connection as OpenConnection;
      if (takenBack(open)) return;
      await send(open, [{ text: 'rollback', values: [] }]).catch((error: unknown) => {
        // Whatever state it is in: nobody gets this connection again, and the server undoes what was open on it.
        open.broken = true;
        throw error;
      });
    },
    releaseConnection: async (connection) => {
      const { client, broken } = connection as OpenConnection;
      client.release(broken);
    },
    destroy: () => pool.end(),
  };
}

/** A transaction in which nothing was sent need not be closed. */
function takenBack(open: OpenConnection): boolean {
  const unsent = open.waiting.length > 0;
  open.waiting = [];
  return unsent;
}

function openConnection(client: pg.PoolClient): OpenConnection {
  const open: OpenConnection = {
    client,
    waiting: [],
    broken: false,
    executeGroup: async (queries) =>
      (
        await send(
          open,
          queries.map(({ sql: text, parameters: values }) => ({ text, values })),
        )
      ).map(resultOf),
    executeQuery: async <R>(query: CompiledQuery) => (await open.executeGroup([query]))[0] as QueryResult<R>,
    streamQuery: () => {
      throw new Error('rows come page by page here');
    },
  };
  return open;
}

async function send(open: OpenConnection, statements: readonly Statement[]): Promise<StatementAnswer[]> {
  const before = open.waiting;
  open.waiting = [];
  return (await sendGroup(open.client, [...before, ...statements])).slice(before.length);
}

const WRITES: ReadonlySet<string> = new Set(['INSERT', 'UPDATE', 'DELETE', 'MERGE']);

function resultOf({ rows, command, count }: StatementAnswer): QueryResult<unknown> {
  return WRITES.has(command) ? { rows, numAffectedRows: BigInt(count) } : { rows };
}
