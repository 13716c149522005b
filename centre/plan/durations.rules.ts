/** Durations of a plan, for comparing what is promised. What is due when is computed by the clocks, never from these. */

export interface DurationParts {
  months: number;
  days: number;
  seconds: number;
}

/** Parts of an ISO 8601 duration that the schema has let through. */
export function durationParts(text: string): DurationParts {
  const [date = '', time = ''] = text.slice(1).split('T');
  const part = (from: string, unit: string) => Number((new RegExp(`([\\d.,]+)${unit}`).exec(from)?.[1] ?? '0').replace(',', '.'));
  return {
    months: part(date, 'Y') * 12 + part(date, 'M'),
    days: part(date, 'W') * 7 + part(date, 'D'),
    seconds: part(time, 'H') * 3600 + part(time, 'M') * 60 + part(time, 'S'),
  };
}

const DAY = 86_400;

/** Length for comparisons: a month counts as 30.44 days, so that 12 months are longer than 360 days. */
export function secondsOf({ months, days, seconds }: DurationParts): number {
  return months * 30.44 * DAY + days * DAY + seconds;
}

export function approximateSeconds(text: string): number {
  return secondsOf(durationParts(text));
}
