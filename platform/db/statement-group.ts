import pg from 'pg';

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
  // Before anything is sent: a value that has no SQL form must not leave half a group behind.
  const prepared = statements.map(({ text, values }) => ({ text, values: values.map(prepareValue) }));
  try {
    return await new Promise((resolve, reject) => void client.query(groupOf(client, prepared, { resolve, reject })));
  } catch (error) {
    // From here the trace leads to who asked; the driver's own ends in the socket.
    if (error instanceof Error) Error.captureStackTrace(error);
    throw error;
  }
}

/** What pg's parts offer to queries of other makes (pg-cursor is one); its types leave it out. */
interface Wire {
  readonly stream: { cork(): void; uncork(): void };
  parse(statement: { text: string }): void;
  bind(portal: { values: readonly unknown[]; valueMapper: (value: unknown) => unknown }): void;
  describe(portal: { type: 'P' }): void;
  execute(portal: Record<string, never>): void;
  sync(): void;
}

const { prepareValue } = (pg as unknown as { utils: { prepareValue: (value: unknown) => unknown } }).utils;

/** A query as pg sees it: it is told to submit itself and hears each part of the answer by these names. */
function groupOf(
  client: pg.ClientBase,
  statements: readonly Statement[],
  done: { resolve: (answers: StatementAnswer[]) => void; reject: (error: Error) => void },
): pg.Submittable {
  const answers: StatementAnswer[] = [];
  let columns: { name: string; parse: (text: string) => unknown }[] = [];
  let rows: Record<string, unknown>[] = [];
  const query = {
    submit: (connection: unknown): void => submit(connection as Wire, statements),
    handleRowDescription: (message: { fields: readonly { name: string; dataTypeID: number }[] }): void => {
      columns = message.fields.map(({ name, dataTypeID }) => ({ name, parse: client.getTypeParser(dataTypeID, 'text') }));
    },
    handleDataRow: (message: { fields: readonly (string | null)[] }): void => {
      const row: Record<string, unknown> = {};
      for (const [place, { name, parse }] of columns.entries()) {
        const text = message.fields[place] ?? null;
        row[name] = text === null ? null : parse(text);
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

function submit(wire: Wire, statements: readonly Statement[]): void {
  wire.stream.cork();
  for (const { text, values } of statements) {
    wire.parse({ text });
    wire.bind({ values, valueMapper: asItIs });
    wire.describe({ type: 'P' });
    wire.execute({});
  }
  wire.sync();
  wire.stream.uncork();
}

function asItIs(value: unknown): unknown {
  return value;
}
