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
