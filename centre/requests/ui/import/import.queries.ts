import { queryOptions } from '@tanstack/react-query';
import { fetched } from '#platform/client/query.ts';
import {
  AT_WORK,
  type HistoryImport,
  type HistoryImportDetail,
  type ImportChoices,
  type SampleAnswer,
} from '../../import-job/history-import.schema.ts';

/** While workers are at it: the stream tells of each slice, and this stands in where it is cut. */
const ASK_AGAIN_MS = 2_000;

export const importsQuery = queryOptions({
  queryKey: ['history-imports'],
  queryFn: ({ signal }) => fetched<{ items: HistoryImport[] }>('/api/history-imports', signal),
});
export const choicesQuery = queryOptions({
  queryKey: ['import-choices'],
  queryFn: ({ signal }) => fetched<ImportChoices>('/api/history-imports/choices', signal),
});
export function importQuery(id: string) {
  return queryOptions({
    queryKey: ['history-import', id],
    queryFn: ({ signal }) => fetched<HistoryImportDetail>(`/api/history-imports/${id}`, signal),
    refetchInterval: ({ state }) => (state.data !== undefined && AT_WORK.includes(state.data.state) ? ASK_AGAIN_MS : false),
  });
}
/** The head of a log, read as the map says; as it can be told where it says nothing. The key names no import: nothing that happens to one changes its log. */
export function sampleOfQuery(id: string, read: { encoding?: string | undefined; delimiter?: string | undefined }) {
  const asked = new URLSearchParams();
  if (read.encoding !== undefined) asked.set('encoding', read.encoding);
  if (read.delimiter !== undefined && read.delimiter.length === 1) asked.set('delimiter', read.delimiter);
  return queryOptions({
    queryKey: ['import-sample', `${id}?${asked.toString()}`],
    queryFn: ({ signal }) => fetched<SampleAnswer>(`/api/history-imports/${id}/sample?${asked.toString()}`, signal),
    staleTime: Infinity,
  });
}
