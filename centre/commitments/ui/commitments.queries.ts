import { queryOptions } from '@tanstack/react-query';
import { fetched } from '#platform/client/query.ts';
import type { CommitmentName } from '../clock-view.schema.ts';

/** What was promised, by identifier. A plan changes seldom: it is read once for as long as the page lives. */
export const commitmentsQuery = queryOptions({
  queryKey: ['commitments'],
  staleTime: Infinity,
  queryFn: async ({ signal }) => {
    const { items } = await fetched<{ items: CommitmentName[] }>('/api/commitments', signal);
    return new Map(items.map((commitment) => [commitment.id, commitment]));
  },
});
