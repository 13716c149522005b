import { queryOptions } from '@tanstack/react-query';
import type { RecordRow } from '#centre/records/records.schema.ts';
import type { Caller } from '#centre/requests/ui/intake.queries.ts';
import type { RequestRow } from '#centre/requests/requests.schema.ts';
import { fetched } from '#platform/client/query.ts';

/** How many stand ready for pinyin, which the lists themselves do not search by. */
const AT_HAND = '100';
const ANSWERS = '8';
const FRESH_MS = 60_000;

interface Listed<Row> {
  readonly items: readonly Row[];
}

function listQuery<Row>(path: string, asked: Readonly<Record<string, string>>) {
  return queryOptions({
    queryKey: ['palette', path, asked],
    staleTime: FRESH_MS,
    // Who may not read it finds nothing in it.
    retry: false,
    queryFn: async ({ signal }) => (await fetched<Listed<Row>>(`${path}?${new URLSearchParams(asked).toString()}`, signal)).items,
  });
}

const REQUESTS = '/api/service-requests';
const RECORDS = '/api/records';

/** What is open and due next, what was written last: at hand before anything is typed. */
export const requestsAtHand = listQuery<RequestRow>(REQUESTS, { limit: AT_HAND });
export const recordsAtHand = listQuery<RecordRow>(RECORDS, { limit: AT_HAND });
/** What the lists find among all. */
export const requestsFound = (q: string) =>
  listQuery<RequestRow>(REQUESTS, { state: 'all', sort: 'received', limit: ANSWERS, q });
export const recordsFound = (q: string) => listQuery<RecordRow>(RECORDS, { limit: ANSWERS, q });

/** Contacts by part of a name or the end of a number; before anything is typed the first of all. */
export function callersFound(q: string) {
  return listQuery<Caller>('/api/intake/callers', q === '' ? {} : /^[\d\s+-]{3,}$/.test(q) ? { number: q } : { name: q });
}
