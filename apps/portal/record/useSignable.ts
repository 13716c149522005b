import { useQueries } from '@tanstack/react-query';
import type { RecordView } from '#centre/records/records.schema.ts';
import { recordQuery } from '#centre/records/ui/records.queries.ts';

export interface Signable {
  /** Those that were found so far. */
  readonly signable: readonly RecordView[];
  /** Whether all were looked into: only then is none of them none. */
  readonly isKnown: boolean;
  readonly error: Error | null;
  readonly retry: () => void;
}

/** Looks into records for a line that the customer may sign. */
export function useSignable(ids: readonly string[]): Signable {
  const looked = useQueries({ queries: ids.map((id) => recordQuery(id)) });
  const lacking = looked.filter(({ data }) => data === undefined);
  return {
    signable: looked.flatMap(({ data }) => data ?? []).filter((view) => view.signable.length > 0),
    isKnown: lacking.length === 0,
    error: lacking.find(({ error }) => error !== null)?.error ?? null,
    retry: () => {
      for (const query of lacking) void query.refetch();
    },
  };
}
