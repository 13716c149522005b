import { randomBytes } from 'node:crypto';
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { isRefusal, refusal, type Refusal } from '../command/refusal.ts';
import { invalidInput, problemOf, unknownFault } from './problem.ts';
import { formatInstant, type Instant } from '../time/instant.ts';
import type { AnyRoute, RequestMeta, RouteAnswer } from './route.ts';

export interface ServerOptions<Actor> {
  readonly routes: readonly AnyRoute<Actor>[];
  /** Who asks; null where nobody is signed in. */
  readonly actorOf: (request: FastifyRequest) => Promise<{ actor: Actor; setCookie: readonly string[] } | null>;
  readonly languageOf: (actor: Actor | null) => 'zh' | 'en' | null;
  /** Origins that a browser may send commands from: our own address. */
  readonly sameOrigin: (origin: string, host: string) => boolean;
  /** Told with every answer of the API, so that a device whose clock is wrong shows and sends right times. */
  readonly now: () => Instant;
  readonly log: (line: Readonly<Record<string, unknown>>) => void;
}

/** A JSON body at most; files have a door and a limit of their own. */
const BODY_LIMIT = 1_048_576;
/** Until a request has arrived as a whole: a photo of 20 MB over the weak line of a machine room takes minutes. */
const LONGEST_UPLOAD_MS = 240_000;

/** Mounts the contract: parses by its shapes, finds the actor, answers refusals as problem details, hides unknown faults behind an id. */
export function createServer<Actor>(options: ServerOptions<Actor>): FastifyInstance {
  const server = fastify({
    bodyLimit: BODY_LIMIT,
    requestTimeout: LONGEST_UPLOAD_MS,
    keepAliveTimeout: 65_000,
    trustProxy: false,
    forceCloseConnections: 'idle',
  });
  server.addHook('onSend', async (request, reply) => {
    if (request.url.startsWith('/api/')) reply.header('pledge-now', formatInstant(options.now()));
    for (const [name, value] of Object.entries(SECURITY_HEADERS)) if (!reply.hasHeader(name)) reply.header(name, value);
  });
  for (const entry of options.routes) {
    server.route({
      method: entry.method,
      url: entry.path,
      handler: async (request, reply) => answer(options, entry, request, reply),
    });
  }
  server.setErrorHandler((error: Error & { statusCode?: number; code?: string }, request, reply) => {
    const language = languageOf(options, null, request);
    const known = knownFault(error);
    if (known !== null) return sendRefusal(reply, known, language);
    const id = `E-${randomBytes(4).toString('hex').toUpperCase()}`;
    options.log({
      level: 'error',
      id,
      method: request.method,
      route: request.routeOptions.url ?? null,
      error: error.stack ?? error.message,
    });
    return reply
      .code(500)
      .type('application/problem+json')
      .send(JSON.stringify(unknownFault(id, language)));
  });
  return server;
}

const SECURITY_HEADERS: Readonly<Record<string, string>> = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'x-frame-options': 'DENY',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
};

async function answer<Actor>(
  options: ServerOptions<Actor>,
  entry: AnyRoute<Actor>,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  reply.header('cache-control', 'no-store');
  const who = await options.actorOf(request);
  const language = languageOf(options, who?.actor ?? null, request);
  if (who === null && entry.access === 'signedIn') return sendRefusal(reply, NOT_SIGNED_IN, language);
  const foreign = entry.method === 'POST' ? foreignOrigin(options, request) : null;
  if (foreign !== null) return sendRefusal(reply, foreign, language);
  if (tooDeep(request.body)) return sendRefusal(reply, TOO_DEEP, language);
  const parsed = parse(entry, request);
  if (isRefusal(parsed)) return sendRefusal(reply, parsed, language);
  const meta: RequestMeta = { address: request.ip, headers: request.headers, language };
  // In a public route the actor may be missing; its handler does not ask for one.
  const outcome = await entry.handle({ actor: who?.actor as Actor, ...parsed, meta });
  if (isRefusal(outcome)) return sendRefusal(reply, outcome, language);
  for (const cookie of [...(who?.setCookie ?? []), ...(outcome.setCookie ?? [])]) reply.header('set-cookie', cookie);
  return send(reply, outcome);
}

/** Nothing of ours nests deeper; what does would only burden whoever walks through it. */
const DEPTH_AT_MOST = 32;
const TOO_DEEP = refusal(400, 'tooDeep', {
  zh: `发来的内容嵌套超过${DEPTH_AT_MOST}层。请减少嵌套再发。`,
  en: `What was sent nests more than ${DEPTH_AT_MOST} levels deep. Flatten it and send again.`,
});

function tooDeep(body: unknown): boolean {
  let level: unknown[] = [body];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > DEPTH_AT_MOST) return true;
    level = level.flatMap((value) => (typeof value === 'object' && value !== null ? Object.values(value) : []));
  }
  return false;
}

function send(reply: FastifyReply, outcome: RouteAnswer): FastifyReply {
  reply.code(outcome.status);
  if (outcome.file !== undefined) {
    const { file } = outcome;
    reply.header('content-disposition', `${file.disposition}; filename*=UTF-8''${encodeURIComponent(file.name)}`);
    reply.header('content-security-policy', "default-src 'none'; sandbox");
    return reply.type(file.mediaType).send(Buffer.from(file.file));
  }
  return reply.type('application/json; charset=utf-8').send(JSON.stringify(outcome.body ?? null));
}

const NOT_SIGNED_IN = refusal(401, 'notSignedIn', {
  zh: '请先登录，再继续；没有发出的内容还在本页。',
  en: 'Sign in to go on; what you typed is still on this page.',
});

/** A browser names the page that sends a command; another site's page is turned away, programs without an origin are not browsers. */
function foreignOrigin<Actor>(options: ServerOptions<Actor>, request: FastifyRequest): Refusal | null {
  const origin = request.headers.origin;
  if (origin === undefined || options.sameOrigin(origin, request.headers.host ?? '')) return null;
  return refusal(403, 'foreignOrigin', {
    zh: '这条命令来自别的网站，没有执行。请在本系统页面里操作。',
    en: 'This command came from another site and was not carried out. Use our own pages.',
  });
}

function parse<Actor>(
  entry: AnyRoute<Actor>,
  request: FastifyRequest,
): { params: unknown; query: unknown; body: unknown } | Refusal {
  const parts: Record<string, unknown> = { params: request.params, query: request.query, body: request.body };
  for (const [part, schema] of [
    ['params', entry.params],
    ['query', entry.query],
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
        : invalidInput(result.error);
    parts[part] = result.data;
  }
  return { params: parts['params'], query: parts['query'], body: parts['body'] };
}

function languageOf<Actor>(options: ServerOptions<Actor>, actor: Actor | null, request: FastifyRequest): 'zh' | 'en' {
  const asked = request.headers['accept-language'];
  return options.languageOf(actor) ?? (asked !== undefined && /^\s*en\b/i.test(asked) ? 'en' : 'zh');
}

function sendRefusal(reply: FastifyReply, why: Refusal, language: 'zh' | 'en'): FastifyReply {
  if (typeof why.details?.['retryAfterSeconds'] === 'number')
    reply.header('retry-after', String(why.details['retryAfterSeconds']));
  return reply
    .code(why.status)
    .type('application/problem+json; charset=utf-8')
    .send(JSON.stringify(problemOf(why, language)));
}

/** Faults of the caller that the server finds before a route is asked. */
function knownFault(error: Error & { statusCode?: number; code?: string }): Refusal | null {
  if (error.statusCode === 413)
    return refusal(413, 'tooLarge', {
      zh: '发来的内容太大。文字最多1 MB；照片请用附件上传。',
      en: 'What was sent is too large: 1 MB of text at most; send photos as files.',
    });
  if (error.statusCode === 415)
    return refusal(415, 'mediaType', { zh: '请用application/json发送。', en: 'Send application/json.' });
  if (error.statusCode !== undefined && error.statusCode >= 400 && error.statusCode < 500)
    return refusal(400, 'notJson', { zh: '发来的不是有效的JSON。', en: 'What was sent is no valid JSON.' });
  const code = (error as { code?: string }).code;
  if (code !== undefined && CALLERS_SQL_FAULTS.has(code))
    return refusal(400, 'invalidInput', {
      zh: '有的值数据库里存不了，例如空字符\\u0000。去掉后再发。',
      en: 'Some value cannot be stored, for example the character \\u0000. Remove it and send again.',
    });
  return null;
}

/** A NUL character in a text, an instant out of range, an ill-formed id: faults of what was sent. */
const CALLERS_SQL_FAULTS: ReadonlySet<string> = new Set(['22021', '22P05', '22008', '22P02', '22003']);
