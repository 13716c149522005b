import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { assemble, type Assembled } from '#apps/server/assemble.ts';
import { DEMONSTRATION_PASSWORD, loadDemonstration } from '#apps/server/demonstration/load.ts';
import { ConfigError, readConfig, type ProcessRole } from '#platform/config/config.ts';
import { throughPooler, type TestDatabase } from '#platform/testing/test-database.ts';

/** A person of the demonstration at the API. */
export interface SignedIn {
  readonly get: (path: string) => Promise<Answer>;
  readonly post: (path: string, body: Record<string, unknown>) => Promise<Answer>;
  readonly upload: (bytes: Uint8Array, name: string) => Promise<Answer>;
}

export interface Answer {
  readonly status: number;
  // Answers are asserted member by member.
  // oxlint-disable-next-line typescript/no-explicit-any
  readonly body: any;
}

/** The whole product with its demonstration, listening in this process, on a database that commands can be pointed to. */
export interface RunningCentre {
  readonly app: Assembled;
  readonly url: string;
  readonly folder: string;
  readonly ownerUrl: string;
  /** What `pledge` needs to find it. */
  readonly env: Readonly<Record<string, string>>;
  readonly signIn: (login: string) => Promise<SignedIn>;
  /** Stops serving; the database stays until `close`. */
  readonly stop: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/** On an empty database and a fresh folder, which go with it. */
export async function openRunningCentre(database: TestDatabase): Promise<RunningCentre> {
  const { ownerUrl, drop } = await emptyDatabase(database);
  const folder = await mkdtemp(join(tmpdir(), 'pledge-centre-'));
  const centre = await runCentre({ ownerUrl, folder });
  return {
    ...centre,
    close: async () => {
      await centre.stop();
      await drop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** On what is there. */
export async function runCentre(
  place: { ownerUrl: string; folder: string },
  role: ProcessRole = 'web',
): Promise<Omit<RunningCentre, 'close'>> {
  const { ownerUrl, folder } = place;
  const env = {
    DATABASE_URL: throughPooler(ownerUrl),
    PLEDGE_DIRECT_URL: ownerUrl,
    PLEDGE_DATA_DIR: folder,
    PORT: '0',
    PLEDGE_ROLE: role,
  };
  const config = readConfig(env, folder);
  if (config instanceof ConfigError) throw config;
  const app = await assemble({ config, ownerUrl: throughPooler(ownerUrl) });
  await loadDemonstration(app, config);
  const url = (await app.server?.listen({ port: 0, host: '127.0.0.1' })) ?? '';
  let running = true;
  const stop = async (): Promise<void> => {
    if (running) await app.close();
    running = false;
  };
  return {
    app,
    url,
    folder,
    ownerUrl,
    env,
    signIn: (login) => signIn(url, login),
    stop,
  };
}

/** A database with nothing in it on a server that the test has for itself. */
export async function emptyDatabase(database: TestDatabase): Promise<{ ownerUrl: string; drop: () => Promise<void> }> {
  const name = `centre_${process.pid}_${randomBytes(3).toString('hex')}`;
  const asOwner = async (statement: string): Promise<void> => {
    const client = new pg.Client({ connectionString: database.ownerUrl });
    await client.connect();
    try {
      await client.query(statement);
    } finally {
      await client.end();
    }
  };
  await asOwner(`create database ${name}`);
  const url = new URL(database.ownerUrl);
  url.pathname = `/${name}`;
  return { ownerUrl: url.href, drop: () => asOwner(`drop database ${name} with (force)`) };
}

async function signIn(url: string, login: string): Promise<SignedIn> {
  const json = { 'content-type': 'application/json' };
  const entered = await fetch(`${url}/api/sign-in`, {
    method: 'POST',
    headers: json,
    body: JSON.stringify({ login, password: DEMONSTRATION_PASSWORD }),
  });
  if (entered.status !== 200) throw new Error(`${login} cannot sign in: ${await entered.text()}`);
  const cookie = entered.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');
  const ask = async (path: string, init: RequestInit): Promise<Answer> => {
    const answer = await fetch(`${url}${path}`, { ...init, headers: { ...init.headers, cookie } });
    const text = await answer.text();
    return { status: answer.status, body: text === '' ? undefined : JSON.parse(text) };
  };
  return {
    get: (path) => ask(path, {}),
    post: (path, body) =>
      ask(path, { method: 'POST', headers: json, body: JSON.stringify({ commandId: randomUUID(), ...body }) }),
    upload: (bytes, name) => {
      const body = new FormData();
      body.append('file', new Blob([Buffer.from(bytes)]), name);
      return ask('/api/files', { method: 'POST', body });
    },
  };
}
