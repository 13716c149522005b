import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openTestHouse, type HousePlan, type TestHouse } from '#centre/testing/house.ts';
import type { HouseName } from '#centre/testing/house-people.ts';
import { ConfigError, readConfig } from '#platform/config/config.ts';
import { UNHURRIED } from '#platform/config/limits.ts';
import { JSON_LINES } from '#platform/http/json-lines.ts';
import { keysOf } from '#platform/keys/keys.ts';
import { assembleOn, type Assembled } from '../assemble.ts';
import { sessionCookie } from './session-cookie.ts';

/** Keys for tests alone. */
export const TEST_KEYS = keysOf({ secret: 'a key for tests alone, of some length' });

export interface HttpAnswer {
  readonly status: number;
  // Answers are asserted member by member: a test reads what it expects to be there.
  // oxlint-disable-next-line typescript/no-explicit-any
  readonly body: any;
  readonly raw: Buffer;
  readonly headers: Readonly<Record<string, string | string[] | number | undefined>>;
}

export interface TestServer {
  readonly house: TestHouse;
  readonly app: Assembled;
  /** The address where it listens, for a browser. */
  readonly url: string;
  readonly get: (who: HouseName | null, path: string) => Promise<HttpAnswer>;
  /** Posts a command; a `commandId` is made where none is given. */
  readonly post: (who: HouseName | null, path: string, body?: Record<string, unknown>) => Promise<HttpAnswer>;
  readonly cookieOf: (who: HouseName) => Promise<string>;
  /** Forgets the session of somebody, which ended: the next time they ask they have another. */
  readonly signInAnew: (who: HouseName) => void;
  readonly close: () => Promise<void>;
}

/** The real server in this process, on a database of its own, with a time that the test moves. Workers run only where asked. */
export async function openTestServer(
  options: {
    readonly listen?: boolean;
    readonly worker?: boolean;
    readonly env?: Record<string, string>;
    readonly plan?: HousePlan;
  } = {},
): Promise<TestServer> {
  const house = await openTestHouse(options.plan);
  const folder = await mkdtemp(join(tmpdir(), 'pledge-server-'));
  const config = readConfig(
    { ...UNHURRIED, PORT: '0', PLEDGE_DATA_DIR: folder, PLEDGE_ROLE: options.worker === true ? 'all' : 'web', ...options.env },
    folder,
  );
  if (config instanceof ConfigError) throw config;
  const app = await assembleOn({
    config,
    url: house.applicationUrl,
    directUrl: house.directUrl,
    keys: TEST_KEYS,
    time: house.time,
  }).catch(async (error: unknown) => {
    // A house that stays open would keep the process of the test from ending.
    await house.close();
    throw error;
  });
  const { server } = app;
  if (server === null) throw new Error('a web role without a server');
  const url = options.listen === true ? await server.listen({ port: 0, host: '127.0.0.1' }) : 'http://localhost';
  return {
    house,
    app,
    url,
    ...doorsOf(app, house),
    close: async () => {
      await app.close();
      await house.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** The same server through the eyes of another provider's people, who live in its database. */
export function asProvider(server: TestServer, house: TestHouse): TestServer {
  return { ...server, house, ...doorsOf(server.app, house), close: async () => undefined };
}

function doorsOf(app: Assembled, house: TestHouse): Pick<TestServer, 'get' | 'post' | 'cookieOf' | 'signInAnew'> {
  const cookies = new Map<HouseName, Promise<string>>();

  const signIn = async (who: HouseName): Promise<string> => {
    const { personId } = house.actors[who];
    if (personId === null) throw new Error(`${who} cannot sign in`);
    const { login } = await house.within(null, (tx) =>
      tx.selectFrom('pledge.person_reach').select('login').where('person_id', '=', personId).executeTakeFirstOrThrow(),
    );
    const { publicUrl } = app.house;
    return sessionCookie(house.db as never, {
      personId,
      providerId: house.providerId,
      login,
      secret: TEST_KEYS.session,
      publicUrl,
    });
  };
  const cookieOf = (who: HouseName): Promise<string> => {
    const known = cookies.get(who) ?? signIn(who);
    cookies.set(who, known);
    return known;
  };
  const send = async (
    who: HouseName | null,
    request: { method: 'GET' | 'POST'; url: string; payload?: Record<string, unknown> },
  ): Promise<HttpAnswer> => {
    const answer = await app.server?.inject({ ...request, headers: who === null ? {} : { cookie: await cookieOf(who) } });
    if (answer === undefined) throw new Error('a web role without a server');
    return {
      status: answer.statusCode,
      body: bodyOf(answer.headers['content-type'] ?? '', answer.payload),
      raw: answer.rawPayload,
      headers: answer.headers,
    };
  };
  return {
    cookieOf,
    signInAnew: (who) => void cookies.delete(who),
    get: (who, path) => send(who, { method: 'GET', url: path }),
    post: (who, path, body = {}) => send(who, { method: 'POST', url: path, payload: { commandId: randomUUID(), ...body } }),
  };
}

/** JSON as it is, JSON lines as a list; a file is left to `raw`. */
function bodyOf(type: string, payload: string): unknown {
  if (type.startsWith(JSON_LINES))
    return payload.split('\n').flatMap((line): unknown[] => (line === '' ? [] : [JSON.parse(line)]));
  return type.includes('json') ? JSON.parse(payload) : undefined;
}
