import type { House } from '#centre/house.ts';
import type { Actor } from '#centre/people/actor.schema.ts';
import { isRefusal } from '#platform/command/refusal.ts';
import { inReading } from '#platform/db/pool.ts';
import { route, type AnyRoute } from '#platform/http/route.ts';
import { instant } from '#platform/time/instant.ts';
import { readRegister } from './read-register.ts';
import { registerAnswer, registerQuery, type RegisterQuery } from './register.schema.ts';

/** The register of commitments: what was promised, and how it stands. */
export function registerRoutes(house: House): AnyRoute<Actor>[] {
  return [
    route<Actor, unknown, RegisterQuery, unknown>({
      method: 'GET',
      path: '/api/fulfilments',
      tag: 'commitments',
      summary: 'The register: every commitment of the active plans with its status, figure and trend',
      access: 'signedIn',
      policy: 'read servicePlan: all, own projects or units by position; customers their own projects',
      query: registerQuery,
      answer: registerAnswer,
      handle: ({ actor, query }) =>
        inReading(house.db, { providerId: actor.providerId, customerId: actor.customerId }, async (tx, databaseNow) => {
          const answer = await readRegister(tx, actor, { query, now: house.time.now(instant(databaseNow)) });
          return isRefusal(answer) ? answer : { status: 200, body: answer };
        }),
    }),
  ];
}
