import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { askedText } from '#platform/client/asked-text.ts';
import { fetched } from '#platform/client/query.ts';
import type { ObjectiveRowsAnswer, ObjectivesAnswer } from '../objectives.schema.ts';

/** What the page is asked for: it is its address. */
export interface QualitySearch {
  readonly period?: string | undefined;
  readonly project?: string | undefined;
  /** The objective whose rows are shown. */
  readonly open?: string | undefined;
  /** Only what its numerator leaves out. */
  readonly only?: 'uncounted' | undefined;
}

/** Reads an address; what it does not know is left out. */
export function qualitySearch(asked: Record<string, unknown>): QualitySearch {
  const text = (name: string) => askedText(asked, name);
  return {
    period: text('period'),
    project: text('project'),
    open: text('open'),
    only: asked['only'] === 'uncounted' ? 'uncounted' : undefined,
  };
}

function queryText({ period, project, only }: QualitySearch, more: Readonly<Record<string, string>> = {}): string {
  const asked = new URLSearchParams(more);
  if (period !== undefined) asked.set('period', period);
  if (project !== undefined) asked.set('project', project);
  if (only !== undefined) asked.set('counted', 'no');
  const text = asked.toString();
  return text === '' ? '' : `?${text}`;
}

export function objectivesQuery({ period, project }: QualitySearch) {
  return queryOptions({
    queryKey: ['quality-objectives', { period, project }],
    queryFn: ({ signal }) => fetched<ObjectivesAnswer>(`/api/quality-objectives${queryText({ period, project })}`, signal),
  });
}

export function objectiveRowsQuery(name: string, search: QualitySearch) {
  return infiniteQueryOptions({
    queryKey: ['quality-objectives', 'rows', name, search],
    queryFn: ({ pageParam, signal }) =>
      fetched<ObjectiveRowsAnswer>(
        `/api/quality-objectives/${name}/rows${queryText(search, pageParam === '' ? {} : { cursor: pageParam })}`,
        signal,
      ),
    initialPageParam: '',
    getNextPageParam: (last) => last.nextCursor,
  });
}
