import { queryOptions } from '@tanstack/react-query';
import { fetchedLines } from '#platform/client/lines.ts';
import { fetched } from '#platform/client/query.ts';
import type { DraftText, Plans, PlanText, ReviewLine, VersionChanges } from '../drafts/plan-drafts.schema.ts';
import type { JsonSchema } from '../plan-json-schema.rules.ts';
import { withLine } from './review-lines.rules.ts';
import type { ReviewSoFar } from './review-lines.rules.ts';

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
/** What was in force before a version stays what it was. */
export function changesQuery(id: string) {
  return queryOptions({
    queryKey: ['plans', 'changes', id],
    queryFn: ({ signal }) => fetched<VersionChanges>(`/api/plans/${id}/changes`, signal),
  });
}
export function draftQuery(id: string) {
  return queryOptions({
    queryKey: ['plans', 'draft', id],
    queryFn: ({ signal }) => fetched<DraftText>(`/api/plan-drafts/${id}`, signal),
  });
}
/**
 * A review shows itself as it arrives, but for one that is read anew: what it said of the same version stays until the new one is whole.
 */
export function reviewQuery(id: string) {
  const queryKey = ['plans', 'review', id];
  return queryOptions({
    queryKey,
    queryFn: async ({ signal, client }) => {
      const known = client.getQueryData<ReviewSoFar>(queryKey);
      let review: ReviewSoFar | null = null;
      for await (const line of fetchedLines<ReviewLine>(`/api/plan-drafts/${id}/review`, signal)) {
        review = withLine(review, line);
        if (review !== null && (known?.whole == null || known.version !== review.version)) client.setQueryData(queryKey, review);
      }
      if (review?.whole == null) throw new Error('The answer was cut.');
      return review;
    },
  });
}
/** The format changes with the product alone. */
export const schemaQuery = queryOptions({
  queryKey: ['plan-schema'],
  queryFn: ({ signal }) => fetched<JsonSchema>('/api/plans/schema', signal),
  staleTime: Infinity,
});
