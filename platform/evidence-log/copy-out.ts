import type pg from 'pg';
import type { Connection, Submittable } from 'pg';
import { LendingSocket } from './lending-socket.ts';
import { makeRoom, type Sheet } from './sheet.ts';

/** A message of the server: a code, then its length with the four bytes that say it (PostgreSQL, "Message Formats"). */
export const MESSAGE = { data: 0x64, lengthAt: 1, contentAt: 5 } as const;
/** Of a COPY: its data and what it begins with; then a notice and the status of a parameter, which come at any time. */
const OF_COPY: ReadonlySet<number> = new Set([MESSAGE.data, 0x48, 0x4e, 0x53]);

/** What the driver tells a query. */
interface Copying extends Submittable {
  handleCommandComplete(): void;
  handleReadyForQuery(): void;
  handleError(error: Error): void;
}

/**
 * Puts what a query gives on a sheet, as a COPY in binary: the messages of the server as they come. They are taken from the connection itself
 * and into memory that is there, for to make a stream of the rows takes as long as what is done with them.
 */
export function copyOut(client: pg.Client, query: string, to: Sheet): Promise<void> {
  return new Promise((resolve, reject) => {
    const copying: Copying = {
      submit: (connection: Connection) => {
        takeMessages(connection, to);
        connection.query(`copy (${query}) to stdout (format binary)`);
      },
      handleCommandComplete: () => undefined,
      handleReadyForQuery: () => resolve(),
      handleError: reject,
    };
    client.query(copying);
  });
}

/** With the first message that is none of a COPY the driver goes on where it was left. */
function takeMessages({ stream }: Connection, to: Sheet): void {
  const driver = stream.listeners('data') as ((chunk: Buffer) => void)[];
  stream.removeAllListeners('data');
  const lender = stream instanceof LendingSocket ? stream : { lends: false };
  lender.lends = true;
  to.end = 0;
  let next = 0;
  const take = (chunk: Buffer): void => {
    makeRoom(to, chunk.length);
    to.end += chunk.copy(to.bytes, to.end);
    while (next + MESSAGE.contentAt <= to.end && OF_COPY.has(to.bytes[next] ?? 0))
      next += 1 + to.bytes.readInt32BE(next + MESSAGE.lengthAt);
    if (next >= to.end || OF_COPY.has(to.bytes[next] ?? 0)) return;
    stream.removeListener('data', take);
    lender.lends = false;
    for (const listener of driver) stream.on('data', listener);
    // A copy: the driver keeps what it has not understood yet, and the sheet is written on again.
    for (const listener of driver) listener(Buffer.from(to.bytes.subarray(next, to.end)));
    to.end = next;
  };
  stream.on('data', take);
}
