import { queryOptions } from '@tanstack/react-query';
import { fetched } from '#platform/client/query.ts';
import type { DraftReview, DraftText, Plans, PlanText } from '../drafts/plan-drafts.schema.ts';
import type { JsonSchema } from '../plan-json-schema.rules.ts';

/** The topic `plans` lets all of them be read again. */
export const plansQuery = queryOptions({
  queryKey: ['plans'],
  queryFn: ({ signal }) => fetched<Plans>('/api/plans', signal),
});
export function versionQuery(id: string) {
  return queryOptions({
    queryKey: ['plans', 'version', id],
    queryFn: ({ signal }) => fetched<PlanText>(`/api/plans/${id}`, signal),
  });
}
export function draftQuery(id: string) {
  return queryOptions({
    queryKey: ['plans', 'draft', id],
    queryFn: ({ signal }) => fetched<DraftText>(`/api/plan-drafts/${id}`, signal),
  });
}
export function reviewQuery(id: string) {
  return queryOptions({
    queryKey: ['plans', 'review', id],
    queryFn: ({ signal }) => fetched<DraftReview>(`/api/plan-drafts/${id}/review`, signal),
  });
}
/** The format changes with the product alone. */
export const schemaQuery = queryOptions({
  queryKey: ['plan-schema'],
  queryFn: ({ signal }) => fetched<JsonSchema>('/api/plans/schema', signal),
  staleTime: Infinity,
});
