import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';

/** Requests on one line that may be under way at once. Browsers send one; programs that write ahead seldom more than a few. */
export const AHEAD_AT_MOST = 8;

/**
 * A packet holds a thousand small requests, and all would be carried out at once, their answers waiting in memory for whoever does not
 * read. Who sends so far ahead is cut off.
 */
export function limitAhead(server: FastifyInstance): void {
  const underWay = new WeakMap<Socket, number>();
  server.addHook('onRequest', (request, reply, done) => {
    const { socket } = request.raw;
    const count = (underWay.get(socket) ?? 0) + 1;
    if (count > AHEAD_AT_MOST) {
      reply.hijack();
      socket.destroy();
      return;
    }
    underWay.set(socket, count);
    reply.raw.once('close', () => underWay.set(socket, (underWay.get(socket) ?? 1) - 1));
    done();
  });
}
