import { EventEmitter } from 'node:events';
import pg from 'pg';

/**
 * Signals that something changed, never what: readers refetch through the ordinary API, where rights are asked.
 * At most one NOTIFY per 20 ms leaves a process, after the commit: inside the transaction it would queue all writers.
 * `LISTEN` has a direct connection of its own; once one that broke is back, everything may have changed.
 */
export interface Signal {
  /** Called after a commit. */
  readonly changed: (topics: readonly string[]) => void;
  /** Hears topics of this and other processes; returns how to stop hearing. */
  readonly hear: (listener: (topics: readonly string[]) => void) => () => void;
  readonly close: () => Promise<void>;
}

const CHANNEL = 'pledge';
const GATHER_MS = 20;
/** Payloads of NOTIFY stay far below PostgreSQL's 8000 bytes; more topics than this are told as "all". */
const TOPICS_AT_MOST = 50;
const RECONNECT_MS = 1_000;

/** `role`: of this process, told to the database, where others see who is connected. */
export function openSignal(options: { pool: pg.Pool; listenUrl: string; role: string }): Signal {
  const heard = new EventEmitter().setMaxListeners(0);
  let waiting = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  let client: pg.Client | undefined;
  let closed = false;

  const send = async (): Promise<void> => {
    timer = undefined;
    const topics = waiting.size > TOPICS_AT_MOST ? ['all'] : [...waiting];
    waiting = new Set();
    // A signal that cannot be sent is no fault of the command that committed before it.
    await options.pool
      .query('select pg_notify($1, $2)', [CHANNEL, JSON.stringify(topics)])
      .catch(() => heard.emit('topics', topics));
  };

  const listen = async (): Promise<void> => {
    if (closed) return;
    // A line on which nothing is said for long is dropped by middlemen, who tell nobody.
    const application_name = `pledge listen ${options.role}`;
    const fresh = new pg.Client({ connectionString: options.listenUrl, application_name, keepAlive: true });
    client = fresh;
    const again = (): void => {
      if (client !== fresh || closed) return;
      client = undefined;
      fresh.end().catch(() => undefined);
      setTimeout(() => void listen(), RECONNECT_MS).unref();
    };
    fresh.on('error', again);
    fresh.on('end', again);
    fresh.on('notification', (message) => heard.emit('topics', JSON.parse(message.payload ?? '["all"]') as string[]));
    try {
      await fresh.connect();
      await fresh.query(`listen ${CHANNEL}`);
      // What was signalled while nobody listened is unknown: everything may have changed.
      heard.emit('topics', ['all', 'access/all']);
    } catch {
      again();
    }
  };
  void listen();

  return {
    changed: (topics) => {
      for (const topic of topics) waiting.add(topic);
      timer ??= setTimeout(() => void send(), GATHER_MS);
    },
    hear: (listener) => {
      heard.on('topics', listener);
      return () => void heard.off('topics', listener);
    },
    close: async () => {
      closed = true;
      clearTimeout(timer);
      // What the last commands changed: others hear of it still.
      if (timer !== undefined) await send();
      await client?.end().catch(() => undefined);
    },
  };
}
