import { z } from 'zod';
import { readEvidence } from '#centre/commitments/index.ts';
import { evidenceAnswer, evidenceQuery, type EvidenceQuery } from '#centre/commitments/register/evidence.schema.ts';
import type { House } from '#centre/house.ts';
import type { Actor } from '#centre/people/actor.schema.ts';
import { isRefusal } from '#platform/command/refusal.ts';
import { route, type AnyRoute } from '#platform/http/route.ts';
import { reading } from './reading.ts';
import { visibleRequests } from './visibility.ts';

/** What shows how a commitment stands: it happened on requests, and is shown to whoever may see those. */
export function fulfilmentEvidenceRoutes(house: House): AnyRoute<Actor>[] {
  return [
    route<Actor, { commitment: string }, EvidenceQuery, unknown>({
      method: 'GET',
      path: '/api/fulfilments/:commitment/evidence',
      tag: 'commitments',
      summary:
        'What happened to a commitment, with the events, records and refusals that show it; dated work first, then the newest request first',
      access: 'signedIn',
      policy: 'read servicePlan, and serviceRequest: of the requests that the caller may see',
      note: 'A page may hold few rows, or none, and still name where to go on: it looks through requests in their order.',
      params: z.object({ commitment: z.string().min(1).max(80) }),
      query: evidenceQuery,
      answer: evidenceAnswer,
      handle: ({ actor, params, query }) =>
        reading(house, actor, async (tx, now) => {
          const answer = await readEvidence(tx, actor, { ...params, query, now, visible: visibleRequests(actor, now) });
          return isRefusal(answer) ? answer : { status: 200, body: answer };
        }),
    }),
  ];
}
