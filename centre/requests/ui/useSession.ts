import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { SIGNED_OUT } from '#platform/client/client.ts';
import { problemOf } from '#platform/client/query.ts';
import type { Problem } from '#platform/client/problem-details.ts';
import type { Me } from '../requests.schema.ts';
import { meQuery } from './requests.queries.ts';

export interface Session {
  /** Who is signed in, or was until the session ended: then what they were writing still stands on the page. */
  readonly me: Me | undefined;
  /** Nobody is signed in, or no longer. */
  readonly over: boolean;
  /** Why it is not known who is signed in. */
  readonly problem: Problem | undefined;
  readonly failed: boolean;
  readonly retry: () => void;
}

/** The own paths of signing in and asking who one is: their refusals are told where they were asked. */
const asking = new Set(['/api/me', '/api/sign-in', '/api/sign-out']);

/** Who is signed in at this screen. Any answer that nobody is lets it be asked again. */
export function useSession(): Session {
  const client = useQueryClient();
  const { data: me, error, refetch } = useQuery(meQuery);
  const problem = problemOf(error);
  useEffect(() => {
    const ask = (event: Event) => {
      if (event instanceof CustomEvent && asking.has(String(event.detail))) return;
      void client.invalidateQueries({ queryKey: meQuery.queryKey }, { cancelRefetch: false });
    };
    window.addEventListener(SIGNED_OUT, ask);
    return () => window.removeEventListener(SIGNED_OUT, ask);
  }, [client]);
  return { me, over: problem?.status === 401, problem, failed: error !== null, retry: () => void refetch() };
}
