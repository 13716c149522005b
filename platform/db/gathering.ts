import type { CompiledQuery, QueryResult } from 'kysely';
import type pg from 'pg';
import type { GroupConnection } from './group-driver.ts';
import { sendGroup, type Statement, type StatementAnswer } from './statement-group.ts';

/** One transaction on one connection, from its first statement to its end. */
export interface Gathering extends GroupConnection {
  /** Goes along with the next message, in front of what is asked in it; at the latest with the commit. Nobody reads its answer. */
  readonly later: (query: CompiledQuery) => void;
  /** How many statements it was given that may write. */
  readonly written: () => number;
  readonly commit: () => Promise<void>;
  readonly rollback: () => Promise<void>;
}

interface Asked {
  readonly statement: Statement;
  readonly resolve: (answer: StatementAnswer) => void;
  readonly reject: (error: unknown) => void;
}

const COMMIT: Statement = { text: 'commit', values: [] };
const ROLLBACK: Statement = { text: 'rollback', values: [] };
const READS = /^\s*select\b/i;
const OVER = 'the transaction has ended';

/** How a transaction begins. */
export type Begin = 'begin' | 'begin read only' | 'begin isolation level repeatable read read only';

/**
 * A transaction whose queries travel together where they are asked together: all that is asked in one turn of the event loop goes
 * out as one message, in the order in which it was asked, and `Promise.all` over queries is one way there and back. A message
 * costs both sides more than a small statement does. It begins with its first message, not with one of its own.
 */
export function gather(client: pg.PoolClient, begin: Begin = 'begin'): Gathering {
  let waiting: Asked[] = [{ statement: { text: begin, values: [] }, resolve: nobody, reject: nobody }];
  let hasBegun = false;
  let isBusy = false;
  let isDue = false;
  let isOver = false;
  let written = 0;

  const schedule = (): void => {
    if (isDue || isBusy) return;
    isDue = true;
    setImmediate(() => void flush());
  };
  const flush = async (): Promise<void> => {
    const group = waiting;
    [waiting, isDue, isBusy, hasBegun] = [[], false, true, true];
    try {
      const answers = await sendGroup(
        client,
        group.map(({ statement }) => statement),
      );
      for (const [place, { resolve }] of group.entries()) resolve(answers[place] as StatementAnswer);
    } catch (error) {
      for (const { reject } of group) reject(error);
    }
    isBusy = false;
    if (waiting.length > 0) schedule();
  };
  const take = (asked: Asked): void => {
    if (!READS.test(asked.statement.text)) written += 1;
    waiting.push(asked);
  };
  const send = (statement: Statement): Promise<StatementAnswer> =>
    new Promise((resolve, reject) => {
      take({ statement, resolve, reject });
      schedule();
    });
  const ask = (query: CompiledQuery): Promise<StatementAnswer> =>
    // What nobody waited for must not reach whoever uses the connection next.
    isOver ? Promise.reject(new Error(OVER)) : send(statementOf(query));
  const executeQuery = async <R>(query: CompiledQuery): Promise<QueryResult<R>> => {
    try {
      return resultOf(await ask(query));
    } catch (error) {
      // From here the trace leads to who asked; that of the message ends in the socket.
      if (error instanceof Error) Error.captureStackTrace(error);
      throw error;
    }
  };
  return {
    executeQuery,
    executeGroup: (queries) => Promise.all(queries.map((query) => executeQuery(query))),
    streamQuery: () => {
      throw new Error('rows come page by page here');
    },
    later: (query) => take({ statement: statementOf(query), resolve: nobody, reject: nobody }),
    written: () => written,
    commit: async () => {
      isOver = true;
      // Nothing was asked, nothing is to be kept.
      if (!hasBegun && waiting.length === 1) return;
      const { command } = await send(COMMIT);
      hasBegun = false;
      // The server closes a transaction in which a statement failed by undoing it, and says so only here.
      if (command !== 'COMMIT') throw new Error('the transaction was undone: a statement in it had failed');
    },
    rollback: async () => {
      isOver = true;
      for (const { reject } of waiting.splice(0)) reject(new Error(OVER));
      if (hasBegun) await send(ROLLBACK);
    },
  };
}

function nobody(): void {}

export function statementOf({ sql: text, parameters: values }: CompiledQuery): Statement {
  return { text, values };
}

const WRITES: ReadonlySet<string> = new Set(['INSERT', 'UPDATE', 'DELETE', 'MERGE']);

export function resultOf<R>({ rows, command, count }: StatementAnswer): QueryResult<R> {
  const read = rows as R[];
  return WRITES.has(command) ? { rows: read, numAffectedRows: BigInt(count) } : { rows: read };
}
