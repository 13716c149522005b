import { z } from 'zod';
import type { House } from '#centre/house.ts';
import type { Actor } from '#centre/people/actor.schema.ts';
import { loadActor } from '#centre/people/index.ts';
import { reading } from '#centre/requests/index.ts';
import { endFeed, feedHolder, feedMadeAt, renewFeed } from '#platform/auth/calendar-feed.store.ts';
import { refusal } from '#platform/command/refusal.ts';
import { inReading, inTransaction } from '#platform/db/pool.ts';
import { route, type AnyRoute } from '#platform/http/route.ts';
import { formatInstant, instant } from '#platform/time/instant.ts';
import { ownCalendar } from './own-calendar.ts';
import { ownCalendarTextsEn as en } from './own-calendar.texts.en.ts';
import { ownCalendarTextsZh as zh } from './own-calendar.texts.zh.ts';

const notFound = refusal(404, 'notFound', { zh: zh.notFound, en: en.notFound });
const staffOnly = refusal(403, 'staffOnly', { zh: zh.staffOnly, en: en.staffOnly });

/** The own calendar for programs that know iCalendar: a secret address for each person of the provider, which can be renewed and ended. */
export function ownCalendarRoutes(house: House): AnyRoute<Actor>[] {
  const own = { tag: 'people', access: 'signedIn', policy: 'oneself: people of the provider' } as const;
  return [
    route<Actor, unknown, unknown, unknown>({
      ...own,
      method: 'GET',
      path: '/api/me/calendar',
      summary: 'Whether an address of the own calendar is in force, and since when; the address itself is not kept',
      answer: z.object({ madeAt: z.string().nullable() }),
      handle: ({ actor }) =>
        actor.customerId !== null || actor.personId === null
          ? Promise.resolve(staffOnly)
          : reading(house, actor, async (tx) => {
              const madeAt = await feedMadeAt(tx as never, actor.personId ?? '');
              return { status: 200, body: { madeAt: madeAt === null ? null : formatInstant(instant(madeAt)) } };
            }),
    }),
    route<Actor, unknown, unknown, unknown>({
      ...own,
      method: 'POST',
      path: '/api/me/calendar/renew',
      summary: 'A secret address of the own calendar, shown once; the one before opens nothing from now on',
      body: z.strictObject({}),
      answer: z.object({ url: z.string() }),
      handle: async ({ actor }) => {
        const { personId, providerId } = actor;
        if (actor.customerId !== null || personId === null) return staffOnly;
        const token = await inTransaction(house.db, { providerId, customerId: null }, (tx) =>
          renewFeed(tx as never, { personId, providerId }),
        );
        return { status: 200, body: { url: `${house.publicUrl}/api/calendar-feeds/${token}` } };
      },
    }),
    route<Actor, unknown, unknown, unknown>({
      ...own,
      method: 'POST',
      path: '/api/me/calendar/end',
      summary: 'End the address of the own calendar',
      body: z.strictObject({}),
      handle: async ({ actor }) => {
        const { personId, providerId } = actor;
        if (actor.customerId !== null || personId === null) return staffOnly;
        const ended = await inTransaction(house.db, { providerId, customerId: null }, (tx) => endFeed(tx as never, personId));
        return ended ? { status: 200, body: {} } : notFound;
      },
    }),
    feedRoute(house),
  ];
}

/** What calendar programs fetch: they send neither session nor key. */
function feedRoute(house: House): AnyRoute<Actor> {
  return route<Actor, { token: string }, unknown, unknown>({
    method: 'GET',
    path: '/api/calendar-feeds/:token',
    tag: 'people',
    summary: 'The calendar of whoever made this secret address, as iCalendar: turns on call, visits, inspections that come due',
    access: 'public',
    policy:
      'whoever holds the secret address: it opens its maker’s own turns, visits and inspections, as long as the maker may come in',
    params: z.object({ token: z.string().max(100) }),
    file: ['text/calendar'],
    handle: async ({ params }) => {
      const holder = await feedHolder(house.db as never, params.token);
      if (holder === null) return notFound;
      const { providerId, personId } = holder;
      const text = await inReading(house.db, { providerId, customerId: null }, async (tx, databaseNow) => {
        const now = house.time.now(instant(databaseNow));
        const actor = await loadActor(tx, personId, now);
        return actor === null ? null : ownCalendar(tx, { actor, now, publicUrl: house.publicUrl });
      });
      if (text === null) return notFound;
      const file = new TextEncoder().encode(text);
      return {
        status: 200,
        file: { file, mediaType: 'text/calendar; charset=utf-8', name: 'pledge.ics', disposition: 'attachment' },
      };
    },
  });
}
