import { Kysely, PostgresDialect, sql, type Transaction } from 'kysely';
import pg from 'pg';
import { quietPool } from './quiet-client.ts';

// bigint and count arrive as texts by default; what we count stays far below 2^53.
pg.types.setTypeParser(pg.types.builtins.INT8, Number);
// Instants as epoch milliseconds and dates as texts: `Date` would bring the process's zone along.
pg.types.setTypeParser(pg.types.builtins.TIMESTAMPTZ, (text: string) =>
  Date.parse(text.replace(' ', 'T').replace(/([+-]\d{2})$/, '$1:00')),
);
pg.types.setTypeParser(pg.types.builtins.DATE, (text: string) => text);

/** Opens a pool; `max` is the number of connections at most. A connection that breaks is replaced, never a crash. */
export function openPool(connectionString: string, max: number): pg.Pool {
  return quietPool({ connectionString, max, application_name: 'pledge' });
}

export function openKysely<Tables>(pool: pg.Pool): Kysely<Tables> {
  return new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
}

/** Whose rows a transaction may see: row-level security asks these settings. */
export interface Scope {
  readonly providerId: string;
  /** Null for the provider's own people. */
  readonly customerId: string | null;
}

/**
 * Runs `work` in one transaction that sees the scope's rows alone, and hands it the database's time.
 * Settings are local to the transaction: nothing stays on a pooled connection.
 * A connection that breaks at COMMIT is an unknown outcome and surfaces as the driver's error: the caller's command id settles it.
 */
export async function inTransaction<Tables, Result>(
  db: Kysely<Tables>,
  scope: Scope,
  work: (tx: Transaction<Tables>, databaseNow: number) => Promise<Result>,
): Promise<Result> {
  return db.transaction().execute(async (tx) => {
    const { rows } = await sql<{ now: number }>`select set_config('pledge.provider', ${scope.providerId}, true),
      set_config('pledge.customer', ${scope.customerId ?? ''}, true), (extract(epoch from clock_timestamp()) * 1000)::bigint as now`.execute(
      tx,
    );
    const now = rows[0]?.now;
    if (now === undefined) throw new Error('the database told no time');
    return work(tx, now);
  });
}
