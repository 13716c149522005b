import pg from 'pg';

/**
 * One connection whose end is no crash: a server that dies says so twice, to the query that is under way, which fails,
 * and as an event, which ends the process where nobody listens.
 */
export function quietClient(options: pg.ClientConfig): pg.Client {
  const client = new pg.Client(options);
  client.on('error', () => undefined);
  return client;
}

/** How long somebody waits for a connection at most, be it to be made or to become free. */
const CONNECTION_MS = 20_000;

/**
 * A pool of such connections. Whoever waits too long for one is told so: a database whose machine has vanished says nothing, and those
 * who wait for it must not gather without end. The pool itself listens only while a connection lies idle: between two statements of a
 * transaction nobody would.
 */
export function quietPool(options: pg.PoolConfig): pg.Pool {
  const pool = new pg.Pool({ connectionTimeoutMillis: CONNECTION_MS, keepAlive: true, ...options });
  pool.on('connect', (client) => client.on('error', () => undefined));
  // A connection that breaks is replaced.
  pool.on('error', () => undefined);
  return pool;
}
