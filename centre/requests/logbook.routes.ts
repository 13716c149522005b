import { z } from 'zod';
import type { House } from '#centre/house.ts';
import type { Actor } from '#centre/people/actor.schema.ts';
import { isRefusal, type Refusal } from '#platform/command/refusal.ts';
import { route, type AnyRoute, type RouteAnswer } from '#platform/http/route.ts';
import { listTotal } from './counted.schema.ts';
import type { ListPage } from './list-page.store.ts';
import { clockListQuery, clockRow, eventListQuery, eventRow, messageListQuery, messageRow } from './logbook.schema.ts';
import type { ClockListQuery, EventListQuery, MessageListQuery } from './logbook.schema.ts';
import { listClocks, listEvents, listMessages } from './logbook.store.ts';
import { reading } from './reading.ts';

const READ = 'read serviceRequest: of the requests that the caller may see';

/** What hangs on requests, across all that the caller may see: what was said, what happened, what runs. */
export function logbookRoutes(house: House): AnyRoute<Actor>[] {
  return [
    route<Actor, unknown, MessageListQuery, unknown>({
      method: 'GET',
      path: '/api/messages',
      tag: 'messages',
      summary: 'Messages of every request, newest first',
      access: 'signedIn',
      policy: READ,
      query: messageListQuery,
      answer: listOf(messageRow),
      handle: ({ actor, query }) =>
        reading(house, actor, async (tx, now) => answered(await listMessages(tx, actor, { query, now }))),
    }),
    route<Actor, unknown, EventListQuery, unknown>({
      method: 'GET',
      path: '/api/events',
      tag: 'evidence',
      summary: 'Events of every request, newest first',
      access: 'signedIn',
      policy: 'read auditTrail: of the requests that the caller may see; where the matrix says own, those that the caller caused',
      query: eventListQuery,
      answer: listOf(eventRow),
      handle: ({ actor, query }) =>
        reading(house, actor, async (tx, now) => answered(await listEvents(tx, actor, { query, now }))),
    }),
    route<Actor, unknown, ClockListQuery, unknown>({
      method: 'GET',
      path: '/api/clocks',
      tag: 'clocks',
      summary:
        'Clocks of every request: those that run, or that are in another state. Of those that go on what is due first stands first, else what the newest requests have',
      access: 'signedIn',
      policy: READ,
      query: clockListQuery,
      answer: listOf(clockRow),
      handle: ({ actor, query }) =>
        reading(house, actor, async (tx, now) => answered(await listClocks(tx, actor, { query, now }))),
    }),
  ];
}

export function listOf(row: z.ZodType): z.ZodType {
  return z.object({ items: z.array(row), nextCursor: z.string().nullable(), ...listTotal });
}

export function answered(page: ListPage<unknown> | Refusal): RouteAnswer | Refusal {
  if (isRefusal(page)) return page;
  const { rows, ...rest } = page;
  return { status: 200, body: { items: rows, ...rest } };
}
