import { z } from 'zod';
import type { House } from '#centre/house.ts';
import type { Actor } from '#centre/people/actor.schema.ts';
import { activePlans } from '#centre/plan/index.ts';
import { inTransaction } from '#platform/db/pool.ts';
import { route, type AnyRoute } from '#platform/http/route.ts';
import { commitmentName } from './clock-view.schema.ts';

/** What was promised, by the identifiers that clocks, refusals and entitlements name. */
export function commitmentRoutes(house: House): AnyRoute<Actor>[] {
  return [
    route<Actor, unknown, unknown, unknown>({
      method: 'GET',
      path: '/api/commitments',
      tag: 'commitments',
      summary: 'The commitments of the active plans that the caller may see, each in one sentence',
      access: 'signedIn',
      policy: 'any staff; customers those of their own plans',
      answer: z.object({ items: z.array(commitmentName) }),
      handle: ({ actor }) =>
        inTransaction(house.db, { providerId: actor.providerId, customerId: actor.customerId }, async (tx) => {
          const items = new Map<string, z.infer<typeof commitmentName>>();
          for (const { plan } of await activePlans(tx)) {
            for (const { id, clause, zh, en } of plan.commitments)
              if (!items.has(id)) items.set(id, { id, clause, text: { zh, en } });
          }
          return { status: 200, body: { items: [...items.values()] } };
        }),
    }),
  ];
}
