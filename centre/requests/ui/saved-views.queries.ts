import { queryOptions } from '@tanstack/react-query';
import { fetched } from '#platform/client/query.ts';
import type { LeftViews, SavedViews } from '../saved-views/saved-views.schema.ts';

export const savedViewsQuery = queryOptions({
  queryKey: ['saved-views'],
  staleTime: 60_000,
  queryFn: ({ signal }) => fetched<SavedViews>('/api/saved-views', signal),
});

export const leftViewsQuery = queryOptions({
  queryKey: ['saved-views', 'left'],
  queryFn: ({ signal }) => fetched<LeftViews>('/api/saved-views/left', signal),
});
