import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { post } from '#platform/client/client.ts';
import { ProblemError } from '#platform/client/query.ts';
import type { PlanChecked } from '../drafts/plan-drafts.schema.ts';

/** A check costs the server a tenth of a second: it is asked once somebody pauses. */
const CHECK_AFTER_MS = 500;

/** What the server's checks say of a text, and whether that is of this text or still of the one before. */
export function useChecked(text: string): {
  readonly checked: PlanChecked | undefined;
  readonly isCurrent: boolean;
  readonly error: Error | null;
} {
  const [asked, setAsked] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setAsked(text), CHECK_AFTER_MS);
    return () => clearTimeout(timer);
  }, [text]);
  const { data, error } = useQuery({
    queryKey: ['plan-check', asked],
    queryFn: async () => {
      const answer = await post<PlanChecked>('/api/plans/check', { text: asked });
      if (!answer.ok) throw new ProblemError(answer.problem);
      return answer.value;
    },
    staleTime: Infinity,
    gcTime: 0,
    placeholderData: (before) => before,
  });
  return { checked: data, isCurrent: asked === text && data !== undefined, error };
}
