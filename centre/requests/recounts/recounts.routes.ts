import type { House } from '#centre/house.ts';
import type { Actor } from '#centre/people/actor.schema.ts';
import { may, type Thing } from '#centre/people/index.ts';
import type { Tables } from '#centre/schema/tables.ts';
import { isRefusal, type Refusal } from '#platform/command/refusal.ts';
import { route, type AnyRoute, type RouteAnswer } from '#platform/http/route.ts';
import type { Instant } from '#platform/time/instant.ts';
import type { Transaction } from 'kysely';
import { reading } from '../reading.ts';
import { byId } from '../requests.routes.ts';
import { draftOutlook } from './draft-outlook.ts';
import { heldSets, previewNotice, previewTakingBack, takeNotice, undoNotice } from './notices.ts';
import { changeViews, recountView } from './recount-views.ts';
import {
  changesQuery,
  clockChanges,
  clockRecount,
  clockRecounts,
  draftOutlook as draftOutlookShape,
  holidaySets,
  noticeInput,
  noticeNamed,
  noticePreview,
  noticeText,
  takeBackInput,
  type ChangesQuery,
  type NoticeInput,
  type NoticeNamed,
  type NoticeText,
  type TakeBackInput,
} from './recounts.schema.ts';
import { changesOf, findRecount, listRecounts } from './recounts.store.ts';
import { recountRefusals } from './recounts.texts.ts';

const tag = 'clocks';

/** Notices of holidays, and what counting the clocks again changed: after a notice, or where a version took running requests over. */
export function recountRoutes(house: House): AnyRoute<Actor>[] {
  return [...noticeRoutes(house), ...readingRoutes(house)];
}

function noticeRoutes(house: House): AnyRoute<Actor>[] {
  return [
    route<Actor, unknown, unknown, unknown>({
      method: 'GET',
      path: '/api/holiday-notices',
      tag,
      summary: 'The holiday years that the plans’ calendars count by, and the year that has no notice yet',
      access: 'signedIn',
      policy: 'read holidayNotice',
      answer: holidaySets,
      handle: ({ actor }) => told(house, { actor, thing: 'holidayNotice' }, (tx, now) => heldSets(tx, actor, now)),
    }),
    route<Actor, unknown, unknown, NoticeText>({
      method: 'POST',
      path: '/api/holiday-notices/preview',
      tag,
      summary: 'What a notice would change: dates, and the due times of the clocks that run; changes nothing',
      access: 'signedIn',
      policy: 'create holidayNotice; due times of the requests that the caller may see',
      body: noticeText,
      answer: noticePreview,
      handle: ({ actor, body }) => previewNotice(house, actor, body),
    }),
    route<Actor, unknown, unknown, NoticeInput>({
      method: 'POST',
      path: '/api/holiday-notices',
      tag,
      summary: 'Import the notice of a year: the newest holds, and the workers count the clocks that run again',
      access: 'signedIn',
      policy: 'create holidayNotice',
      body: noticeInput,
      handle: ({ actor, body }) => takeNotice(house, actor, body),
    }),
    route<Actor, unknown, unknown, NoticeNamed>({
      method: 'POST',
      path: '/api/holiday-notices/take-back/preview',
      tag,
      summary:
        'What taking back the notice that holds would change: dates, and the due times of the clocks that run; changes nothing',
      access: 'signedIn',
      policy: 'create holidayNotice; due times of the requests that the caller may see',
      body: noticeNamed,
      answer: noticePreview,
      handle: ({ actor, body }) => previewTakingBack(house, actor, body),
    }),
    route<Actor, unknown, unknown, TakeBackInput>({
      method: 'POST',
      path: '/api/holiday-notices/take-back',
      tag,
      summary:
        'Take back the imported notice that holds: what held before it holds again, and the workers count the clocks that run again',
      access: 'signedIn',
      policy: 'create holidayNotice',
      body: takeBackInput,
      handle: ({ actor, body }) => undoNotice(house, actor, body),
    }),
  ];
}

function readingRoutes(house: House): AnyRoute<Actor>[] {
  return [
    route<Actor, unknown, unknown, unknown>({
      method: 'GET',
      path: '/api/clock-recounts',
      tag,
      summary: 'Recounts of the clocks that run, the latest first: why, how far, and what they changed',
      access: 'signedIn',
      policy: 'read clockRecount',
      answer: clockRecounts,
      handle: ({ actor }) =>
        told(house, { actor, thing: 'clockRecount' }, async (tx) => {
          const items = [];
          for (const row of await listRecounts(tx)) items.push(await recountView(tx, row));
          return { items };
        }),
    }),
    route<Actor, { id: string }, unknown, unknown>({
      method: 'GET',
      path: '/api/plan-drafts/:id/outlook',
      tag: 'plans',
      summary: 'What would become of the requests that run if the draft were activated as it stands; changes nothing',
      access: 'signedIn',
      policy: 'read servicePlan, staff alone; due times of the requests that the caller may see',
      params: byId,
      answer: draftOutlookShape,
      handle: ({ actor, params }) => draftOutlook(house, actor, params.id),
    }),
    route<Actor, { id: string }, unknown, unknown>({
      method: 'GET',
      path: '/api/clock-recounts/:id',
      tag,
      summary: 'One recount',
      access: 'signedIn',
      policy: 'read clockRecount',
      params: byId,
      answer: clockRecount,
      handle: ({ actor, params }) =>
        told(house, { actor, thing: 'clockRecount' }, async (tx) => {
          const row = await findRecount(tx, params.id);
          return row === undefined ? recountRefusals.notFound : recountView(tx, row);
        }),
    }),
    route<Actor, { id: string }, ChangesQuery, unknown>({
      method: 'GET',
      path: '/api/clock-recounts/:id/changes',
      tag,
      summary: 'The due times that a recount changed, each with its cause, request by request',
      access: 'signedIn',
      policy: 'read clockRecount; of the requests that the caller may see',
      params: byId,
      query: changesQuery,
      answer: clockChanges,
      handle: ({ actor, params, query }) =>
        told(house, { actor, thing: 'clockRecount' }, async (tx, now) => {
          if ((await findRecount(tx, params.id)) === undefined) return recountRefusals.notFound;
          const page = await changesOf(tx, actor, { recountId: params.id, query, now });
          return isRefusal(page) ? page : { items: await changeViews(tx, page.rows), nextCursor: page.nextCursor };
        }),
    }),
  ];
}

async function told(
  house: House,
  asked: { readonly actor: Actor; readonly thing: Thing },
  work: (tx: Transaction<Tables>, now: Instant) => Promise<unknown>,
): Promise<RouteAnswer | Refusal> {
  const { actor, thing } = asked;
  if (!may(actor, 'read', thing, { providerId: actor.providerId })) return recountRefusals.mayNotRead;
  const body = await reading(house, actor, work);
  return isRefusal(body) ? body : { status: 200, body };
}
