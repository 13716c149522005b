import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { NextEvent } from '#centre/requests/requests.schema.ts';
import type { StepInput } from '#centre/requests/ui/step-input.rules.ts';
import type { VisitView } from '#centre/visits/visits.schema.ts';
import type { Answer } from '#platform/client/client.ts';
import { useIntent } from '#platform/client/useIntent.ts';

export type Fire = (event: NextEvent, input: StepInput) => Promise<Answer<unknown>>;

/** Reads everything of a visit again. */
export function useRenewVisit(visit: Pick<VisitView, 'id' | 'request'>): () => Promise<void> {
  const client = useQueryClient();
  const { id } = visit.request;
  return useCallback(async () => {
    await Promise.all([
      client.invalidateQueries({ queryKey: ['visits'] }),
      client.invalidateQueries({ queryKey: ['request', id] }),
      client.invalidateQueries({ queryKey: ['records'] }),
    ]);
  }, [client, id]);
}

/** Fires a step with the time at which it was pressed; whatever came of it, the page is brought up to date. */
export function useVisitSteps(visit: Pick<VisitView, 'id' | 'request'>): Fire {
  const send = useIntent(`field.${visit.id}`, { dated: true });
  const renew = useRenewVisit(visit);
  return useCallback(
    async (event, input) => {
      const answer = await send(event.path, { ...input, version: event.version });
      // Without a connection nothing can be read either: what is shown stays.
      if (answer.ok || answer.problem.status > 0) await renew();
      return answer;
    },
    [send, renew],
  );
}
