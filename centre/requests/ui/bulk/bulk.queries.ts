import { queryOptions } from '@tanstack/react-query';
import { send } from '#platform/client/client.ts';
import { ProblemError } from '#platform/client/query.ts';
import type { BulkAnswer, BulkQuestion } from '../../bulk/bulk.schema.ts';

const PREVIEW = '/api/service-requests/preview';

/** What an action would do to each of several requests; asks and writes nothing. */
export function previewOf(question: BulkQuestion) {
  return send<BulkAnswer>(PREVIEW, question);
}

/** Which actions are offered for the requests that are selected. */
export function offeredQuery(ids: readonly string[]) {
  return queryOptions({
    queryKey: ['requests', 'offered', ids],
    enabled: ids.length > 0,
    queryFn: async () => {
      const answer = await previewOf({ ids: [...ids] });
      if (!answer.ok) throw new ProblemError(answer.problem);
      return answer.value.offered;
    },
  });
}
