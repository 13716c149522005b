import pg from 'pg';
import { afresh, isOutdated, StatementNames, type Named } from './statement-names.ts';

export interface Statement {
  readonly text: string;
  readonly values: readonly unknown[];
}

export interface StatementAnswer {
  readonly rows: Record<string, unknown>[];
  /** As the server names it: `SELECT`, `INSERT`, `COMMIT`. */
  readonly command: string;
  /** Rows read or written. */
  readonly count: number;
}

/**
 * Sends statements to the server in one message and reads their answers in one: they are carried out in order, and the first
 * that fails ends the group. A message each way costs both sides more than a small statement does.
 * Outside a transaction the group is one of its own, all or nothing.
 */
export async function sendGroup(client: pg.ClientBase, statements: readonly Statement[]): Promise<StatementAnswer[]> {
  const names = namesOf(client);
  const asked = names.mustAsk ? [...statements, { text: StatementNames.WHO_SERVES, values: [] }] : statements;
  // Before anything is sent: a value that has no SQL form must not leave half a group behind.
  const prepared = asked.map(({ text, values }) => ({ text, values: values.map(prepareValue), ...names.nameOf(text) }));
  try {
    const answers = await new Promise<StatementAnswer[]>(
      (resolve, reject) => void client.query(groupOf(client, prepared, { resolve, reject })),
    );
    for (const statement of prepared) names.keep(statement.text, statement);
    if (asked !== statements) names.served(client, answers.pop()?.rows[0]?.['pid']);
    return answers;
  } catch (error) {
    if (isOutdated(error)) names.forget();
    // From here the trace leads to who asked; the driver's own ends in the socket.
    if (error instanceof Error) Error.captureStackTrace(error);
    throw error;
  }
}

/** One statement on a connection of the pool, read and planned once there; gives its first row. */
export async function sendThrough<Row>(pool: pg.Pool, statement: Statement): Promise<Row | undefined> {
  return afresh(async () => {
    const client = await pool.connect();
    try {
      const [answer] = await sendGroup(client, [statement]);
      client.release();
      return answer?.rows[0] as Row | undefined;
    } catch (error) {
      client.release(true);
      throw error;
    }
  });
}

const named = new WeakMap<pg.ClientBase, StatementNames>();

function namesOf(client: pg.ClientBase): StatementNames {
  const names = named.get(client) ?? new StatementNames();
  named.set(client, names);
  return names;
}

type Prepared = Statement & Named;

/** What pg's parts offer to queries of other makes (pg-cursor is one); its types leave it out. */
interface Wire {
  readonly stream: { readonly writable: boolean; write(bytes: Buffer): boolean };
  parse(statement: { name: string; text: string }): void;
  bind(portal: { statement: string; values: readonly unknown[]; valueMapper: (value: unknown) => unknown }): void;
  describe(portal: { type: 'P' }): void;
  execute(portal: Record<string, never>): void;
  sync(): void;
}

const { prepareValue } = (pg as unknown as { utils: { prepareValue: (value: unknown) => unknown } }).utils;

/** A query as pg sees it: it is told to submit itself and hears each part of the answer by these names. */
function groupOf(
  client: pg.ClientBase,
  statements: readonly Prepared[],
  done: { resolve: (answers: StatementAnswer[]) => void; reject: (error: Error) => void },
): pg.Submittable {
  const answers: StatementAnswer[] = [];
  let columns: { name: string; parse: (text: string) => unknown }[] = [];
  // Each row begins as a copy of one that has all names: rows of one make are read and written down faster than such as grow.
  let blank: Record<string, unknown> = {};
  let rows: Record<string, unknown>[] = [];
  const query = {
    submit: (connection: unknown): void => submit(connection as Wire, statements),
    handleRowDescription: (message: { fields: readonly { name: string; dataTypeID: number }[] }): void => {
      columns = message.fields.map(({ name, dataTypeID }) => ({ name, parse: client.getTypeParser(dataTypeID, 'text') }));
      blank = Object.fromEntries(columns.map(({ name }) => [name, null]));
    },
    handleDataRow: (message: { fields: readonly (string | null)[] }): void => {
      const row = { ...blank };
      for (let place = 0; place < columns.length; place += 1) {
        const [column, text] = [columns[place], message.fields[place]];
        if (column !== undefined && text != null) row[column.name] = column.parse(text);
      }
      rows.push(row);
    },
    handleCommandComplete: (message: { text: string }): void => {
      const words = message.text.split(' ');
      answers.push({ rows, command: words[0] ?? '', count: Number(words.at(-1)) || 0 });
      [rows, columns] = [[], []];
    },
    handleReadyForQuery: (): void => done.resolve(answers),
    handleError: (error: Error): void => done.reject(error),
  };
  return query;
}

/** In one piece: a message of many pieces costs the system more than it carries. */
function submit(wire: Wire, statements: readonly Prepared[]): void {
  const pieces: Buffer[] = [];
  const stream = { writable: true, write: (piece: Buffer) => pieces.push(piece) > 0 };
  const paper = Object.create(wire, { stream: { value: stream } }) as Wire;
  for (const { name, text, isNew, values } of statements) {
    if (isNew) paper.parse({ name, text });
    paper.bind({ statement: name, values, valueMapper: asItIs });
    paper.describe({ type: 'P' });
    paper.execute({});
  }
  paper.sync();
  wire.stream.write(Buffer.concat(pieces));
}

function asItIs(value: unknown): unknown {
  return value;
}
