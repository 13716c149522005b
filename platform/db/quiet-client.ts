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

/**
 * A pool of such connections. The pool itself listens only while a connection lies idle: between two statements of a
 * transaction nobody would.
 */
export function quietPool(options: pg.PoolConfig): pg.Pool {
  const pool = new pg.Pool(options);
  pool.on('connect', (client) => client.on('error', () => undefined));
  // A connection that breaks is replaced.
  pool.on('error', () => undefined);
  return pool;
}
