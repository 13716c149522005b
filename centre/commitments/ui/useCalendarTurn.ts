import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { Instant } from '#platform/time/instant.ts';
import type { ClockView } from '../clock-view.schema.ts';
import { hasTurned } from './live-clock.rules.ts';

/** Every page waits a while of its own: all offices open at one moment. */
const WAIT_MS = Math.random() * 20_000;

/** Reads anew once the calendar of a clock that is shown opens or closes: in which state it is then, and until when, the server says. */
export function useCalendarTurn(clocks: readonly ClockView[], now: Instant): void {
  const client = useQueryClient();
  const turned = clocks.some((clock) => hasTurned(clock, now));
  useEffect(() => {
    if (!turned) return undefined;
    const later = setTimeout(() => void client.invalidateQueries(undefined, { cancelRefetch: false }), WAIT_MS);
    return () => clearTimeout(later);
  }, [client, turned]);
}
