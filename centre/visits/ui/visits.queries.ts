import { queryOptions } from '@tanstack/react-query';
import { fetched } from '#platform/client/query.ts';
import { learnServerTime } from '#platform/time/server-clock.ts';
import type { VisitList, VisitView } from '../visits.schema.ts';

/** One's own visits. What is read tells the server's time, so that a phone that is set wrong enters the right one. */
export const visitsQuery = queryOptions({
  queryKey: ['visits'],
  queryFn: async ({ signal }) => {
    const list = await fetched<VisitList>('/api/site-visits', signal);
    learnServerTime(list.asOf);
    return list;
  },
});

export function visitQuery(id: string) {
  return queryOptions({
    queryKey: ['visits', id],
    queryFn: async ({ signal }) => {
      const visit = await fetched<VisitView>(`/api/site-visits/${encodeURIComponent(id)}`, signal);
      learnServerTime(visit.asOf);
      return visit;
    },
  });
}
