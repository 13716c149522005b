import type { Transaction } from 'kysely';
import { z } from 'zod';
import type { House } from '#centre/house.ts';
import type { Actor } from '#centre/people/actor.schema.ts';
import type { Tables } from '#centre/schema/tables.ts';
import { isRefusal, refusal, type Refusal } from '#platform/command/refusal.ts';
import { route, type AnyRoute, type RouteAnswer } from '#platform/http/route.ts';
import type { Instant } from '#platform/time/instant.ts';
import { GLANCED_TO } from './counted.schema.ts';
import { requestListQuery, type RequestListQuery } from './request-list.schema.ts';
import { countRequests } from './request-list.store.ts';
import { plansFor, reading } from './reading.ts';
import { partsOf } from './saved-views/view-query.rules.ts';

/** Views that one page may ask about. */
const AT_MOST = 40;

const countsQuery = z.strictObject({
  /** Each as the list's own query: `clock=breached`, `state=closed&owner=me`; repeated once per view. */
  of: z.union([z.string().max(1_000), z.array(z.string().max(1_000)).min(1).max(AT_MOST)]),
});

export function requestCountRoutes(house: House): AnyRoute<Actor>[] {
  return [
    route<Actor, unknown, z.infer<typeof countsQuery>, unknown>({
      method: 'GET',
      path: '/api/service-requests/counts',
      tag: 'service requests',
      summary: 'How many requests the caller sees in each of several views, in the order in which they were named',
      access: 'signedIn',
      policy: 'read serviceRequest: counts what the list would show',
      query: countsQuery,
      answer: z.object({
        counts: z.array(z.int()).describe(`Each counted up to ${GLANCED_TO}.`),
        more: z.array(z.boolean()).describe('Of each, whether there are more than its count says.'),
      }),
      handle: async ({ actor, query }) => {
        const views = [query.of].flat().map(viewOf);
        const unread = views.indexOf(null);
        if (unread >= 0) {
          const words = {
            zh: `第${unread + 1}个视图的条件看不懂。请用列表本身的查询写法。`,
            en: `View ${unread + 1} is not a query of the list. Write it as the list's own query.`,
          };
          return refusal(400, 'invalid', words, { fields: [{ field: 'of', code: 'invalid', message: words }] });
        }
        const asked = views.filter((view) => view !== null);
        const count = async (tx: Transaction<Tables>, now: Instant): Promise<RouteAnswer | Refusal> => {
          const counts = await Promise.all(asked.map((view) => countRequests(tx, actor, { query: view, now })));
          const refused = counts.find((counted) => isRefusal(counted));
          const known = counts.flatMap((counted) => (isRefusal(counted) ? [] : [counted]));
          return (
            refused ?? { status: 200, body: { counts: known.map(({ count }) => count), more: known.map(({ more }) => more) } }
          );
        };
        return reading(house, actor, count, plansFor(asked));
      },
    }),
  ];
}

function viewOf(text: string): RequestListQuery | null {
  const parts = partsOf(text);
  const read = parts === null ? null : requestListQuery.safeParse(parts);
  return read?.success === true ? read.data : null;
}
