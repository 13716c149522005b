import { z } from 'zod';
import type { House } from '#centre/house.ts';
import type { Actor } from '#centre/people/actor.schema.ts';
import { route, type AnyRoute } from '#platform/http/route.ts';
import { eventProof } from './event-proof.schema.ts';
import { proveEvent } from './event-proof.ts';
import { eraseContact, eraseContactInput, type EraseContactInput } from './erase-contact.ts';

export function evidenceRoutes(house: House): AnyRoute<Actor>[] {
  return [
    route<Actor, { id: string }, unknown, unknown>({
      method: 'GET',
      path: '/api/events/:id/proof',
      tag: 'evidence',
      summary: 'What shows that an event stood in the evidence as it is: chain, path, seal',
      access: 'signedIn',
      policy: 'read serviceRequest: of the request of the event; what the event says to those who read it in auditTrail',
      params: z.object({ id: z.uuid() }),
      answer: eventProof,
      handle: ({ actor, params }) => proveEvent(house, actor, params.id),
    }),
    route<Actor, { id: string }, unknown, EraseContactInput>({
      method: 'POST',
      path: '/api/contacts/:id/erase',
      tag: 'evidence',
      summary: 'Erase what is known of a contact; the chains stay',
      access: 'signedIn',
      policy: 'execute accounts: the system administrator',
      params: z.object({ id: z.uuid() }),
      body: eraseContactInput,
      handle: ({ actor, params, body }) =>
        eraseContact(house, { actor, contactId: params.id, input: body, path: `/api/contacts/${params.id}/erase` }),
    }),
  ];
}
