import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { NextEvent } from '#centre/requests/requests.schema.ts';
import type { Answer } from '#platform/client/client.ts';
import { useIntent } from '#platform/client/useIntent.ts';
import { reasonInCustomersWords } from './customer-steps.rules.ts';

/** Fires a step of a request; whatever came of it, the page is brought up to date, and a refusal is in the customer's words. */
export function useFire(
  requestId: string,
): (event: NextEvent, input: Readonly<Record<string, unknown>>) => Promise<Answer<unknown>> {
  const client = useQueryClient();
  const send = useIntent(`portal.${requestId}`, { dated: false });
  return useCallback(
    async (event, input) => {
      const answer = await send(event.path, { ...input, version: event.version });
      await client.invalidateQueries({ queryKey: ['request', requestId] });
      void client.invalidateQueries({ queryKey: ['requests'] });
      void client.invalidateQueries({ queryKey: ['records'] });
      if (answer.ok) return answer;
      const { problem } = answer;
      return { ok: false, problem: { ...problem, detail: reasonInCustomersWords(problem.guards, problem.detail) } };
    },
    [client, send, requestId],
  );
}
