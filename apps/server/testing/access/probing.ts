import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { Actor } from '#centre/people/actor.schema.ts';
import type { HouseName } from '#centre/testing/house-people.ts';
import type { AnyRoute } from '#platform/http/route.ts';
import type { HttpAnswer, TestServer } from '../test-server.ts';
import { idPlaces, withId, type IdPlace } from './id-places.ts';
import type { Worlds } from './worlds.ts';

export interface Probed {
  /** Posts as the server does; before each command that will be carried out, every id in its body is tried with others' ids. */
  readonly server: TestServer;
  /** Places that were tried in a command that was carried out once the ids were right: `/api/… people.[].personId`. */
  readonly reached: ReadonlySet<string>;
  readonly deviations: string[];
}

export const placeName = (path: string, place: IdPlace): string => `${path} ${place.path.join('.')}`;

/**
 * Where staff may name what is any customer's: a call is taken down for whoever calls, a position is bound wherever it is needed, who
 * answers for the whole centre attests for each of its projects.
 */
const NAMES_ANY_CUSTOMER: readonly string[] = [
  '/api/service-requests',
  '/api/people',
  '/api/api-keys',
  '/api/fulfilments/:commitment/attest',
];

/**
 * A server whose people, at each step of a journey, first try the ids of another customer and of another provider: the answer must be
 * the refusal that an id gets which nothing has, and so tells nobody that theirs exists.
 */
export function probing(server: TestServer, worlds: Worlds, routes: readonly AnyRoute<Actor>[]): Probed {
  const reached = new Set<string>();
  const deviations: string[] = [];
  const probed = new Set<string>();
  // Customers and staff come to the same place by different ways.
  const keyOf = (who: HouseName, route: AnyRoute<Actor>, place: IdPlace): string =>
    `${server.house.actors[who].kind} ${placeName(route.path, place)}`;
  const routeOf = (path: string): AnyRoute<Actor> | undefined =>
    routes.find((route) => route.method === 'POST' && new RegExp(`^${route.path.replace(/:\w+/g, '[^/]+')}$`).test(path));

  const probe = async (who: HouseName, path: string, about: { place: IdPlace; route: AnyRoute<Actor>; body: object }) => {
    const { place, route, body } = about;
    const send = (id: string): Promise<HttpAnswer> =>
      server.post(who, path, withId({ ...body, commandId: randomUUID() }, place.path, id) as Record<string, unknown>);
    const nothing = await send(worlds.of.gone.ids[place.kind]);
    const said = `${who} ${placeName(route.path, place)}`;
    if (nothing.status < 300) deviations.push(`${said}: an id that nothing has was taken`);
    // People of the house serve every customer, so that one of theirs is no stranger's.
    const isAnybodys =
      NAMES_ANY_CUSTOMER.includes(route.path) && server.house.actors[who].kind === 'staff' && place.kind !== 'file';
    const mayNameAny = isAnybodys || place.kind === 'person';
    for (const relation of mayNameAny ? (['otherProvider'] as const) : (['otherCustomer', 'otherProvider'] as const)) {
      const answer = await send(worlds.of[relation].ids[place.kind]);
      const same = answer.status === nothing.status && answer.body?.code === nothing.body?.code;
      if (!same) deviations.push(`${said} ${relation}: ${answer.status} ${answer.body?.code ?? ''}, else ${nothing.body?.code}`);
    }
  };

  const post: TestServer['post'] = async (who, path, body = {}) => {
    const route = routeOf(path);
    const places = route === undefined || who === null ? [] : idPlaces(route).filter(({ part }) => part === 'body');
    for (const place of places) {
      if (who === null || route === undefined || probed.has(keyOf(who, route, place))) continue;
      probed.add(keyOf(who, route, place));
      await probe(who, path, { place, route, body });
    }
    const answer = await server.post(who, path, body);
    if (answer.status < 300) for (const place of places) reached.add(placeName(route?.path ?? assert.fail(), place));
    return answer;
  };
  return { server: { ...server, post }, reached, deviations };
}
