import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { fetched } from '#platform/client/query.ts';
import type { SearchAnswer } from '../text-index/search.schema.ts';
import { textKinds, type TextKind } from '../text-index/text-index.schema.ts';

/** What is looked for in all texts; it is the address of the page. */
export interface TextSearch {
  readonly q?: string | undefined;
  readonly kind?: TextKind | undefined;
}

export function textKindOf(asked: unknown): TextKind | undefined {
  return textKinds.find((kind) => kind === asked);
}

/** The fewest characters that are looked for. */
export const LEAST_SOUGHT = 2;
/** As many characters as a list takes. */
export const LONGEST_SOUGHT = 100;

function searchPath(search: TextSearch, more: { cursor?: string | undefined; limit?: number } = {}): string {
  const asked = new URLSearchParams({ q: search.q ?? '' });
  if (search.kind !== undefined) asked.set('kind', search.kind);
  if (more.cursor !== undefined) asked.set('cursor', more.cursor);
  if (more.limit !== undefined) asked.set('limit', String(more.limit));
  return `/api/search?${asked.toString()}`;
}

/** Hits page by page; what is shown stays until the next answer has come. Asks nothing for less than two characters. */
export function searchPagesQuery(search: TextSearch) {
  return infiniteQueryOptions({
    queryKey: ['search', 'pages', search],
    queryFn: ({ signal, pageParam }: { signal: AbortSignal; pageParam: string | undefined }) =>
      fetched<SearchAnswer>(searchPath(search, { cursor: pageParam }), signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page: SearchAnswer) => page.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
    enabled: (search.q ?? '').length >= LEAST_SOUGHT,
  });
}

/** The newest few hits, for whoever shows them beside something else. */
export function searchTopQuery(search: TextSearch, limit = 8) {
  return queryOptions({
    queryKey: ['search', 'top', search, limit],
    queryFn: ({ signal }) => fetched<SearchAnswer>(searchPath(search, { limit }), signal),
    placeholderData: keepPreviousData,
    enabled: (search.q ?? '').length >= LEAST_SOUGHT,
  });
}
