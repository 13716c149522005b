import { createHash } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { assembleOn } from '#apps/server/assemble.ts';
import { DEMONSTRATION_PASSWORD } from '#apps/server/demonstration/load.ts';
import { fillTextIndex } from '#centre/requests/text-index/fill-index.ts';
import { ConfigError, readConfig } from '#platform/config/config.ts';
import { applicationUrl } from '#platform/db/application-role.ts';
import { readKeys } from '#platform/keys/keys.ts';
import type { Instant } from '#platform/time/instant.ts';

/** What a person asks of the API. */
export interface Question {
  readonly who: string;
  readonly path: string;
}

export interface Answered extends Question {
  readonly status: number;
  /** Of a file its digest stands here. */
  readonly body: unknown;
}

/** Kept beside a released dump. */
export interface KeptAnswers {
  /** The time that stood still while they were asked. */
  readonly askedAt: Instant;
  readonly answers: readonly Answered[];
}

/** The present product on the rows of a release, at a time that stands still. Nothing works in the background but what a migration left to be made anew, which is done first. */
export interface ReleasedCentre {
  readonly ask: (question: Question) => Promise<Answered>;
  readonly close: () => Promise<void>;
}

export async function openReleasedCentre(at: { ownerUrl: string; dataDir: string; askedAt: Instant }): Promise<ReleasedCentre> {
  const config = readConfig(
    { DATABASE_URL: at.ownerUrl, PLEDGE_DATA_DIR: at.dataDir, PORT: '8080', PLEDGE_ROLE: 'web' },
    at.dataDir,
  );
  if (config instanceof ConfigError) throw config;
  const keys = await readKeys(config.secretFile);
  const app = await assembleOn({
    config,
    url: applicationUrl(at.ownerUrl, keys.database),
    keys,
    time: { now: () => at.askedAt },
  });
  // What a worker makes anew after a migration: before it has, a search finds less.
  while ((await fillTextIndex({ db: app.db, time: app.house.time })).more);
  const { server } = app;
  if (server === null) throw new Error('a web role without a server');
  const cookies = new Map<string, Promise<string>>();
  const cookieOf = (who: string): Promise<string> => {
    const cookie = cookies.get(who) ?? signIn(server, who);
    cookies.set(who, cookie);
    return cookie;
  };
  return {
    ask: async ({ who, path }) => {
      const answer = await server.inject({ method: 'GET', url: path, headers: { cookie: await cookieOf(who) } });
      const isJson = String(answer.headers['content-type']).includes('json');
      const body: unknown = isJson ? answer.json() : createHash('sha256').update(answer.rawPayload).digest('hex');
      return { who, path, status: answer.statusCode, body };
    },
    close: app.close,
  };
}

/** By the door that people take: accounts and keys are of the release too. */
async function signIn(server: FastifyInstance, login: string): Promise<string> {
  const entered = await server.inject({
    method: 'POST',
    url: '/api/sign-in',
    payload: { login, password: DEMONSTRATION_PASSWORD },
  });
  if (entered.statusCode !== 200) throw new Error(`${login} cannot sign in: ${entered.body}`);
  return entered.cookies.map(({ name, value }) => `${name}=${encodeURIComponent(value)}`).join('; ');
}
