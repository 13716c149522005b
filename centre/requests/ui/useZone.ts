import { useQuery } from '@tanstack/react-query';
import type { ClockView } from '#centre/commitments/clock-view.schema.ts';
import { meQuery } from './requests.queries.ts';

/** The zone whose wall clock is shown: of the calendar of these clocks, where there are any, else of who is signed in. */
export function useZone(clocks: readonly ClockView[] = []): string {
  const { data: me } = useQuery(meQuery);
  return clocks[0]?.calendar.timezone ?? me?.timezone ?? new Intl.DateTimeFormat().resolvedOptions().timeZone;
}
