import { z } from 'zod';
import type { House } from '#centre/house.ts';
import type { Actor } from '#centre/people/actor.schema.ts';
import type { Tables } from '#centre/schema/tables.ts';
import { isRefusal, type Refusal } from '#platform/command/refusal.ts';
import { inReading } from '#platform/db/pool.ts';
import { route, type AnyRoute, type RouteAnswer } from '#platform/http/route.ts';
import { instant } from '#platform/time/instant.ts';
import type { Transaction } from 'kysely';
import { attest, attestInput, type AttestInput } from './attest.ts';
import { placesAnswer, placesQuery, type PlacesQuery } from './register-places.schema.ts';
import { readPlaces } from './register-places.ts';
import { readCommitment } from './read-commitment.ts';
import { reachedNow } from '../contact-card/reached-now.ts';
import { readRegister, type ReadAbout } from './read-register.ts';
import {
  commitmentAnswer,
  commitmentQuery,
  registerAnswer,
  registerQuery,
  type CommitmentQuery,
  type RegisterQuery,
} from './register.schema.ts';

const READ = 'read servicePlan: all, own projects or units by position; customers their own projects';
const byCommitment = z.object({ commitment: z.string().min(1).max(80) });

/** The register of commitments: what was promised, how it stands, and what shows it. */
export function registerRoutes(house: House): AnyRoute<Actor>[] {
  const { objectives } = house;
  const answered = async (
    actor: Actor,
    asOf: string | undefined,
    read: (tx: Transaction<Tables>, about: ReadAbout) => Promise<object | Refusal>,
  ): Promise<RouteAnswer | Refusal> => {
    const { providerId, customerId } = actor;
    const reached = await reachedNow(house, { providerId, asOf });
    return inReading(house.db, { providerId, customerId }, async (tx, databaseNow) => {
      const answer = await read(tx, { now: house.time.now(instant(databaseNow)), objectives, reached });
      return isRefusal(answer) ? answer : { status: 200, body: answer };
    });
  };
  return [
    route<Actor, unknown, RegisterQuery, unknown>({
      method: 'GET',
      path: '/api/fulfilments',
      tag: 'commitments',
      summary: 'The register: every commitment of the active plans with its status, figure and trend',
      access: 'signedIn',
      policy: READ,
      query: registerQuery,
      answer: registerAnswer,
      handle: ({ actor, query }) => answered(actor, query.asOf, (tx, about) => readRegister(tx, actor, { query, ...about })),
    }),
    route<Actor, unknown, PlacesQuery, unknown>({
      method: 'GET',
      path: '/api/fulfilment-places',
      tag: 'commitments',
      summary: 'By which projects and customers the register can be narrowed',
      access: 'signedIn',
      policy: READ,
      query: placesQuery,
      answer: placesAnswer,
      handle: ({ actor, query }) =>
        inReading(house.db, { providerId: actor.providerId, customerId: actor.customerId }, async (tx) => {
          const answer = await readPlaces(tx, actor, query);
          return isRefusal(answer) ? answer : { status: 200, body: answer };
        }),
    }),
    route<Actor, { commitment: string }, CommitmentQuery, unknown>({
      method: 'GET',
      path: '/api/fulfilments/:commitment',
      tag: 'commitments',
      summary: 'One commitment as the register shows it, with the projects it stands worst in',
      access: 'signedIn',
      policy: READ,
      params: byCommitment,
      query: commitmentQuery,
      answer: commitmentAnswer,
      handle: ({ actor, params, query }) =>
        answered(actor, query.asOf, (tx, about) => readCommitment(tx, actor, { ...params, query, ...about })),
    }),
    route<Actor, { commitment: string }, unknown, AttestInput>({
      method: 'POST',
      path: '/api/fulfilments/:commitment/attest',
      tag: 'commitments',
      summary: 'Give one’s word that a commitment is kept in a project, with a file that shows it',
      access: 'signedIn',
      policy: 'whom the plan names for it, bound to project or unit',
      params: byCommitment,
      body: attestInput,
      handle: async ({ actor, params, body }) => {
        const path = `/api/fulfilments/${params.commitment}/attest`;
        const answer = await attest(house, { actor, ...params, input: body, path });
        if (!isRefusal(answer)) house.changed(['fulfilments']);
        return answer;
      },
    }),
  ];
}
