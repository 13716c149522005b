import type { House } from '#centre/house.ts';
import type { Actor } from '#centre/people/actor.schema.ts';
import { isRefusal } from '#platform/command/refusal.ts';
import { inReading } from '#platform/db/pool.ts';
import { route, type AnyRoute } from '#platform/http/route.ts';
import { cardAnswer, cardQuery, type CardQuery } from './contact-card.schema.ts';
import { reachedNow } from './reached-now.ts';
import { readCard } from './read-card.ts';

/** How a customer reaches the centre: what the plan has published, with whom to call now. */
export function contactCardRoutes(house: House): AnyRoute<Actor>[] {
  return [
    route<Actor, unknown, CardQuery, unknown>({
      method: 'GET',
      path: '/api/contact-card',
      tag: 'commitments',
      summary: 'How to reach the centre, by the plan in force and the people of the moment, with what is lacking',
      access: 'signedIn',
      policy: 'read servicePlan: all, own projects or units by position; customers their own projects',
      query: cardQuery,
      answer: cardAnswer,
      handle: async ({ actor, query }) => {
        const { providerId, customerId } = actor;
        const reached = await reachedNow(house, { providerId });
        return inReading(house.db, { providerId, customerId }, async (tx) => {
          const answer = await readCard(tx, actor, { query, reached });
          return isRefusal(answer) ? answer : { status: 200, body: answer };
        });
      },
    }),
  ];
}
