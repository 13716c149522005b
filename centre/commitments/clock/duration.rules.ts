/** ISO 8601 durations as limits are written: `PT5H`, `P1D`, `P6M`. */
export interface Duration {
  readonly months: number;
  readonly days: number;
  /** The part below `T`, in milliseconds. */
  readonly timeMs: number;
}

const DURATION =
  /^P(?!$)(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?=\d)(?:(\d+(?:[.,]\d+)?)H)?(?:(\d+(?:[.,]\d+)?)M)?(?:(\d+(?:[.,]\d+)?)S)?)?$/;
const DAYS_PER_WEEK = 7;

/** The few limits that plans have are read again with every change of terms. */
const read = new Map<string, Duration | undefined>();
const REMEMBERED = 500;

/** Reads a duration; undefined for what is none. Only the smallest part may have a fraction; signs are no part of a limit. */
export function parseDuration(text: unknown): Duration | undefined {
  if (typeof text !== 'string') return undefined;
  if (read.has(text)) return read.get(text);
  if (read.size >= REMEMBERED) read.clear();
  const duration = durationIn(text);
  read.set(text, duration);
  return duration;
}

function durationIn(text: string): Duration | undefined {
  const parts = DURATION.exec(text);
  if (parts === null) return undefined;
  const [years, months, weeks, days, hours, minutes, seconds] = parts
    .slice(1)
    .map((part) => Number((part ?? '0').replace(',', '.'))) as [number, number, number, number, number, number, number];
  const hasFraction = (part: number): boolean => !Number.isInteger(part);
  if (hasFraction(hours) && (parts[6] !== undefined || parts[7] !== undefined)) return undefined;
  if (hasFraction(minutes) && parts[7] !== undefined) return undefined;
  const duration = {
    months: years * 12 + months,
    days: weeks * DAYS_PER_WEEK + days,
    timeMs: Math.floor(hours * 3_600_000 + minutes * 60_000 + seconds * 1000 + 1e-6),
  };
  return Object.values(duration).every(Number.isSafeInteger) ? duration : undefined;
}
