import type pg from 'pg';

/** How a statement is called on a connection. */
export interface Named {
  /** Empty for a statement that the server is to forget at once. */
  readonly name: string;
  /** Whether the server has to be told what it says. */
  readonly isNew: boolean;
}

/** Statements that one connection keeps at most: each costs the server memory, and those with lists in them never end. */
const KEPT_AT_MOST = 400;

/**
 * What one connection's server remembers of statements: it reads and plans each once instead of every time. Only where the server
 * that answers is the one that was connected to: a pooler between hands the connection of one transaction to the next.
 */
export class StatementNames {
  readonly #known = new Map<string, string>();
  #given = 0;
  #isDirect: boolean | undefined;

  /** Asked once on each connection, along with its first statements: the process that serves it. */
  static readonly WHO_SERVES = 'select pg_backend_pid() as pid';

  get mustAsk(): boolean {
    return this.#isDirect === undefined;
  }

  /** A pooler announces a process of its own making. */
  served(client: pg.ClientBase, pid: unknown): void {
    this.#isDirect = (client as unknown as { processID: number | null }).processID === pid;
  }

  nameOf(text: string): Named {
    const known = this.#known.get(text);
    if (known !== undefined) return { name: known, isNew: false };
    if (this.#isDirect !== true || this.#known.size >= KEPT_AT_MOST) return { name: '', isNew: true };
    // Never given twice: after a failed message it is not known which of its statements the server still remembers.
    return { name: `s${(this.#given += 1)}`, isNew: true };
  }

  /** Everything: what the server planned no longer fits its tables. */
  forget(): void {
    this.#known.clear();
  }

  /** After the server has carried it out. */
  keep(text: string, { name, isNew }: Named): void {
    if (isNew && name !== '') this.#known.set(text, name);
  }
}

/** How often a pool's connections may each find that the tables changed under what they remember. */
const AFRESH_AT_MOST = 50;

/**
 * Runs the work again where its connection remembered a statement from before the tables changed, as they do while a newer version is
 * brought in beside this one. Nothing of the first run is left: its transaction was undone, and its connection has forgotten.
 */
export async function afresh<Result>(work: () => Promise<Result>): Promise<Result> {
  for (let tried = 1; ; tried += 1) {
    try {
      return await work();
    } catch (error) {
      if (!isOutdated(error) || tried === AFRESH_AT_MOST) throw error;
    }
  }
}

export function isOutdated(error: unknown): boolean {
  const { code, routine } = (error ?? {}) as { code?: unknown; routine?: unknown };
  return code === '0A000' && routine === 'RevalidateCachedQuery';
}
