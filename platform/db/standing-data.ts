import type { Kysely } from 'kysely';
import type { Scope } from './pool.ts';

/**
 * What a process remembers of the standing data: of rows that every command asks and few change. The database tells their version
 * with a transaction's first message; what was read under a version holds as long as the version does, for every process.
 */
export class StandingData {
  readonly #read = new Map<string, { readonly version: number; readonly value: unknown }>();

  /** What was read under this version, or what `read` gives now. Nobody may change what is given. */
  async at<Value>(version: number, key: string, read: () => Promise<Value>): Promise<Value> {
    const known = this.#read.get(key);
    if (known?.version === version) return known.value as Value;
    // Read after the version was told: it is of that version or newer, never older.
    const value = await read();
    // What is not there is not kept: whoever asks for many ids that nobody has would push out what is asked for every day.
    if (value === undefined) return value;
    this.#read.delete(key);
    this.#read.set(key, { version, value });
    const [oldest] = this.#read.keys();
    if (this.#read.size > KEPT_AT_MOST && oldest !== undefined) this.#read.delete(oldest);
    return value;
  }
}

/** Readings kept at most, of all customers together. */
const KEPT_AT_MOST = 2_000;

const memories = new WeakMap<object, StandingData>();

/** The memory of a database handle: two databases in one process remember apart. */
export function standingDataOf(db: object): StandingData {
  const memory = memories.get(db) ?? new StandingData();
  memories.set(db, memory);
  return memory;
}

interface Standing {
  readonly memory: StandingData;
  readonly scope: Scope;
  readonly version: number;
  /** Whether the transaction has written anything: then it may see what others do not, and neither keeps nor uses a reading. */
  readonly hasWritten: () => boolean;
}

const standings = new WeakMap<object, Standing>();

/** Notes what a transaction was told as it began. */
export function stand(tx: object, standing: Standing): void {
  standings.set(tx, standing);
}

/**
 * Gives what `read` reads of the standing data, from memory where nothing of it changed since. The key names what is read and of
 * whom; whose rows the transaction sees is part of it. Only for the tables with a trigger `standing_data`.
 */
export async function remembered<Value>(
  tx: Pick<Kysely<never>, 'getExecutor'>,
  key: string,
  read: () => Promise<Value>,
): Promise<Value> {
  const standing = standings.get(tx);
  if (standing === undefined || standing.hasWritten()) return read();
  const { providerId, customerId } = standing.scope;
  return standing.memory.at(standing.version, `${providerId} ${customerId ?? ''} ${key}`, read);
}
