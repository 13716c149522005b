import { instant, parseInstant, type Instant } from './instant.ts';

/**
 * The time of the server as the browser knows it: its own clock, corrected by every instant the server tells.
 * A screen asks nothing else for the time, so a browser set wrong still shows the same figures as everyone's.
 */
let correction = 0;

export function serverNow(): Instant {
  return instant(Date.now() + correction);
}

/** Takes the server's instant (`asOf` of an answer just received). One that names no offset is passed over. */
export function learnServerTime(told: string): void {
  const at = parseInstant(told);
  if (at !== undefined) correction = at - Date.now();
}
