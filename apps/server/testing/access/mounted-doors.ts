import type { FastifyInstance } from 'fastify';

/** Every address of the API and its like that is really mounted, as `GET /api/me`: read from the server itself, so that none is left out. */
export function mountedDoors(server: FastifyInstance): string[] {
  const above: string[] = [];
  return server
    .printRoutes({ commonPrefix: false })
    .split('\n')
    .flatMap((line) => {
      const found = /^(?<indent>[│ ]*)[├└]── (?<part>\S*)(?: \((?<methods>[A-Z, ]+)\))?$/u.exec(line)?.groups;
      if (found === undefined) return [];
      const depth = (found['indent'] ?? '').length / 4;
      above.length = depth;
      above.push(found['part'] ?? '');
      const methods = (found['methods'] ?? '').split(', ').filter((method) => method === 'GET' || method === 'POST');
      return methods.map((method) => `${method} ${above.join('')}`);
    })
    .filter((door) => / \/(api|healthz|readyz|metrics)/.test(door));
}
