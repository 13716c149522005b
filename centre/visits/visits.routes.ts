import { z } from 'zod';
import { clockStrips } from '#centre/commitments/index.ts';
import type { House } from '#centre/house.ts';
import type { Actor } from '#centre/people/actor.schema.ts';
import { loadDossier, mayRead, namesOnOrders, notFound, reading, requestTitle } from '#centre/requests/index.ts';
import { cursorOf, cursorUnknown, placeOf } from '#platform/http/cursor.ts';
import { route, type AnyRoute } from '#platform/http/route.ts';
import { formatInstant } from '#platform/time/instant.ts';
import { visitList, visitListQuery, visitView, type VisitListQuery } from './visits.schema.ts';
import { requestOfVisit, roundBegun, stepsOfVisit, visitsOf } from './visits.store.ts';
import { visitViewOf } from './visit-view.ts';

/** What the person on the road reads: the own visits, and one of them in full. */
export function visitRoutes(house: House): AnyRoute<Actor>[] {
  return [
    route<Actor, unknown, VisitListQuery, unknown>({
      method: 'GET',
      path: '/api/site-visits',
      tag: 'site visits',
      summary: 'The caller’s own visits: those to come and under way, and those that ended within a day',
      access: 'signedIn',
      policy: 'read siteVisit: visits of task orders that name the caller',
      query: visitListQuery,
      answer: visitList,
      handle: ({ actor, query }) =>
        reading(
          house,
          actor,
          async (tx, now) => {
            const visits = await visitsOf(tx, actor, now);
            const last = query.cursor === undefined ? null : placeOf(query.cursor)?.id;
            const start = last === null ? 0 : visits.findIndex(({ id }) => id === last) + 1;
            if (last === undefined || (last !== null && start === 0)) return cursorUnknown();
            const items = visits.slice(start, start + query.limit);
            const end = items.at(-1);
            const more = end !== undefined && start + items.length < visits.length;
            return {
              status: 200,
              body: {
                items,
                nextCursor: more ? cursorOf({ value: null, id: end.id }) : null,
                ...(query.total === 'true' ? { total: visits.length } : {}),
                asOf: formatInstant(now),
              },
            };
          },
          'byKeys',
        ),
    }),
    route<Actor, { id: string }, unknown, unknown>({
      method: 'GET',
      path: '/api/site-visits/:id',
      tag: 'site visits',
      summary: 'One visit: place and contact, consents, steps, what lacks before departure',
      access: 'signedIn',
      policy: 'read siteVisit: as far as its request may be seen',
      params: z.object({ id: z.uuid() }),
      answer: visitView,
      handle: ({ actor, params }) =>
        reading(
          house,
          actor,
          async (tx, now) => {
            const requestId = await requestOfVisit(tx, params.id);
            if (requestId === null || !(await mayRead(tx, actor, { requestId, now }))) return notFound();
            const loaded = await loadDossier(tx, requestId, { lock: false, now });
            const visit = loaded?.dossier.visits.find((known) => known.id === params.id);
            if (loaded === null || visit === undefined) return notFound();
            const title = await requestTitle(tx, requestId);
            const clocks = (await clockStrips(tx, [requestId], now)).get(requestId) ?? [];
            const steps = await stepsOfVisit(tx, params.id);
            const round = await roundBegun(tx, requestId);
            const names = await namesOnOrders(tx, loaded.dossier);
            return {
              status: 200,
              body: visitViewOf({ dossier: loaded.dossier, visit, title, clocks, steps, round, names, now }),
            };
          },
          'byKeys',
        ),
    }),
  ];
}
