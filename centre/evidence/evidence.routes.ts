import { z } from 'zod';
import type { House } from '#centre/house.ts';
import type { Actor } from '#centre/people/actor.schema.ts';
import { route, type AnyRoute } from '#platform/http/route.ts';
import { eventProof } from './event-proof.schema.ts';
import { proveEvent } from './event-proof.ts';
import { PACK_TYPE, packQuery, servePack, type PackQuery } from './pack/serve-pack.ts';
import { eraseContact, eraseContactInput, type EraseContactInput } from './erase-contact.ts';

export function evidenceRoutes(house: House): AnyRoute<Actor>[] {
  return [
    route<Actor, { id: string }, unknown, unknown>({
      method: 'GET',
      path: '/api/events/:id/proof',
      tag: 'evidence',
      summary: 'What shows that an event stood in the evidence as it is: chain, path, seal',
      access: 'signedIn',
      policy:
        'read serviceRequest: of the request of the event, or servicePlan: of what the register shows of its project; what the event says to those who read it in auditTrail',
      params: z.object({ id: z.uuid() }),
      answer: eventProof,
      handle: ({ actor, params }) => proveEvent(house, actor, params.id),
    }),
    route<Actor, unknown, PackQuery, unknown>({
      method: 'GET',
      path: '/api/evidence-pack',
      tag: 'evidence',
      summary: 'An evidence pack of a project and period, with a verifier that needs no server; it takes as long as it is large',
      access: 'signedIn',
      policy: 'export auditTrail: the auditor',
      query: packQuery,
      file: [PACK_TYPE],
      handle: ({ actor, query }) => servePack(house, actor, query),
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
