import type { z } from 'zod';
import type { House } from '#centre/house.ts';
import { administers } from '#centre/people/index.ts';
import type { Actor } from '#centre/people/actor.schema.ts';
import { route, type AnyRoute } from '#platform/http/route.ts';
import { reading } from '../reading.ts';
import { byId } from '../requests.routes.ts';
import { changeView, deleteView, isOwner, orderViews, savedViewsOf, saveView } from './saved-views.ts';
import {
  changeViewInput,
  deleteViewInput,
  leftViews,
  orderViewsInput,
  savedViews,
  saveViewInput,
  type ChangeViewInput,
  type SaveViewInput,
} from './saved-views.schema.ts';
import { viewsLeft } from './saved-views.store.ts';
import { viewRefusals } from './saved-views.texts.ts';

const OWN = 'staff, their own';

/** Lists that somebody wants to see again. */
export function savedViewRoutes(house: House): AnyRoute<Actor>[] {
  return [
    route<Actor, unknown, unknown, unknown>({
      method: 'GET',
      path: '/api/saved-views',
      tag: 'service requests',
      summary: 'The views of the list that the caller saved or that are shared with the caller’s units',
      access: 'signedIn',
      policy: 'staff, their own and those shared with their units; what a view shows is asked of the list itself',
      answer: savedViews,
      handle: ({ actor }) =>
        reading(house, actor, async (tx) =>
          isOwner(actor) ? { status: 200, body: await savedViewsOf(tx, actor) } : viewRefusals.notStaff,
        ),
    }),
    route<Actor, unknown, unknown, unknown>({
      method: 'GET',
      path: '/api/saved-views/left',
      tag: 'service requests',
      summary: 'Views that people share who have left',
      access: 'signedIn',
      policy: 'execute accounts: the system administrator',
      answer: leftViews,
      handle: ({ actor }) =>
        reading(house, actor, async (tx) =>
          administers(actor) ? { status: 200, body: { items: await viewsLeft(tx) } } : viewRefusals.administratorsOnly,
        ),
    }),
    route<Actor, unknown, unknown, SaveViewInput>({
      method: 'POST',
      path: '/api/saved-views',
      tag: 'service requests',
      summary: 'Save a view of the list under a name',
      access: 'signedIn',
      policy: OWN,
      body: saveViewInput,
      handle: ({ actor, body }) => saveView(house, actor, body),
    }),
    route<Actor, unknown, unknown, z.infer<typeof orderViewsInput>>({
      method: 'POST',
      path: '/api/saved-views/order',
      tag: 'service requests',
      summary: 'Put the own views in order',
      access: 'signedIn',
      policy: OWN,
      body: orderViewsInput,
      handle: ({ actor, body }) => orderViews(house, actor, body),
    }),
    route<Actor, { id: string }, unknown, ChangeViewInput>({
      method: 'POST',
      path: '/api/saved-views/:id/change',
      tag: 'service requests',
      summary: 'Rename a view, change what it asks for, share it',
      access: 'signedIn',
      policy: OWN,
      params: byId,
      body: changeViewInput,
      handle: ({ actor, params, body }) => changeView(house, actor, { id: params.id, input: body }),
    }),
    route<Actor, { id: string }, unknown, z.infer<typeof deleteViewInput>>({
      method: 'POST',
      path: '/api/saved-views/:id/delete',
      tag: 'service requests',
      summary: 'Delete a view; what it showed stays',
      access: 'signedIn',
      policy: 'staff, their own; the system administrator, those that people share who have left',
      params: byId,
      body: deleteViewInput,
      handle: ({ actor, params, body }) => deleteView(house, actor, { id: params.id, input: body }),
    }),
  ];
}
