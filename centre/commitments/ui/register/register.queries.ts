import { queryOptions } from '@tanstack/react-query';
import { fetched } from '#platform/client/query.ts';
import type { RegisterAnswer } from '../../register/register.schema.ts';
import { FULFILMENT_STATUSES, PERIODS, type FulfilmentStatus, type Period } from '../../register/vocabulary.ts';

/** What the register is asked for: it is the address of the page. */
export interface RegisterSearch {
  readonly clause?: string | undefined;
  readonly kind?: string | undefined;
  readonly means?: string | undefined;
  readonly role?: string | undefined;
  readonly project?: string | undefined;
  readonly status?: FulfilmentStatus | undefined;
  readonly period?: Period | undefined;
  /** The commitment that is looked into. */
  readonly open?: string | undefined;
}

/** Reads an address; what it does not know is left out. */
export function registerSearch(asked: Record<string, unknown>): RegisterSearch {
  const text = (name: string) => (typeof asked[name] === 'string' && asked[name] !== '' ? asked[name] : undefined);
  return {
    clause: text('clause'),
    kind: text('kind'),
    means: text('means'),
    role: text('role'),
    project: text('project'),
    status: FULFILMENT_STATUSES.find((status) => status === asked['status']),
    period: PERIODS.find((period) => period === asked['period']),
    open: text('open'),
  };
}

/** All of the register at once: a plan's commitments fit a page. */
export function registerQuery({ open: _open, ...search }: RegisterSearch) {
  return queryOptions({
    queryKey: ['fulfilments', search],
    queryFn: ({ signal }) => {
      const asked = new URLSearchParams({ limit: '500' });
      for (const [name, value] of Object.entries(search)) if (value !== undefined) asked.set(name, value);
      return fetched<RegisterAnswer>(`/api/fulfilments?${asked.toString()}`, signal);
    },
  });
}
