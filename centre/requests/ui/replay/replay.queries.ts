import { queryOptions } from '@tanstack/react-query';
import { fetched } from '#platform/client/query.ts';
import { REPLAYING, type LogReplay, type LogReplayDetail, type ReplayChoices } from '../../replay-job/log-replay.schema.ts';
import type { SampleAnswer } from '../../import-job/history-import.schema.ts';

/** While a worker is at it: the stream tells of its progress, and this stands in where it is cut. */
const ASK_AGAIN_MS = 1_500;

export const replaysQuery = queryOptions({
  queryKey: ['log-replays'],
  queryFn: ({ signal }) => fetched<{ items: LogReplay[] }>('/api/log-replays', signal),
});
export const replayChoicesQuery = queryOptions({
  queryKey: ['replay-choices'],
  queryFn: ({ signal }) => fetched<ReplayChoices>('/api/log-replays/choices', signal),
});
export function replayQuery(id: string) {
  return queryOptions({
    queryKey: ['log-replay', id],
    queryFn: ({ signal }) => fetched<LogReplayDetail>(`/api/log-replays/${id}`, signal),
    refetchInterval: ({ state }) => (state.data !== undefined && REPLAYING.includes(state.data.state) ? ASK_AGAIN_MS : false),
  });
}
/** The head of a log, read as the map says; as it can be told where it says nothing. The key names no replay: the log stays what it is. */
export function replaySampleQuery(id: string, read: { encoding?: string | undefined; delimiter?: string | undefined }) {
  const asked = new URLSearchParams();
  if (read.encoding !== undefined) asked.set('encoding', read.encoding);
  if (read.delimiter !== undefined && read.delimiter.length === 1) asked.set('delimiter', read.delimiter);
  return queryOptions({
    queryKey: ['replay-sample', `${id}?${asked.toString()}`],
    queryFn: ({ signal }) => fetched<SampleAnswer>(`/api/log-replays/${id}/sample?${asked.toString()}`, signal),
    staleTime: Infinity,
  });
}
