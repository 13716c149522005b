import { randomBytes } from 'node:crypto';
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { z } from 'zod';
import { isRefusal, refusal, type Refusal } from '../command/refusal.ts';
import { limitAhead } from './ahead.ts';
import { methodNotAllowed, NO_SUCH_ADDRESS, rememberAddresses } from './addresses.ts';
import { readJsonOnly, unfitValues } from './body.ts';
import { prepareDraining } from './drain.ts';
import { foreignCharset, knownFault, passingFault, UNREADABLE_ADDRESS } from './faults.ts';
import { compressAnswers } from './compress.ts';
import { limitSources } from './call-limit.ts';
import { sendLines } from './json-lines.ts';
import { answerNonsense } from './nonsense.ts';
import { observeRequests, type Observed } from './observe.ts';
import { linesWithin, PATIENCE, type Patience } from './patience.ts';
import { invalidInput, invalidQuery, unknownFault } from './problem.ts';
import { asked, NOT_SIGNED_IN, SECOND_FACTOR_MISSING, sendRefusal } from './refuse.ts';
import type { Log } from '../log/log.ts';
import { formatInstant, type Instant } from '../time/instant.ts';
import type { AnyRoute, RequestMeta, RouteAnswer } from './route.ts';

export interface Asker<Actor> {
  readonly actor: Actor;
  readonly setCookie: readonly string[];
  readonly sessionId?: string | undefined;
  /** May ask only what is open to a session that waits for its second factor. */
  readonly confined?: boolean;
}

export interface ServerOptions<Actor> {
  readonly routes: readonly AnyRoute<Actor>[];
  /** Who asks; null where nobody is signed in. */
  readonly actorOf: (request: FastifyRequest) => Promise<Asker<Actor> | Refusal | null>;
  readonly languageOf: (actor: Actor | null) => 'zh' | 'en' | null;
  /** Origins that a browser may send commands from: our own address. */
  readonly sameOrigin: (origin: string, host: string) => boolean;
  /** Whose word counts for where a request comes from, as the configuration says; nobody's where none is named. */
  readonly trustedProxies?: readonly string[];
  /** Told with every answer of the API, so that a device whose clock is wrong shows and sends right times. */
  readonly now: () => Instant;
  readonly log: Log;
  /** A JSON body at most, in bytes; files have a door and a limit of their own. 1 MB where nothing is said. */
  readonly bodyLimit?: number;
  /** Open connections at most; what comes beyond is cut off. Without end where nothing is said. */
  readonly connections?: number;
  /** Calls a minute from one source at most. Without end where nothing is said. */
  readonly callsOfSource?: number;
  /** True where browsers come by HTTPS: they are told to come no other way for a year. */
  readonly secureTransport?: boolean;
  /** How long a line may take for its part; {@link PATIENCE} where nothing is said. */
  readonly patience?: Patience;
  /** Told of every request that was answered. */
  readonly took?: (observed: Observed) => void;
  /** A page for an address that is none of ours; null where none is shown. */
  readonly pageFor?: (request: FastifyRequest, reply: FastifyReply) => FastifyReply | null;
}

const BODY_LIMIT = 1_048_576;

/** Mounts the contract: parses by its shapes, finds the actor, answers refusals as problem details, hides unknown faults behind an id. */
export async function createServer<Actor>(options: ServerOptions<Actor>): Promise<FastifyInstance> {
  const server = fastify({
    bodyLimit: options.bodyLimit ?? BODY_LIMIT,
    genReqId: () => `R-${randomBytes(6).toString('hex').toUpperCase()}`,
    ...linesWithin(options.patience ?? PATIENCE),
    trustProxy: options.trustedProxies?.length ? [...options.trustedProxies] : false,
    forceCloseConnections: 'idle',
    clientErrorHandler: answerNonsense,
    frameworkErrors: (error, request, reply) => {
      void sendRefusal(reply, knownFault(error, request) ?? UNREADABLE_ADDRESS, asked(request));
    },
  });
  limitAhead(server);
  observeRequests(server, { log: options.log, took: options.took ?? (() => undefined) });
  prepareDraining(server);
  if (options.callsOfSource !== undefined) limitSources(server, options.callsOfSource);
  if (options.connections !== undefined) server.server.maxConnections = options.connections;
  const addresses = rememberAddresses(server);
  const securityHeaders = Object.entries({ ...SECURITY_HEADERS, ...(options.secureTransport === true ? HTTPS_ALONE : {}) });
  await compressAnswers(server);
  readJsonOnly(server);
  server.addHook('onSend', async (request, reply) => {
    if (request.url.startsWith('/api/')) reply.header('pledge-now', formatInstant(options.now()));
    for (const [name, value] of securityHeaders) if (!reply.hasHeader(name)) reply.header(name, value);
  });
  server.addHook('onRequest', async (request, reply) => {
    const foreign = foreignCharset(request.headers['content-type']);
    if (foreign !== null) await sendRefusal(reply, foreign, await languageFor(options, request));
  });
  for (const entry of options.routes) {
    server.route({
      method: entry.method,
      url: entry.path,
      handler: async (request, reply) => answer(options, entry, request, reply),
    });
  }
  server.setNotFoundHandler(async (request, reply) => {
    const methods = addresses.methodsAt(request.url.replace(/[?#].*$/s, ''));
    if (methods.length === 0) {
      return options.pageFor?.(request, reply) ?? sendRefusal(reply, NO_SUCH_ADDRESS, await languageFor(options, request));
    }
    reply.header('allow', methods.join(', '));
    if (request.method === 'OPTIONS') return reply.code(204).send();
    return sendRefusal(reply, methodNotAllowed(methods), await languageFor(options, request));
  });
  server.setErrorHandler(async (error: Error & { statusCode?: number; code?: string }, request, reply) => {
    const language = await languageFor(options, request);
    const known = knownFault(error, request);
    if (known !== null) return sendRefusal(reply, known, language);
    const passing = passingFault(error);
    if (passing !== null) {
      options.log({ level: 'warn', event: passing.code, requestId: request.id, error });
      return sendRefusal(reply, passing, language);
    }
    const id = `E-${randomBytes(4).toString('hex').toUpperCase()}`;
    const route = request.routeOptions.url ?? null;
    options.log({ level: 'error', event: 'fault', id, requestId: request.id, method: request.method, route, error });
    return reply
      .code(500)
      .type('application/problem+json')
      .send(JSON.stringify(unknownFault(id, language)));
  });
  return server;
}

/** Of every answer that brings no other: what is data is no page, runs nothing and stands in no frame. */
export const SECURITY_HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy': "default-src 'none'; base-uri 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'x-frame-options': 'DENY',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
};

/** The host alone: whether all below it speak HTTPS is not ours to say. */
const HTTPS_ALONE = { 'strict-transport-security': 'max-age=31536000' } as const;

async function answer<Actor>(
  options: ServerOptions<Actor>,
  entry: AnyRoute<Actor>,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  reply.header('cache-control', 'no-store');
  const asking = await options.actorOf(request);
  if (isRefusal(asking)) return sendRefusal(reply, asking, asked(request));
  const who = asking;
  const language = languageOf(options, who?.actor ?? null, request);
  if (who === null && entry.access === 'signedIn') return sendRefusal(reply, NOT_SIGNED_IN, language);
  if (who?.confined === true && entry.access === 'signedIn' && entry.openToConfined !== true)
    return sendRefusal(reply, SECOND_FACTOR_MISSING, language);
  const foreign = entry.method === 'POST' ? foreignOrigin(options, request) : null;
  if (foreign !== null) return sendRefusal(reply, foreign, language);
  const unfit = unfitValues(entry.relays === true ? [] : request.body) ?? unfitValues(request.query);
  if (unfit !== null) return sendRefusal(reply, unfit, language);
  const parsed = parse(entry, request);
  if (isRefusal(parsed)) return sendRefusal(reply, parsed, language);
  const meta: RequestMeta = { address: request.ip, headers: request.headers, language, sessionId: who?.sessionId };
  // In a public route the actor may be missing; its handler does not ask for one.
  const outcome = await entry.handle({ actor: who?.actor as Actor, ...parsed, meta });
  if (isRefusal(outcome)) return sendRefusal(reply, outcome, language);
  for (const cookie of [...(who?.setCookie ?? []), ...(outcome.setCookie ?? [])]) reply.header('set-cookie', cookie);
  return send(reply, outcome);
}

function send(reply: FastifyReply, outcome: RouteAnswer): FastifyReply {
  reply.code(outcome.status);
  if (outcome.file !== undefined) {
    const { file } = outcome;
    reply.header('content-disposition', `${file.disposition}; filename*=UTF-8''${inHeader(file.name)}`);
    reply.header('content-security-policy', "default-src 'none'; base-uri 'none'; frame-ancestors 'none'; sandbox");
    return reply.type(file.mediaType).send(file.file instanceof Uint8Array ? Buffer.from(file.file) : file.file);
  }
  if (outcome.lines !== undefined) return sendLines(reply, outcome.lines);
  return reply.type('application/json; charset=utf-8').send(JSON.stringify(outcome.body ?? null));
}

/** A name as RFC 8187 writes it: of what `encodeURIComponent` leaves alone, four mean something there. */
function inHeader(name: string): string {
  return encodeURIComponent(name.toWellFormed()).replace(
    /['()*]/g,
    (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** A browser names the page that sends a command; another site's page is turned away, programs without an origin are not browsers. */
function foreignOrigin<Actor>(options: ServerOptions<Actor>, request: FastifyRequest): Refusal | null {
  const origin = request.headers.origin;
  if (origin === undefined || options.sameOrigin(origin, request.headers.host ?? '')) return null;
  return refusal(403, 'foreignOrigin', {
    zh: '这条命令来自别的网站，没有执行。请在本系统页面里操作。',
    en: 'This command came from another site and was not carried out. Use our own pages.',
  });
}

/** What is not known is refused by name: a filter that is misspelt would else show everything. */
const NO_QUERY = z.strictObject({});

function parse<Actor>(
  entry: AnyRoute<Actor>,
  request: FastifyRequest,
): { params: unknown; query: unknown; body: unknown } | Refusal {
  const parts: Record<string, unknown> = { params: request.params, query: request.query, body: request.body };
  for (const [part, schema] of [
    ['params', entry.params],
    ['query', entry.query ?? NO_QUERY],
    ['body', entry.body],
  ] as const) {
    if (schema === undefined) continue;
    const result = schema.safeParse(parts[part] ?? {});
    if (!result.success)
      return part === 'params'
        ? refusal(404, 'notFound', {
            zh: '没有找到：地址里的编号不对。',
            en: 'Not found: the id in the address is not one of ours.',
          })
        : (part === 'query' ? invalidQuery : invalidInput)(result.error);
    parts[part] = result.data;
  }
  return { params: parts['params'], query: parts['query'], body: parts['body'] };
}

function languageOf<Actor>(options: ServerOptions<Actor>, actor: Actor | null, request: FastifyRequest): 'zh' | 'en' {
  return options.languageOf(actor) ?? asked(request);
}

/** Where nobody was asked who it is yet: a refusal is worth the question, as long as it can be answered. */
async function languageFor<Actor>(options: ServerOptions<Actor>, request: FastifyRequest): Promise<'zh' | 'en'> {
  const who = request.headers.cookie === undefined ? null : await options.actorOf(request).catch(() => null);
  return languageOf(options, who === null || isRefusal(who) ? null : who.actor, request);
}
