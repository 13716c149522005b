import { open, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import type { Kysely } from 'kysely';
import { inTransaction } from '../db/pool.ts';
import { makeFolder } from '../files/make-folder.ts';
import type { EvidenceTables } from './evidence.tables.ts';
import { lineOfSeal } from './seal.ts';
import { claimSealing, sealsAfter } from './seals.store.ts';

/** Seals appended in one step. */
const AT_ONCE = 500;
/** A line is shorter. */
const TAIL_BYTES = 4_096;

/** The seals that were kept are not those of this database: it was set back to an earlier state, or somebody made others in their place. */
export class OtherSealsKept extends Error {
  constructor(file: string, number: number) {
    super(
      `seal ${number} in ${file} is not seal ${number} of this database: nothing is appended. Compare them with pledge audit verify --seals`,
    );
  }
}

export function keptSealsFile(folder: string, providerId: string): string {
  return join(folder, `seals-${providerId}.jsonl`);
}

/**
 * Appends a provider's seals that are not there yet to a file that is only ever appended to, a line each. What it ends with says how far it
 * came, so that a kill costs nothing: a line that was cut stays, and stands again whole behind it.
 * @returns whether there are more
 */
export async function keepSeals(
  deps: { readonly db: Kysely<EvidenceTables>; readonly folder: string },
  providerId: string,
): Promise<{ kept: number; more: boolean }> {
  await makeFolder(deps.folder);
  const file = keptSealsFile(deps.folder, providerId);
  return inTransaction(deps.db, { providerId, customerId: null }, async (tx) => {
    if (!(await claimSealing(tx, providerId))) return { kept: 0, more: false };
    const handle = await open(file, 'a+');
    try {
      const end = await endOf(handle);
      const [last] = end.number === 0 ? [] : await sealsAfter(tx, end.number - 1, 1);
      if (end.number > 0 && (last === undefined || lineOfSeal(last) !== end.line)) throw new OtherSealsKept(file, end.number);
      const fresh = await sealsAfter(tx, end.number, AT_ONCE);
      if (fresh.length === 0) return { kept: 0, more: false };
      await handle.appendFile(`${end.isCut ? '\n' : ''}${fresh.map((seal) => `${lineOfSeal(seal)}\n`).join('')}`);
      await handle.sync();
      return { kept: fresh.length, more: fresh.length === AT_ONCE };
    } finally {
      await handle.close();
    }
  });
}

interface FileEnd {
  /** Of the last whole line; 0 where there is none. */
  readonly number: number;
  readonly line: string;
  /** Whether a line was begun behind it and not ended. */
  readonly isCut: boolean;
}

async function endOf(handle: FileHandle): Promise<FileEnd> {
  const { size } = await handle.stat();
  const bytes = Math.min(size, TAIL_BYTES);
  const { buffer } = await handle.read(Buffer.alloc(bytes), 0, bytes, size - bytes);
  const tail = buffer.toString('utf8');
  const whole = tail.split('\n').findLast((line) => numberOf(line) !== null) ?? '';
  return { number: numberOf(whole) ?? 0, line: whole, isCut: tail !== '' && !tail.endsWith('\n') };
}

const LINE = /^\{.*"number":(\d{1,9}),.*\}$/;

/** The number of a seal in its line; null for what is no whole line. */
function numberOf(line: string): number | null {
  const number = LINE.exec(line)?.[1];
  return number === undefined ? null : Number(number);
}

/** Seals by number from the text of such a file. Two lines that say otherwise of one seal hold for none. */
export function keptSeals(text: string): Map<number, string> {
  const kept = new Map<number, string>();
  for (const line of text.split('\n')) {
    const number = numberOf(line);
    if (number !== null) kept.set(number, (kept.get(number) ?? line) === line ? line : '');
  }
  return kept;
}
