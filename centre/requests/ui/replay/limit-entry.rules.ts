/** A limit as somebody enters it: an amount of a unit. Pure. */
export const LIMIT_UNITS = ['minutes', 'hours', 'days'] as const;
export type LimitUnit = (typeof LIMIT_UNITS)[number];

export interface LimitEntry {
  readonly amount: number;
  readonly unit: LimitUnit;
}

const ISO = /^P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?)?$/;
const DAYS_PER_WEEK = 7;
const MINUTES_PER_HOUR = 60;

/** What a limit says in one unit; null of one that months, seconds or days with hours are in, which is entered as it is written. */
export function entryOf(limit: string): LimitEntry | null {
  const parts = ISO.exec(limit);
  if (parts === null) return null;
  const [weeks, days, hours, minutes] = parts.slice(1).map((part) => Number(part ?? 0)) as [number, number, number, number];
  const wholeDays = weeks * DAYS_PER_WEEK + days;
  const allMinutes = hours * MINUTES_PER_HOUR + minutes;
  if (wholeDays > 0) return allMinutes === 0 ? { amount: wholeDays, unit: 'days' } : null;
  if (allMinutes === 0) return null;
  return allMinutes % MINUTES_PER_HOUR === 0
    ? { amount: allMinutes / MINUTES_PER_HOUR, unit: 'hours' }
    : { amount: allMinutes, unit: 'minutes' };
}

/** The entry as plans write limits; null of what is no amount of its unit. */
export function limitOf({ amount, unit }: LimitEntry): string | null {
  if (!Number.isSafeInteger(amount) || amount <= 0) return null;
  return { minutes: `PT${amount}M`, hours: `PT${amount}H`, days: `P${amount}D` }[unit];
}
