import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { fetched } from '#platform/client/query.ts';
import type { ClockChangeView, ClockRecountView, DraftOutlook, HolidaySetsView } from '../../recounts/recounts.schema.ts';

/** While workers are at it: the stream tells of each slice, and this stands in where it is cut. */
const ASK_AGAIN_MS = 2_000;

export const holidaySetsQuery = queryOptions({
  queryKey: ['holiday-notices'],
  queryFn: ({ signal }) => fetched<HolidaySetsView>('/api/holiday-notices', signal),
});
export const recountsQuery = queryOptions({
  queryKey: ['clock-recounts'],
  queryFn: ({ signal }) => fetched<{ items: readonly ClockRecountView[] }>('/api/clock-recounts', signal),
  refetchInterval: ({ state }) => (state.data?.items.some((one) => one.state !== 'done') === true ? ASK_AGAIN_MS : false),
});
export function recountQuery(id: string) {
  return queryOptions({
    queryKey: ['clock-recount', id, `clock-recounts/${id}`],
    queryFn: ({ signal }) => fetched<ClockRecountView>(`/api/clock-recounts/${id}`, signal),
    refetchInterval: ({ state }) => (state.data !== undefined && state.data.state !== 'done' ? ASK_AGAIN_MS : false),
  });
}
/** Asked for by a person, and never kept: what runs changes by the minute. */
export function draftOutlookQuery(draftId: string) {
  return queryOptions({
    queryKey: ['draft-outlook', draftId],
    queryFn: ({ signal }) => fetched<DraftOutlook>(`/api/plan-drafts/${draftId}/outlook`, signal),
    staleTime: Infinity,
    gcTime: 0,
  });
}
/** `done`: how far the recount is, so that what it changed since is read too. */
export function changesQuery(id: string, only: { readonly breached: boolean; readonly done: number }) {
  return infiniteQueryOptions({
    queryKey: ['clock-changes', id, only.breached, only.done],
    queryFn: ({ pageParam, signal }) => {
      const asked = new URLSearchParams({
        limit: '50',
        ...(pageParam === null ? {} : { cursor: pageParam }),
        ...(only.breached ? { breached: 'true' } : {}),
      });
      return fetched<{ items: readonly ClockChangeView[]; nextCursor: string | null }>(
        `/api/clock-recounts/${id}/changes?${asked.toString()}`,
        signal,
      );
    },
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    placeholderData: (before) => before,
  });
}
