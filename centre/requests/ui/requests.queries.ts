import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { ClockExplanation, ClockView } from '#centre/commitments/clock-view.schema.ts';
import { fetched } from '#platform/client/query.ts';
import { learnServerTime } from '#platform/time/server-clock.ts';
import type { Counted, ListTotal } from '../counted.schema.ts';
import type { ListedRequest } from '../request-list.schema.ts';
import type { SitesAnswer } from '../sites.schema.ts';
import type { Me, NextEvent, RequestDetail, TimelineEntry } from '../requests.schema.ts';

/** What the list is asked for; it is the address of the page, so that a view can be kept and passed on. */
export interface RequestSearch {
  readonly state?: 'open' | 'closed' | 'all' | undefined;
  readonly owner?: 'me' | 'unit' | 'nobody' | undefined;
  readonly clock?: 'breached' | 'warning' | 'paused' | undefined;
  readonly waiting?: 'registration' | 'approval' | 'overdueApproval' | 'review' | 'confirmation' | undefined;
  readonly q?: string | undefined;
  readonly kind?: string | undefined;
  readonly site?: string | undefined;
  readonly customer?: string | undefined;
  readonly severity?: string | undefined;
  readonly project?: string | undefined;
  readonly imported?: 'true' | 'false' | undefined;
  readonly sort?: 'received' | 'number' | undefined;
}

export interface RequestList extends ListTotal {
  readonly items: ListedRequest[];
  readonly nextCursor: string | null;
}

const PAGE = 50;

export function requestsPath(
  search: RequestSearch,
  more: { cursor?: string | undefined; limit?: number; total?: 'true' | 'glance' } = {},
): string {
  const asked = new URLSearchParams({ limit: String(more.limit ?? PAGE), total: more.total ?? 'true', strip: 'row' });
  for (const [name, value] of Object.entries({ ...search, cursor: more.cursor })) {
    if (typeof value === 'string' && value !== '') asked.set(name, value);
  }
  return `/api/service-requests?${asked.toString()}`;
}

/** Clocks carry the instant they are true for: the page's time follows the server's. */
function learned(clocks: readonly ClockView[]): void {
  const [first] = clocks;
  if (first) learnServerTime(first.asOf);
}

export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: ({ signal }) => fetched<Me>('/api/me', signal),
  staleTime: 300_000,
});

async function readPage(search: RequestSearch, cursor: string | undefined, signal: AbortSignal): Promise<RequestList> {
  const list = await fetched<RequestList>(requestsPath(search, { cursor }), signal);
  learned(list.items.flatMap((row) => row.clocks));
  return list;
}

/** The list page by page; what is shown stays until the next view has come. */
export function requestPagesQuery(search: RequestSearch) {
  return infiniteQueryOptions({
    queryKey: ['requests', 'pages', search],
    queryFn: ({ signal, pageParam }: { signal: AbortSignal; pageParam: string | undefined }) =>
      readPage(search, pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page: RequestList) => page.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
  });
}

const TOP = 8;

/** The first few of a view, with how many it holds. */
export function requestsTopQuery(search: RequestSearch) {
  return queryOptions({
    queryKey: ['requests', 'top', search],
    queryFn: async ({ signal }) => {
      const list = await fetched<RequestList>(requestsPath(search, { limit: TOP, total: 'glance' }), signal);
      learned(list.items.flatMap((row) => row.clocks));
      return list;
    },
  });
}

/** Counts beside the views follow within a minute: every change elsewhere would ask for all of them at once. */
const COUNTS_MS = 60_000;

/** How many each of several views holds, in their order; each as the list's own query. */
export function requestCountsQuery(views: readonly string[]) {
  return queryOptions({
    queryKey: ['request-counts', views],
    staleTime: COUNTS_MS,
    refetchInterval: COUNTS_MS,
    queryFn: async ({ signal }): Promise<Counted[]> => {
      const of = new URLSearchParams(views.map((view) => ['of', view]));
      const path = `/api/service-requests/counts?${of.toString()}`;
      const { counts, more } = await fetched<{ counts: number[]; more: boolean[] }>(path, signal);
      return counts.map((count, place) => ({ count, more: more[place] ?? false }));
    },
  });
}

const of = (id: string) => `/api/service-requests/${encodeURIComponent(id)}`;

export function requestQuery(id: string) {
  return queryOptions({
    queryKey: ['request', id],
    queryFn: async ({ signal }) => {
      const request = await fetched<RequestDetail>(of(id), signal);
      learned(request.clocks);
      return request;
    },
  });
}

export function nextQuery(id: string) {
  return queryOptions({
    queryKey: ['request', id, 'next'],
    queryFn: ({ signal }) => fetched<{ events: NextEvent[] }>(`${of(id)}/next`, signal),
  });
}

export function timelineQuery(id: string) {
  return queryOptions({
    queryKey: ['request', id, 'timeline'],
    queryFn: ({ signal }) => fetched<{ items: TimelineEntry[] }>(`${of(id)}/timeline`, signal),
  });
}

/** What tells a clock of a request from its others. */
type ClockAsked = Pick<ClockView, 'id' | 'cycle'> & { readonly subject: Pick<ClockView['subject'], 'id'> };

/** Why it is due when it is, on paper. */
export function annexAddress(id: string, clock: ClockAsked, paper: { asOf: string | null; language: 'zh' | 'en' }): string {
  const asked = which(clock, paper.asOf);
  asked.set('language', paper.language);
  return `${of(id)}/clocks/${encodeURIComponent(clock.id)}/annex?${asked.toString()}`;
}

/** `asOf`: an instant that is past; null for now. */
export function explanationQuery(id: string, clock: ClockAsked, asOf: string | null) {
  const asked = which(clock, asOf);
  return queryOptions({
    queryKey: ['request', id, 'explanation', clock.id, clock.subject.id, clock.cycle, asOf],
    queryFn: ({ signal }) =>
      fetched<ClockExplanation>(`${of(id)}/clocks/${encodeURIComponent(clock.id)}/explanation?${asked.toString()}`, signal),
  });
}

function which({ subject, cycle }: ClockAsked, asOf: string | null): URLSearchParams {
  return new URLSearchParams({ subject: subject.id, cycle: String(cycle), ...(asOf === null ? {} : { asOf }) });
}

/** Sites that fit some words, of the customer whose requests are listed; and what the one is called that they are of. */
export function sitesQuery({ customer, site }: RequestSearch, words: string) {
  const asked = new URLSearchParams({ q: words, ...(customer && { customer }), ...(site && { site }) });
  return queryOptions({
    queryKey: ['intake', 'sites', asked.toString()],
    queryFn: ({ signal }) => fetched<SitesAnswer>(`/api/intake/sites?${asked.toString()}`, signal),
    staleTime: 60_000,
  });
}
