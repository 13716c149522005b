import type { Storyteller } from '#apps/server/demonstration/storyteller.ts';

/** Minutes. */
export const HOUR = 60;
export const DAY = 24 * HOUR;
const WEEK = 7 * DAY;

/** Minutes before the moment of loading, by minutes after a story's beginning. */
export type At = (minutes: number) => number;

/** 1970-01-01 was a Thursday; the weeks of a plan in China begin on Monday at midnight there. */
const FIRST_MONDAY = Date.UTC(1970, 0, 5) / 60_000 - 8 * HOUR;

/** By minutes after a time of day on a weekday (0: Monday) two weeks back. */
export function backTo(tell: Storyteller, weekday: number, minuteOfDay: number): At {
  const now = Math.floor(tell.now / 60_000);
  const week = Math.floor((now - FIRST_MONDAY) / WEEK) - 2;
  const start = FIRST_MONDAY + week * WEEK + weekday * DAY + minuteOfDay;
  return (minutes) => now - start - minutes;
}
