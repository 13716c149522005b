import type { FastifyInstance } from 'fastify';
import type { Log } from '../log/log.ts';

/** What is told of every request: its pattern and never its address, in which names and numbers may stand. */
export interface Observed {
  readonly method: string;
  readonly route: string;
  readonly status: number;
  readonly seconds: number;
}

/** For addresses that are none of ours: each would else be a label of its own. */
const NO_ROUTE = 'other';

/** Gives every answer the id of its request, under which the log knows it, and tells how long it took. */
export function observeRequests(server: FastifyInstance, about: { log: Log; took: (observed: Observed) => void }): void {
  server.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id);
  });
  server.addHook('onResponse', async (request, reply) => {
    const observed = {
      method: request.method,
      route: request.is404 ? NO_ROUTE : (request.routeOptions.url ?? NO_ROUTE),
      status: reply.statusCode,
      seconds: reply.elapsedTime / 1000,
    };
    about.took(observed);
    about.log({ level: 'info', event: 'request', requestId: request.id, ...observed });
  });
}
