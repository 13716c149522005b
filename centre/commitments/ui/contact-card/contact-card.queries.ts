import { queryOptions } from '@tanstack/react-query';
import { askedText } from '#platform/client/asked-text.ts';
import { fetched } from '#platform/client/query.ts';
import type { CardAnswer } from '../../contact-card/contact-card.schema.ts';

/** Whoever is on call changes by the hour: an open page asks again. */
const EVERY_MS = 300_000;

export function contactCardQuery(project: string | undefined) {
  return queryOptions({
    queryKey: ['contact-card', project],
    refetchInterval: EVERY_MS,
    queryFn: ({ signal }) => {
      const asked = project === undefined ? '' : `?project=${encodeURIComponent(project)}`;
      return fetched<CardAnswer>(`/api/contact-card${asked}`, signal);
    },
  });
}

/** Reads an address: whose card is shown. */
export function projectSearch(asked: Record<string, unknown>): { readonly project?: string | undefined } {
  return { project: askedText(asked, 'project') };
}
