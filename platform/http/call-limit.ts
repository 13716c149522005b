import { isIPv6 } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { refusal, type Refusal, type Words } from '../command/refusal.ts';
import { asked, sendRefusal } from './refuse.ts';

const WINDOW_MS = 60_000;
/** Names that are remembered; beyond it the one that began to count first is let go. */
const NAMES_AT_MOST = 100_000;

/** Counts a call of somebody; gives the seconds to wait where it is one too many, null where it may go on. */
export type CallLimit = (name: string) => number | null;

/**
 * So many calls a minute of each name, counted in the memory of this process: it costs no query, and with several nodes each counts by
 * itself. A name's minute begins with its first call.
 */
export function callLimit(perMinute: number, now: () => number = () => performance.now()): CallLimit {
  const windows = new Map<string, { readonly from: number; count: number }>();
  return (name) => {
    const at = now();
    // They lie in the order in which they began: those that are over lie in front.
    for (const [known, { from }] of windows) {
      if (at - from < WINDOW_MS && windows.size <= NAMES_AT_MOST) break;
      windows.delete(known);
    }
    const window = windows.get(name) ?? { from: at, count: 0 };
    if (window.count === 0) windows.set(name, window);
    window.count += 1;
    return window.count <= perMinute ? null : Math.ceil((window.from + WINDOW_MS - at) / 1_000);
  };
}

/** Of whom there were too many calls. */
const OF = {
  key: { zh: '这个密钥的请求太多', en: 'Too many requests with this key' },
  person: { zh: '您的请求太多', en: 'Too many requests in your name' },
  source: { zh: '从这个网络地址来的请求太多', en: 'Too many requests from this address' },
} as const satisfies Record<string, Words>;

export function tooManyCalls(of: keyof typeof OF, retryAfterSeconds: number): Refusal {
  return refusal(
    429,
    'tooManyRequests',
    {
      zh: `${OF[of].zh}。请过${retryAfterSeconds}秒再发；没有发出的内容还在本页。`,
      en: `${OF[of].en}. Send again in ${retryAfterSeconds} s; what you typed is still on this page.`,
    },
    { details: { retryAfterSeconds } },
  );
}

/** Asked by whatever watches or balances, often and from one address. */
const OF_WATCHERS: ReadonlySet<string> = new Set(['/healthz', '/readyz']);

/** Turns away whoever calls too often from one source, before anything else is done for them. */
export function limitSources(server: FastifyInstance, perMinute: number): void {
  const limit = callLimit(perMinute);
  server.addHook('onRequest', (request, reply, done) => {
    const wait = OF_WATCHERS.has(request.url) ? null : limit(sourceOf(request.ip));
    if (wait === null) done();
    else void sendRefusal(reply, tooManyCalls('source', wait), asked(request));
  });
}

/** Of a long address the network alone: whoever has one has all addresses in it. */
export function sourceOf(address: string): string {
  if (!isIPv6(address)) return address;
  const short = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (short !== undefined) return short;
  const [head = '', tail] = address.split('::');
  const groups = head === '' ? [] : head.split(':');
  const behind = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = Array.from({ length: Math.max(0, 8 - groups.length - behind.length) }, () => '0');
  return `${[...groups, ...zeros, ...behind].slice(0, 4).join(':')}::/64`;
}
