import type { House } from '#centre/house.ts';
import type { Actor } from '#centre/people/actor.schema.ts';
import { isRefusal } from '#platform/command/refusal.ts';
import { route, type AnyRoute } from '#platform/http/route.ts';
import { reading } from '../reading.ts';
import { searchAnswer, searchQuery, type SearchQuery } from './search.schema.ts';
import { searchTexts } from './search.ts';

export function searchRoutes(house: House): AnyRoute<Actor>[] {
  return [
    route<Actor, unknown, SearchQuery, unknown>({
      method: 'GET',
      path: '/api/search',
      tag: 'search',
      summary: 'The newest texts with a phrase, in requests, messages, steps and records, each with the piece around it',
      access: 'signedIn',
      policy: 'read serviceRequest, and each text by its own right: internal words by staff, records by their rows of the matrix',
      query: searchQuery,
      answer: searchAnswer,
      handle: ({ actor, query }) =>
        reading(
          house,
          actor,
          async (tx, now) => {
            const answer = await searchTexts(tx, actor, { query, now });
            return isRefusal(answer) ? answer : { status: 200, body: answer };
          },
          'byKeys',
        ),
    }),
  ];
}
