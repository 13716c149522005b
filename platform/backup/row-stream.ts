import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import type { TableTotal } from './archive.schema.ts';
import { actFor, copyOut, type CopiedTable } from './rows.store.ts';

/** Of rows, before they are packed: large enough to pack well, small enough to hold. */
const PIECE_BYTES = 4 * 1024 * 1024;

const packed = promisify(gzip);

/**
 * Reads a table's rows in the order of its key, all providers after each other, and hands them over in packed pieces.
 * Inside a transaction with {@link PLAIN_TEXT}. Tells how many rows there are and the digest of all of them.
 * @param take called with each piece; undefined where the digest alone is wanted
 */
export async function readRows(
  client: pg.Client,
  about: { readonly table: CopiedTable; readonly providers: readonly string[] },
  take?: (piece: Buffer) => Promise<void>,
): Promise<TableTotal> {
  const { table, providers } = about;
  const hash = createHash('sha256');
  let rows = 0;
  let waiting: Buffer[] = [];
  let size = 0;
  const flush = async (): Promise<void> => {
    if (size > 0) await take?.(await packed(Buffer.concat(waiting)));
    [waiting, size] = [[], 0];
  };
  for (const providerId of table.walled ? providers : [null]) {
    if (providerId !== null) await actFor(client, providerId);
    const stream = client.query(copyTo(copyOut(client, table, providerId)));
    for await (const read of stream) {
      const piece = read as Buffer;
      hash.update(piece);
      rows += linesIn(piece);
      if (take === undefined) continue;
      waiting.push(piece);
      size += piece.byteLength;
      if (size >= PIECE_BYTES) await flush();
    }
  }
  await flush();
  return { name: table.name, rows, digest: hash.digest('hex') };
}

const LINE_END = 0x0a;

/** Each row ends its line; a line end inside a value is written as an escape. */
function linesIn(piece: Buffer): number {
  let lines = 0;
  for (let at = piece.indexOf(LINE_END); at !== -1; at = piece.indexOf(LINE_END, at + 1)) lines += 1;
  return lines;
}
