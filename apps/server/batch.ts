import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Actor } from '#centre/people/actor.schema.ts';
import { route, type AnyRoute } from '#platform/http/route.ts';

const BATCH_AT_MOST = 200;
const batchInput = z.strictObject({
  commands: z
    .array(
      z.looseObject({
        commandId: z.uuid(),
        path: z
          .string()
          .max(300)
          .regex(/^\/api\/[a-z0-9/-]+$/),
      }),
    )
    .min(1)
    .max(BATCH_AT_MOST),
});

/**
 * Commands of a device that was without network, carried out in order through the same doors as single ones.
 * One that is refused does not stop those that do not name what it would have made.
 */
export function batchRoute(server: () => FastifyInstance | undefined): AnyRoute<Actor> {
  return route<Actor, unknown, unknown, z.infer<typeof batchInput>>({
    method: 'POST',
    path: '/api/commands',
    tag: 'commands',
    summary: 'Carry out commands in order',
    access: 'signedIn',
    policy: 'of each command its own',
    body: batchInput,
    relays: true,
    handle: async ({ body, meta }) => {
      const results: { commandId: string; status: number; body: unknown }[] = [];
      for (const { path, ...command } of body.commands) {
        if (path === '/api/commands') {
          results.push({ commandId: command.commandId, status: 400, body: { code: 'nestedBatch' } });
          continue;
        }
        const answer = await server()?.inject({
          method: 'POST',
          url: path,
          headers: carried(meta.headers),
          payload: command,
          remoteAddress: meta.address,
        });
        if (answer !== undefined) results.push({ commandId: command.commandId, status: answer.statusCode, body: answer.json() });
      }
      return { status: 200, body: { results } };
    },
  });
}

/** What tells who asks, and nothing that describes the body that carried the batch. */
function carried(headers: Readonly<Record<string, string | readonly string[] | undefined>>): Record<string, string> {
  const kept = ['cookie', 'authorization', 'accept-language', 'origin', 'host'];
  return Object.fromEntries(kept.flatMap((name) => (typeof headers[name] === 'string' ? [[name, headers[name]]] : [])));
}
