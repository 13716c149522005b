import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { sql } from 'kysely';
import type { Actor } from '#centre/people/actor.schema.ts';
import type { House } from '#centre/house.ts';
import { isRefusal, type Refusal } from '#platform/command/refusal.ts';
import type { Auth, LookOptions, Session } from '#platform/auth/auth.ts';
import type { Config } from '#platform/config/config.ts';
import type { Limits } from '#platform/config/limits.ts';
import { callLimit, tooManyCalls } from '#platform/http/call-limit.ts';
import { isDraining } from '#platform/http/drain.ts';
import { openApiOf } from '#platform/http/openapi.ts';
import { learn } from '#platform/http/observe.ts';
import { createServer, type Asker } from '#platform/http/server.ts';
import { databaseClock } from '#platform/time/database-clock.ts';
import type { Log } from '#platform/log/log.ts';
import type { Metrics } from '#platform/metrics/metrics.ts';
import type { Signal } from '#platform/realtime/signal.ts';
import { apiAbout } from './api-description.ts';
import { mountApiDocs } from './api-docs.ts';
import { PAGE_POLICY } from './page-policy.ts';
import { mountMetrics } from './metrics-door.ts';
import { readiness } from './readiness.ts';
import { contractOf } from './routes.ts';
import { mountStream } from './stream.ts';
import { mountFiles } from './files.ts';

const SCREENS = fileURLToPath(new URL('../../dist/screens', import.meta.url));

/** One port for everything: the contract, the stream, health, the API's description, the screens. */
export async function mountAll(parts: {
  house: House;
  auth: Auth<Actor>;
  signal: Signal;
  config: Config;
  log: Log;
  metrics: Metrics;
}): Promise<FastifyInstance> {
  const { house, auth, signal, config, log, metrics } = parts;
  const callsOf = limitCallers(config.limits);
  const mounted: { server?: FastifyInstance } = {};
  const routes = contractOf(house, auth, () => mounted.server);
  const actorOf = async (request: FastifyRequest, look?: LookOptions): Promise<Asker<Actor> | Refusal | null> => {
    const session = await auth.sessionOf(request.headers, look);
    if (session === null) return null;
    const { keyId, personId } = session;
    learn(request, { who: personId, ...(keyId === undefined ? {} : { key: keyId }) });
    const tooMany = callsOf(session);
    if (tooMany !== null) return tooMany;
    const { holder, setCookie, sessionId, confined } = session;
    return { actor: holder, setCookie, sessionId, confined };
  };
  /** For the doors beside the contract, which have one answer for all who may not enter. */
  const entering = async (request: FastifyRequest, look?: LookOptions): Promise<Asker<Actor> | Refusal | null> => {
    const who = await actorOf(request, look);
    return who === null || (!isRefusal(who) && who.confined === true) ? null : who;
  };
  const built = existsSync(SCREENS);
  const clock = databaseClock(() => askedTime(house));
  await clock.measure().catch(() => undefined);
  const server = await createServer<Actor>({
    routes,
    actorOf,
    trustedProxies: config.trustedProxies,
    log,
    bodyLimit: config.limits.bodyBytes,
    connections: config.limits.connections,
    callsOfSource: config.limits.sourceCalls,
    secureTransport: config.publicUrl.startsWith('https://'),
    took: metrics.requestTook,
    now: () => house.time.now(clock.now()),
    ...(built ? { pageFor } : {}),
    languageOf: (actor) => actor?.language ?? null,
    sameOrigin: (origin, host) => origin === config.publicUrl || (URL.canParse(origin) && new URL(origin).host === host),
  });
  mounted.server = server;
  server.get('/healthz', async () => ({ status: 'ok' }));
  server.get('/readyz', async (_request, reply) => {
    const state = isDraining(server) ? ({ status: 'draining' } as const) : await readiness(house.db);
    return reply.code(state.status === 'ready' ? 200 : 503).send(state);
  });
  // Written when somebody asks, not at every start: it takes as long as a third of all the sources.
  let description: ReturnType<typeof openApiOf> | undefined;
  server.get('/api/openapi.json', async () => (description ??= openApiOf(routes, apiAbout(config.publicUrl, config.limits))));
  await mountApiDocs(server);
  // A page that is left open is no use of the session, and a stream that goes on can carry no cookie.
  const watching = (request: FastifyRequest): ReturnType<typeof entering> => entering(request, { prolongs: false });
  mountStream(server, { signal, metrics, actorOf: watching, atMost: config.limits.streams });
  mountMetrics(server, { metrics, token: config.metricsToken });
  await mountFiles(server, { house, actorOf: entering, limits: config.limits });
  if (built) await mountScreens(server);
  return server;
}

/** Whoever is known asks within a limit of their own, so that a program or a page that runs wild holds up nobody else. */
function limitCallers(limits: Pick<Limits, 'personCalls' | 'keyCalls'>): (session: Session<Actor>) => Refusal | null {
  const ofKey = callLimit(limits.keyCalls);
  const ofPerson = callLimit(limits.personCalls);
  return ({ keyId, personId }) => {
    const wait = keyId === undefined ? ofPerson(personId) : ofKey(keyId);
    return wait === null ? null : tooManyCalls(keyId === undefined ? 'person' : 'key', wait);
  };
}

async function askedTime(house: House): Promise<number> {
  const { rows } = await sql<{ now: number }>`select (extract(epoch from clock_timestamp()) * 1000)::bigint as now`.execute(
    house.db,
  );
  return Number(rows[0]?.now);
}

/** The customer's portal and the engineer's phone have pages of their own; everything else is the console. */
function pageOf(url: string): string {
  return /^\/(portal|field)(?:[/?]|$)/.exec(url)?.[1]?.concat('.html') ?? 'index.html';
}

/** The built screens; every other path that is no file shows a page, which finds its own way. */
async function mountScreens(server: FastifyInstance): Promise<void> {
  // The folder itself is no file: who asks for it without naming a compression would be turned away.
  server.get('/', (request, reply) => pageFor(request, reply));
  await server.register(fastifyStatic, {
    root: SCREENS,
    index: false,
    immutable: true,
    maxAge: '365d',
    preCompressed: true,
    setHeaders: (reply, path) => {
      reply.header('content-security-policy', PAGE_POLICY);
      // A page may be sent in a form that was compressed before.
      if (/\.html(\.\w+)?$/.test(path)) reply.header('cache-control', 'no-cache');
    },
  });
}

function pageFor(request: FastifyRequest, reply: FastifyReply): FastifyReply | null {
  const isPage = ['GET', 'HEAD'].includes(request.method) && !/^\/(api|metrics)\b/.test(request.url);
  return isPage ? reply.sendFile(pageOf(request.url), { maxAge: 0, immutable: false }) : null;
}
