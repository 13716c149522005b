import { z } from 'zod';
import type { House } from '#centre/house.ts';
import type { Actor } from '#centre/people/actor.schema.ts';
import { isRefusal } from '#platform/command/refusal.ts';
import { route, type AnyRoute } from '#platform/http/route.ts';
import { explainDuty, explainDutyInput, type ExplainDutyInput } from './explain-duty.ts';
import { reportDuty, reportDutyInput, type ReportDutyInput } from './report-duty.ts';

/** Dated duties, which people report until a process of its own carries one out. */
export function dutyRoutes(house: House): AnyRoute<Actor>[] {
  return [
    route<Actor, { id: string }, unknown, ReportDutyInput>({
      method: 'POST',
      path: '/api/duties/:id/report',
      tag: 'commitments',
      summary: 'Report a dated duty done: what was done, when, and the file that shows it',
      access: 'signedIn',
      policy: 'whom the plan has write it, else those who answer for its commitments, bound to project or unit',
      params: z.object({ id: z.uuid() }),
      body: reportDutyInput,
      handle: async ({ actor, params, body }) => {
        const answer = await reportDuty(house, { actor, ...params, input: body, path: `/api/duties/${params.id}/report` });
        if (!isRefusal(answer)) house.changed(['fulfilments']);
        return answer;
      },
    }),
    route<Actor, { id: string }, unknown, ExplainDutyInput>({
      method: 'POST',
      path: '/api/duties/:id/explain-breach',
      tag: 'commitments',
      summary: 'Tell why a dated duty was missed and the measure taken, with who answers for it and until when',
      access: 'signedIn',
      policy: 'whoever may report it',
      params: z.object({ id: z.uuid() }),
      body: explainDutyInput,
      handle: async ({ actor, params, body }) => {
        const path = `/api/duties/${params.id}/explain-breach`;
        const answer = await explainDuty(house, { actor, ...params, input: body, path });
        if (!isRefusal(answer)) house.changed(['fulfilments']);
        return answer;
      },
    }),
  ];
}
