import { z } from 'zod';
import type { House } from '#centre/house.ts';
import type { Actor } from '#centre/people/actor.schema.ts';
import { reading } from '#centre/requests/index.ts';
import { isRefusal } from '#platform/command/refusal.ts';
import { route, type AnyRoute } from '#platform/http/route.ts';
import {
  objectiveRowsAnswer,
  objectiveRowsQuery,
  objectivesAnswer,
  objectivesQuery,
  type ObjectiveRowsQuery,
  type ObjectivesQuery,
} from './objectives.schema.ts';
import { readObjectiveRows, readObjectives } from './read-objectives.ts';

const READ = 'read operationQualityReport: all, own projects or units by position; customers their own projects';
const byName = z.object({ name: z.string().min(1).max(80) });

/** Quality objectives: what they are measured by, how they stand, and what each figure is counted from. */
export function objectiveRoutes(house: House): AnyRoute<Actor>[] {
  return [
    route<Actor, unknown, ObjectivesQuery, unknown>({
      method: 'GET',
      path: '/api/quality-objectives',
      tag: 'quality',
      summary: 'The quality objectives with figure, target, formula and trend, each for its own period',
      access: 'signedIn',
      policy: READ,
      query: objectivesQuery,
      answer: objectivesAnswer,
      handle: ({ actor, query }) =>
        reading(house, actor, async (tx, now) => {
          const answer = await readObjectives(tx, actor, { query, now });
          return isRefusal(answer) ? answer : { status: 200, body: answer };
        }),
    }),
    route<Actor, { name: string }, ObjectiveRowsQuery, unknown>({
      method: 'GET',
      path: '/api/quality-objectives/:name/rows',
      tag: 'quality',
      summary: 'The rows behind the figure of an objective, newest first, with the records of each request',
      access: 'signedIn',
      policy: `${READ}; rows as far as the request is read`,
      params: byName,
      query: objectiveRowsQuery,
      answer: objectiveRowsAnswer,
      handle: ({ actor, params, query }) =>
        reading(house, actor, async (tx, now) => {
          const answer = await readObjectiveRows(tx, actor, { ...params, query, now });
          return isRefusal(answer) ? answer : { status: 200, body: answer };
        }),
    }),
  ];
}
