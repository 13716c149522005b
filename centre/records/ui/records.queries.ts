import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { ListTotal } from '#centre/requests/counted.schema.ts';
import { fetched } from '#platform/client/query.ts';
import type { RecordRow, RecordView } from '../records.schema.ts';

/** What the list of records is asked for: it is the address of the page. */
export interface RecordSearch {
  readonly form?: string | undefined;
  readonly state?: 'draft' | 'open' | 'frozen' | 'voided' | undefined;
  readonly q?: string | undefined;
}

export interface RecordList extends ListTotal {
  readonly items: RecordRow[];
  readonly nextCursor: string | null;
}

const PAGE = 50;

export function recordPagesQuery({ form, state, q }: RecordSearch) {
  // An address may hold more than the page knows.
  const search = { form, state, q };
  return infiniteQueryOptions({
    queryKey: ['records', 'pages', search],
    queryFn: ({ signal, pageParam }: { signal: AbortSignal; pageParam: string | undefined }) => {
      const asked = new URLSearchParams({ limit: String(PAGE), total: 'true' });
      for (const [name, value] of Object.entries({ ...search, cursor: pageParam }))
        if (typeof value === 'string' && value !== '') asked.set(name, value);
      return fetched<RecordList>(`/api/records?${asked.toString()}`, signal);
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page: RecordList) => page.nextCursor ?? undefined,
  });
}

export function recordQuery(id: string) {
  return queryOptions({
    queryKey: ['records', id],
    queryFn: ({ signal }) => fetched<RecordView>(`/api/records/${encodeURIComponent(id)}`, signal),
  });
}

/** On how many sheets the record prints as it stands; its content names the answer. */
export function recordSheetsQuery(id: string, contentDigest: string) {
  return queryOptions({
    queryKey: ['records', id, 'sheets', contentDigest],
    queryFn: ({ signal }) => fetched<{ readonly sheets: number }>(`/api/records/${encodeURIComponent(id)}/sheets`, signal),
  });
}
