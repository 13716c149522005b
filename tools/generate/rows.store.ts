import type pg from 'pg';

/** A row as the database writes it down in UTC: every value as text, null where there is none. */
export type TextRow = Readonly<Record<string, string | null>>;

export interface TableRows {
  readonly table: string;
  readonly columns: readonly string[];
  readonly rows: readonly TextRow[];
}

/** The tables in which a request's rows stand, parents first, each with how they hang on it. Clocks and verdicts are counted anew. */
const TABLES = [
  ['service_request', 'id = $1'],
  ['event', 'request_id = $1', 'stream_kind, stream_id, seq'],
  ['event_text', 'event_id in (select id from pledge.event where request_id = $1)'],
  ['message', 'request_id = $1'],
  ['outbox', 'message_id in (select id from pledge.message where request_id = $1)'],
  ['clock_event', 'request_id = $1', 'seq'],
  ['task_order', 'request_id = $1'],
  ['task_assignee', 'task_order_id in (select id from pledge.task_order where request_id = $1)'],
  ['request_doer', 'request_id = $1'],
  ['site_visit', 'request_id = $1'],
  ['consent', 'request_id = $1'],
  ['record', 'request_id = $1'],
  ['record_signature', 'record_id in (select id from pledge.record where request_id = $1)'],
  ['text_index', 'request_id = $1'],
] as const;

/** Everything of a story that its variants are made of. */
export interface StoryRows {
  readonly tables: readonly TableRows[];
  /** Which event each verdict is owed to that the story's own commands recorded, by subject, clock, cycle and verdict. */
  readonly verdicts: Readonly<Record<string, string>>;
}

/** All tables that variants are written into. */
export const LOADED = [...TABLES.map(([name]) => name), 'clock', 'clock_outcome'].map((name) => `pledge.${name}`);

export async function rowsOfStory(client: pg.Client, requestId: string): Promise<StoryRows> {
  return { tables: await rowsOfRequest(client, requestId), verdicts: await verdictsOf(client, requestId) };
}

/** All rows of a request, as they must be written down to be copied in again. Asked within the provider's scope. */
async function rowsOfRequest(client: pg.Client, requestId: string): Promise<TableRows[]> {
  const found: TableRows[] = [];
  for (const [name, where, order] of TABLES) {
    const table = `pledge.${name}`;
    const columns = await columnsOf(client, name);
    const { rows } = await client.query<TextRow>(
      `select ${columns.map((column) => `${column}::text`).join(', ')} from ${table} where ${where}${order === undefined ? '' : ` order by ${order.replaceAll(/(\w+)/g, `${table}.$1`)}`}`,
      [requestId],
    );
    found.push({ table, columns, rows });
  }
  return found;
}

async function verdictsOf(client: pg.Client, requestId: string): Promise<Record<string, string>> {
  const { rows } = await client.query<{ key: string; event: string }>(
    `select concat_ws('/', subject_kind, subject_id, clock, cycle, verdict) as key, event_id as event from pledge.clock_outcome where request_id = $1`,
    [requestId],
  );
  return Object.fromEntries(rows.map(({ key, event }) => [key, event]));
}

export async function columnsOfAll(
  client: pg.Client,
  tables: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const columns = new Map<string, readonly string[]>();
  for (const table of tables) columns.set(table, await columnsOf(client, table.slice('pledge.'.length)));
  return columns;
}

/** All but those that the server computes. */
async function columnsOf(client: pg.Client, table: string): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `select column_name as name from information_schema.columns
     where table_schema = 'pledge' and table_name = $1 and is_generated = 'NEVER' and is_identity = 'NO' order by ordinal_position`,
    [table],
  );
  return rows.map(({ name }) => name);
}
