import type { Told } from '../db/pool.ts';

/** What a transaction is told as it begins, asked along with who comes in; `d` is the standing data of the account's provider. */
export const TOLD = `(extract(epoch from clock_timestamp()) * 1000)::bigint as now, coalesce(d.version, 0) as standing`;

/** The pool of accounts reads a bigint as a text. */
export function toldBy(row: { readonly now: string; readonly standing: string }): Told {
  return { now: Number(row.now), standing: Number(row.standing) };
}
