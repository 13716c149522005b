import { Socket } from 'node:net';
import type { ClientConfig } from 'pg';
import { quietClient } from '../db/quiet-client.ts';
import { LendingSocket } from './lending-socket.ts';
import { readerOn, type Reader } from './reader.ts';

/** What another connection needs to see exactly what an open transaction sees. */
export interface Snapshot {
  /** Of the application's role. */
  readonly url: string;
  readonly providerId: string;
  /** As `pg_export_snapshot` named it; its transaction stays open until everybody has taken it. */
  readonly name: string;
}

/** Nothing is held up by whoever only reads, and between two readings there is work of seconds. */
export const UNHURRIED = `set local idle_in_transaction_session_timeout = 0`;

/** Reads on a connection of its own as of a snapshot. */
export async function openSnapshot({ url, providerId, name }: Snapshot): Promise<Reader & { close: () => Promise<void> }> {
  if (!/^[0-9A-F-]+$/.test(name)) throw new Error('no name of a snapshot');
  const client = quietClient({ connectionString: url, application_name: 'pledge audit', stream: socketFor });
  try {
    await client.connect();
    await client.query('begin isolation level repeatable read read only');
    await client.query(`set transaction snapshot '${name}'`);
    await client.query(UNHURRIED);
    await client.query(`select set_config('pledge.provider', $1, true), set_config('pledge.customer', '', true)`, [providerId]);
  } catch (error) {
    // Left open it would hold back what the server may clear away, and keep this process from ending.
    await client.end();
    throw error;
  }
  return { ...readerOn(client), close: () => client.end() };
}

/** The driver says what it connects with; through TLS it is another socket that reads. */
const socketFor: ClientConfig['stream'] = (about?: Pick<ClientConfig, 'ssl'>) =>
  about?.ssl ? new Socket() : new LendingSocket();
