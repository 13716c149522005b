/** Answers that tell one thing after the other, as each is known: JSON, one value a line (NDJSON). */
import { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';

export const JSON_LINES = 'application/x-ndjson';

/**
 * Sends values as they come. Where the values end in an error the connection is cut, so that what arrived is not taken for the whole;
 * whoever leaves earlier stops them.
 */
export function sendLines(reply: FastifyReply, values: AsyncIterable<unknown>): FastifyReply {
  // Compression would wait for more than a line, a proxy for the end.
  reply.header('content-encoding', 'identity').header('x-accel-buffering', 'no').header('cache-control', 'no-store');
  return reply.type(JSON_LINES).send(Readable.from(linesOf(values)));
}

async function* linesOf(values: AsyncIterable<unknown>): AsyncGenerator<Buffer> {
  for await (const value of values) yield Buffer.from(`${JSON.stringify(value)}\n`);
}
