import type { House } from '#centre/house.ts';
import type { Actor } from '#centre/people/actor.schema.ts';
import { isRefusal } from '#platform/command/refusal.ts';
import { route, type AnyRoute } from '#platform/http/route.ts';
import { explainBreach, explainBreachInput, type ExplainBreachInput } from './explain-breach.ts';
import { byId } from './requests.routes.ts';

/** What a breach came from: told where it happened. */
export function explainBreachRoutes(house: House): AnyRoute<Actor>[] {
  return [
    route<Actor, { id: string }, unknown, ExplainBreachInput>({
      method: 'POST',
      path: '/api/service-requests/:id/explain-breach',
      tag: 'commitments',
      summary: 'Tell the cause of a breach and the measure taken, with who answers for it and until when',
      access: 'signedIn',
      policy: 'execute serviceRequest, staff',
      params: byId,
      body: explainBreachInput,
      handle: async ({ actor, params, body }) => {
        const answer = await explainBreach(house, {
          actor,
          requestId: params.id,
          input: body,
          path: `/api/service-requests/${params.id}/explain-breach`,
        });
        if (!isRefusal(answer)) house.changed([`service-requests/${params.id}`]);
        return answer;
      },
    }),
  ];
}
