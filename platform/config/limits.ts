import { ConfigError } from './start-error.ts';

/** How much an installation takes on. */
export interface Limits {
  /** A JSON body at most, in bytes. */
  readonly bodyBytes: number;
  /** A file at most, in bytes. */
  readonly uploadBytes: number;
  /** The log of another system at most, in bytes as it is sent; unpacked it is bounded by what a table may hold. */
  readonly importBytes: number;
  /** Open connections of browsers and programs at most. */
  readonly connections: number;
  /** Open streams of changes of one person at most. */
  readonly streams: number;
  /** Calls a minute through one process at most: of a person, of a program's key, from one source. */
  readonly personCalls: number;
  readonly keyCalls: number;
  readonly sourceCalls: number;
  /** Sign-ins that may fail within `signInSeconds`: of one name from one source, of one name from anywhere, of one source. */
  readonly pairSignIns: number;
  readonly nameSignIns: number;
  readonly sourceSignIns: number;
  readonly signInSeconds: number;
  /** Connections to the database for the application's own work. */
  readonly pool: number;
  /** After being asked to end: how long what is under way may take. */
  readonly drainSeconds: number;
}

interface Range {
  readonly variable: string;
  readonly usual: number;
  readonly least: number;
  readonly most: number;
  readonly unit: number;
}

const MEGA = 1024 * 1024;
/** More than any machine answers: as good as no limit. */
const CALLS_AT_MOST = 100_000_000;
const RANGES: { readonly [Key in keyof Limits]: Range } = {
  bodyBytes: { variable: 'PLEDGE_BODY_KB', usual: 1024, least: 64, most: 16_384, unit: 1024 },
  uploadBytes: { variable: 'PLEDGE_UPLOAD_MB', usual: 20, least: 1, most: 20, unit: MEGA },
  importBytes: { variable: 'PLEDGE_IMPORT_MB', usual: 100, least: 1, most: 190, unit: MEGA },
  connections: { variable: 'PLEDGE_CONNECTIONS', usual: 5_000, least: 10, most: 100_000, unit: 1 },
  streams: { variable: 'PLEDGE_STREAMS', usual: 20, least: 1, most: 1_000, unit: 1 },
  personCalls: { variable: 'PLEDGE_CALLS_PERSON', usual: 12_000, least: 60, most: CALLS_AT_MOST, unit: 1 },
  keyCalls: { variable: 'PLEDGE_CALLS_KEY', usual: 600, least: 1, most: CALLS_AT_MOST, unit: 1 },
  sourceCalls: { variable: 'PLEDGE_CALLS_SOURCE', usual: 60_000, least: 60, most: CALLS_AT_MOST, unit: 1 },
  // The first ends where the second begins: whoever fails from one source can keep nobody out who comes from another.
  pairSignIns: { variable: 'PLEDGE_SIGN_INS_PAIR', usual: 10, least: 3, most: 50, unit: 1 },
  nameSignIns: { variable: 'PLEDGE_SIGN_INS_NAME', usual: 60, least: 50, most: 10_000, unit: 1 },
  sourceSignIns: { variable: 'PLEDGE_SIGN_INS_SOURCE', usual: 200, least: 50, most: CALLS_AT_MOST, unit: 1 },
  signInSeconds: { variable: 'PLEDGE_SIGN_IN_MINUTES', usual: 15, least: 1, most: 1_440, unit: 60 },
  pool: { variable: 'PLEDGE_POOL', usual: 12, least: 2, most: 500, unit: 1 },
  drainSeconds: { variable: 'PLEDGE_DRAIN_SECONDS', usual: 20, least: 1, most: 600, unit: 1 },
};

/** What may lie where files lie at most, in bytes, whatever an installation sets. */
export const LARGEST_FILE = Math.max(...[RANGES.uploadBytes, RANGES.importBytes].map(({ most, unit }) => most * unit));

/** For what measures and tests the rest: calls are as good as unlimited. Variables, as the environment holds them. */
export const UNHURRIED: Readonly<Record<string, string>> = Object.fromEntries(
  [RANGES.personCalls, RANGES.keyCalls, RANGES.sourceCalls].map(({ variable, most }) => [variable, String(most)]),
);

/** Throws a `ConfigError` for the first that is no whole number within its range. */
export function readLimits(variable: (name: string) => string | undefined): Limits {
  const limits = {} as Record<keyof Limits, number>;
  for (const key of Object.keys(RANGES) as (keyof Limits)[]) {
    const range = RANGES[key];
    const value = variable(range.variable);
    const number = value === undefined ? range.usual : Number(value);
    if ((value !== undefined && !/^\d{1,9}$/.test(value)) || number < range.least || number > range.most)
      throw new ConfigError('notALimit', range.variable, { value: value ?? '', least: range.least, most: range.most });
    limits[key] = number * range.unit;
  }
  return limits;
}
