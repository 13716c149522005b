import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { fetchedLines } from '#platform/client/lines.ts';
import { fetched } from '#platform/client/query.ts';
import type { Language } from '#platform/i18n/language.ts';
import type { Chapter } from '#platform/print/chapter.schema.ts';
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
    queryFn: ({ signal, client }) => {
      const known = client.getQueryData<ReviewSoFar>(queryKey);
      return wholeReview(id, signal, (review) => {
        if (known?.whole == null || known.version !== review.version) client.setQueryData(queryKey, review);
      });
    },
  });
}

async function wholeReview(id: string, signal: AbortSignal, onPart?: (review: ReviewSoFar) => void): Promise<ReviewSoFar> {
  let review: ReviewSoFar | null = null;
  for await (const line of fetchedLines<ReviewLine>(`/api/plan-drafts/${id}/review`, signal)) {
    review = withLine(review, line);
    if (review !== null) onPart?.(review);
  }
  if (review?.whole == null) throw new Error('The answer was cut.');
  return review;
}

/**
 * What a customer is shown of a draft ends with the draft: it is asked for once the list has named it, `listed` so many answers that the list
 * has had, and not again before the next; whoever looks at it while it is activated would else ask for what is no longer theirs to see.
 */
export function offeredDraftQuery(id: string, listed: number) {
  return queryOptions({ ...draftQuery(id), ...OFFERED, queryKey: ['offered', 'draft', id, String(listed)] });
}
export function offeredReviewQuery(id: string, listed: number) {
  return queryOptions({
    ...OFFERED,
    queryKey: ['offered', 'review', id, String(listed)],
    queryFn: ({ signal }) => wholeReview(id, signal),
  });
}
/** `address` of a version or a draft: `/api/plans/ID`. */
export function documentQuery(address: string, language: Language) {
  return queryOptions({
    queryKey: ['plans', 'document', address, language],
    queryFn: ({ signal }) => fetched<Chapter>(`${address}/document?language=${language}`, signal),
  });
}
export function offeredDocumentQuery(address: string, language: Language, listed: number) {
  const queryKey = ['offered', 'document', address, language, String(listed)];
  return queryOptions({ ...documentQuery(address, language), ...OFFERED, queryKey });
}
const OFFERED = { staleTime: 'static', placeholderData: keepPreviousData } as const;

/** The format changes with the product alone. */
export const schemaQuery = queryOptions({
  queryKey: ['plan-schema'],
  queryFn: ({ signal }) => fetched<JsonSchema>('/api/plans/schema', signal),
  staleTime: Infinity,
});
