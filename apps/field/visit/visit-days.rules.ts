import type { VisitRow } from '#centre/visits/visits.schema.ts';
import { parseInstant, type Instant } from '#platform/time/instant.ts';
import { sameDay } from '#platform/ui/format.ts';

/** Whether one of the visits is for a later day: by when the engineer means to come, else by when it is to be done. */
export function reachesBeyondToday(
  visits: readonly Pick<VisitRow, 'expectedAt' | 'requiredBy'>[],
  { now, zone }: { readonly now: Instant; readonly zone: string },
): boolean {
  return visits.some(({ expectedAt, requiredBy }) => {
    const at = parseInstant(expectedAt ?? requiredBy ?? '');
    return at !== undefined && at > now && !sameDay(at, now, zone);
  });
}
