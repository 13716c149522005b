import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { fetched } from '#platform/client/query.ts';
import type { AccessEventRow, KeyRow, PersonRow, Places } from '../access/access.schema.ts';

export interface MySignIn {
  readonly sessions: readonly {
    readonly id: string;
    readonly createdAt: string;
    readonly lastUsedAt: string;
    readonly userAgent: string;
    readonly here: boolean;
  }[];
  readonly secondFactor: { readonly inForce: boolean; readonly needed: boolean };
}

export const mySignInQuery = queryOptions({
  queryKey: ['mySignIn'],
  queryFn: ({ signal }) => fetched<MySignIn>('/api/me/sign-in', signal),
});
export const peopleQuery = queryOptions({
  queryKey: ['people'],
  queryFn: ({ signal }) =>
    fetched<{ items: PersonRow[]; places: Places; secondFactorPositions: string[] }>('/api/people', signal),
});
interface AccessEventPage {
  readonly items: readonly AccessEventRow[];
  readonly nextCursor: string | null;
}
export function accessEventsQuery(personId: string | null) {
  return infiniteQueryOptions({
    queryKey: ['accessEvents', personId],
    queryFn: ({ signal, pageParam }) => {
      const asked = new URLSearchParams();
      if (personId !== null) asked.set('personId', personId);
      if (pageParam !== null) asked.set('cursor', pageParam);
      return fetched<AccessEventPage>(`/api/people/access-events?${asked}`, signal);
    },
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }: AccessEventPage) => nextCursor,
  });
}
export const keysQuery = queryOptions({
  queryKey: ['apiKeys'],
  queryFn: ({ signal }) => fetched<{ items: KeyRow[] }>('/api/api-keys', signal),
});
