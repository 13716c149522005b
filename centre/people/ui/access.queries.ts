import { queryOptions } from '@tanstack/react-query';
import { fetched } from '#platform/client/query.ts';
import type { KeyRow, PersonRow } from '../access/access.schema.ts';

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
  queryFn: ({ signal }) => fetched<{ items: PersonRow[] }>('/api/people', signal),
});
export const keysQuery = queryOptions({
  queryKey: ['apiKeys'],
  queryFn: ({ signal }) => fetched<{ items: KeyRow[] }>('/api/api-keys', signal),
});
