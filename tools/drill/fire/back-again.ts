import { spread } from './report.ts';

/** The product serves again within so much after each trouble. */
const BACK_WITHIN_MS = 5_000;
/**
 * A machine that others use as well can make a restart miss the bar by chance: with seven others waiting for each processor it took 26 s. Beyond
 * this a drill has failed.
 */
const BACK_AT_LATEST_MS = 6 * BACK_WITHIN_MS;

/** One trouble, and after how many milliseconds the product served again once nothing hindered it. */
export interface Back {
  readonly what: string;
  readonly backMs: number;
}

/** A line for each kind of trouble, and one for those that missed the bar. */
export function backLines(all: readonly Back[]): string[] {
  const slow = all.filter(({ backMs }) => backMs > BACK_WITHIN_MS);
  return [
    ...[...Map.groupBy(all, ({ what }) => what)].map(
      ([what, list]) => `  ${what.padEnd(9)} back after ${spread(list.map(({ backMs }) => backMs))} (bar ${BACK_WITHIN_MS} ms)`,
    ),
    ...(slow.length > 0 ? [`  ✗ ${slow.length} times not back within ${BACK_WITHIN_MS} ms`] : []),
  ];
}

/** What no busy machine explains: a sentence for each. */
export function backTooLate(all: readonly Back[]): string[] {
  return all
    .filter(({ backMs }) => backMs > BACK_AT_LATEST_MS)
    .map(({ what, backMs }) => `${what}: not back within ${BACK_AT_LATEST_MS / 1000} s, but after ${Math.round(backMs)} ms`);
}
