import { z } from 'zod';
import type { House } from '#centre/house.ts';
import type { Actor } from '#centre/people/actor.schema.ts';
import { isRefusal } from '#platform/command/refusal.ts';
import { route, type AnyRoute } from '#platform/http/route.ts';
import { planDraftRoutes } from './drafts/plan-drafts.routes.ts';
import { plansFor, readingPlans, readVersion } from './drafts/plan-drafts.reading.ts';
import {
  checkPlanInput,
  planChecked,
  plans,
  planText,
  versionChanges,
  type CheckPlanInput,
} from './drafts/plan-drafts.schema.ts';
import { draftRefusals } from './drafts/plan-drafts.texts.ts';
import { todayOf } from './drafts/checked-text.ts';
import { checkBeside } from './drafts/plan-checker.ts';
import { readChanges } from './drafts/version-changes.ts';
import { holidayTable } from './holidays.store.ts';
import { planJsonSchema } from './plan-json-schema.rules.ts';

const tag = 'plans';

/** Service plans: those in force and before, their texts, and drafts of the next. */
export function planRoutes(house: House): AnyRoute<Actor>[] {
  return [
    route<Actor, unknown, unknown, unknown>({
      method: 'GET',
      path: '/api/plans',
      tag,
      summary: 'Versions and drafts of the plans that the caller may see, the latest first',
      access: 'signedIn',
      policy: 'read servicePlan; customers their own, and drafts that were offered to them',
      answer: plans,
      handle: ({ actor }) => readingPlans(house, actor, async (tx) => ({ status: 200, body: await plansFor(tx, actor) })),
    }),
    route<Actor, unknown, unknown, unknown>({
      method: 'GET',
      path: '/api/plans/schema',
      tag,
      summary: 'The plan’s format as JSON Schema, each field explained in both languages',
      access: 'signedIn',
      policy: 'anyone: the format is no secret, and says nothing of any plan',
      answer: z.looseObject({}),
      handle: async () => ({ status: 200, body: planJsonSchema() }),
    }),
    route<Actor, unknown, unknown, CheckPlanInput>({
      method: 'POST',
      path: '/api/plans/check',
      tag,
      summary: 'What is wrong with the text of a plan, each at its line, as pledge plan check tells it; changes nothing',
      access: 'signedIn',
      policy: 'any staff: nothing is asked but the text itself',
      body: checkPlanInput,
      answer: planChecked,
      handle: async ({ actor, body }) => {
        if (actor.kind !== 'staff') return draftRefusals.mayNotWrite;
        const holidays = await readingPlans(house, actor, async (tx, now) => ({
          today: todayOf(now),
          table: await holidayTable(tx),
        }));
        const checked = await checkBeside({ text: body.text, holidays });
        return isRefusal(checked) ? checked : { status: 200, body: checked };
      },
    }),
    route<Actor, { id: string }, unknown, unknown>({
      method: 'GET',
      path: '/api/plans/:id',
      tag,
      summary: 'One version with its text, as it was applied',
      access: 'signedIn',
      policy: 'read servicePlan; customers their own',
      params: z.strictObject({ id: z.uuid() }),
      answer: planText,
      handle: ({ actor, params }) => readVersion(house, actor, params.id),
    }),
    route<Actor, { id: string }, unknown, unknown>({
      method: 'GET',
      path: '/api/plans/:id/changes',
      tag,
      summary: 'What a version changed when it was activated, by clause, against the one in force until then; and on whose word',
      access: 'signedIn',
      policy: 'read servicePlan; customers their own, without the names of staff',
      params: z.strictObject({ id: z.uuid() }),
      answer: versionChanges,
      handle: ({ actor, params }) => readChanges(house, actor, params.id),
    }),
    ...planDraftRoutes(house),
  ];
}
