import type { FastifyInstance } from 'fastify';
import { refusal, type Refusal } from '../command/refusal.ts';

export interface Addresses {
  /** The methods that an address of the API is served under; none where there is no such address. */
  readonly methodsAt: (path: string) => readonly string[];
}

/** Remembers what is mounted from here on, so that a wrong method is told from a wrong address. */
export function rememberAddresses(server: FastifyInstance): Addresses {
  const known = new Map<string, { pattern: RegExp; methods: Set<string> }>();
  server.addHook('onRoute', ({ url, method }) => {
    if (!url.startsWith('/api/') || url.includes('*')) return;
    const entry = known.get(url) ?? { pattern: patternOf(url), methods: new Set<string>() };
    for (const name of [method].flat()) entry.methods.add(name);
    known.set(url, entry);
  });
  return {
    methodsAt: (path) => {
      const methods = [...known.values()].filter(({ pattern }) => pattern.test(path)).flatMap((entry) => [...entry.methods]);
      return [...new Set(methods)].sort();
    },
  };
}

function patternOf(url: string): RegExp {
  const parts = url.split('/').map((part) => (part.startsWith(':') ? '[^/]+' : part.replace(/[^\w-]/g, '\\$&')));
  return new RegExp(`^${parts.join('/')}$`);
}

export function methodNotAllowed(methods: readonly string[]): Refusal {
  const listed = methods.join(', ');
  return refusal(405, 'methodNotAllowed', {
    zh: `这个地址只收${listed}。接口说明见 /api/openapi.json。`,
    en: `This address takes ${listed} alone; /api/openapi.json describes it.`,
  });
}

export const NO_SUCH_ADDRESS = refusal(404, 'notFound', {
  zh: '没有这个地址。接口说明见 /api/openapi.json。',
  en: 'There is no such address; /api/openapi.json describes those there are.',
});
