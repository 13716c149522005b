import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { askedText } from '#platform/client/asked-text.ts';
import { fetched } from '#platform/client/query.ts';
import type { PlacesAnswer } from '../../register/register-places.schema.ts';
import type { EvidenceRow } from '../../register/evidence.schema.ts';
import type { CommitmentAnswer, RegisterAnswer } from '../../register/register.schema.ts';
import {
  EVIDENCE_KINDS,
  type EvidenceKind,
  FULFILMENT_STATUSES,
  PERIODS,
  type FulfilmentStatus,
  type Period,
} from '../../register/vocabulary.ts';

/** What the register is asked for: it is the address of the page. */
export interface RegisterSearch {
  readonly clause?: string | undefined;
  readonly kind?: string | undefined;
  readonly means?: string | undefined;
  readonly role?: string | undefined;
  readonly customer?: string | undefined;
  readonly project?: string | undefined;
  /** The end of which day is shown, `YYYY-MM-DD`; now where left out. */
  readonly asOf?: string | undefined;
  readonly status?: FulfilmentStatus | undefined;
  readonly period?: Period | undefined;
  /** The commitment that is looked into. */
  readonly open?: string | undefined;
  /** Of its evidence, what is looked at. */
  readonly only?: EvidenceKind | undefined;
}

/** Reads an address; what it does not know is left out. */
export function registerSearch(asked: Record<string, unknown>): RegisterSearch {
  const text = (name: string) => askedText(asked, name);
  return {
    clause: text('clause'),
    kind: text('kind'),
    means: text('means'),
    role: text('role'),
    customer: text('customer'),
    project: text('project'),
    asOf: text('asOf'),
    status: FULFILMENT_STATUSES.find((status) => status === asked['status']),
    period: PERIODS.find((period) => period === asked['period']),
    open: text('open'),
    only: EVIDENCE_KINDS.find((kind) => kind === asked['only']),
  };
}

/** While everything is being counted the page asks again by itself. */
const WHILE_COUNTING_MS = 2_000;
const untilCounted = ({ state }: { state: { data: Pick<RegisterAnswer, 'counting'> | undefined } }): number | false =>
  state.data?.counting == null ? false : WHILE_COUNTING_MS;

/** All of the register at once: a plan's commitments fit a page. */
export function registerQuery(asked: RegisterSearch) {
  // An address may hold more than the page knows.
  const { open: _open, only: _only, ...search } = registerSearch({ ...asked });
  return queryOptions({
    queryKey: ['fulfilments', search],
    queryFn: ({ signal }) => {
      return fetched<RegisterAnswer>(`/api/fulfilments?${address({ limit: '500', ...search })}`, signal);
    },
    refetchInterval: untilCounted,
  });
}

/** One commitment, in the projects and the period that the register is asked for. */
export function commitmentQuery(id: string, { customer, project, period, asOf }: RegisterSearch) {
  const asked = { customer, project, period, asOf };
  return queryOptions({
    queryKey: ['fulfilments', id, asked],
    queryFn: ({ signal }) => fetched<CommitmentAnswer>(`/api/fulfilments/${encodeURIComponent(id)}?${address(asked)}`, signal),
    refetchInterval: untilCounted,
  });
}

/** The projects and customers that the register can be narrowed by, of those that fit the words. */
export function placesQuery({ customer, project }: RegisterSearch, words: string) {
  const asked = { customer, project, q: words === '' ? undefined : words };
  return queryOptions({
    queryKey: ['fulfilments', 'places', asked],
    queryFn: ({ signal }) => fetched<PlacesAnswer>(`/api/fulfilment-places?${address(asked)}`, signal),
  });
}

export function evidenceQuery(id: string, { customer, project, only, asOf }: RegisterSearch) {
  const asked = { customer, project, only, asOf };
  return infiniteQueryOptions({
    queryKey: ['fulfilments', id, 'evidence', asked],
    queryFn: ({ signal, pageParam }: { signal: AbortSignal; pageParam: string | undefined }) =>
      fetched<EvidencePage>(
        `/api/fulfilments/${encodeURIComponent(id)}/evidence?${address({ ...asked, cursor: pageParam })}`,
        signal,
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page: EvidencePage) => page.nextCursor ?? undefined,
  });
}

interface EvidencePage {
  readonly items: EvidenceRow[];
  readonly nextCursor: string | null;
}

function address(asked: Readonly<Record<string, string | undefined>>): string {
  return new URLSearchParams(
    Object.entries(asked).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  ).toString();
}
