import type { FastifyInstance, FastifyRequest } from 'fastify';
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

/** What is learnt of a request on its way through the door, for its line in the log. */
export interface Learnt {
  /** Who asks: the id of a person, never a name. */
  readonly who?: string;
  /** The id of the key that a program showed. */
  readonly key?: string;
  /** The code of the refusal that it was answered with. */
  readonly refused?: string;
}

const learnt = new WeakMap<FastifyRequest, Learnt>();

/** Notes what became known of a request. */
export function learn(request: FastifyRequest, facts: Learnt): void {
  learnt.set(request, { ...learnt.get(request), ...facts });
}

/** No right to it, a page of somebody else's, or too often: whoever looks for an attack reads these first. */
const TURNED_AWAY: ReadonlySet<number> = new Set([403, 429]);

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
    const level = TURNED_AWAY.has(observed.status) ? 'warn' : 'info';
    about.log({ level, event: 'request', requestId: request.id, ...observed, ...learnt.get(request) });
  });
}
