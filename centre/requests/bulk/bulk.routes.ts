import type { House } from '#centre/house.ts';
import type { Actor } from '#centre/people/actor.schema.ts';
import { isRefusal } from '#platform/command/refusal.ts';
import { route, type AnyRoute } from '#platform/http/route.ts';
import { reading } from '../reading.ts';
import { bulkAnswer, bulkQuestion, type BulkQuestion } from './bulk.schema.ts';
import { previewBulk } from './preview-bulk.ts';

export function bulkRoutes(house: House): AnyRoute<Actor>[] {
  return [
    route<Actor, unknown, unknown, BulkQuestion>({
      method: 'POST',
      path: '/api/service-requests/preview',
      tag: 'service requests',
      summary: 'What an action would do to each of several requests, or why it would be refused; which actions are offered',
      access: 'signedIn',
      policy: 'read serviceRequest: what may not be seen is left out; each action judged as its own command would be',
      note: 'Reads and writes nothing, though it is posted: two hundred ids and a text find no room in an address. The commands themselves go to `POST /api/commands`.',
      body: bulkQuestion,
      answer: bulkAnswer,
      handle: ({ actor, body }) =>
        reading(house, actor, async (tx, now) => {
          const answer = await previewBulk(tx, body, { actor, now });
          return isRefusal(answer) ? answer : { status: 200, body: answer };
        }),
    }),
  ];
}
