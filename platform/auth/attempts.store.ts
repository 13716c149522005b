import { createHash } from 'node:crypto';
import type pg from 'pg';
import type { Limits } from '../config/limits.ts';
import { normaliseLogin } from './login.ts';

/** So many sign-ins may fail within the time; then the pair, the name or the address waits for its end. */
export type SignInLimits = Pick<Limits, 'pairSignIns' | 'nameSignIns' | 'sourceSignIns' | 'signInSeconds'>;

/** What each key is counted up to. */
const LIMIT_OF = { pair: 'pairSignIns', login: 'nameSignIns', address: 'sourceSignIns' } as const;
type Kind = keyof typeof LIMIT_OF;

interface Key {
  readonly kind: Kind;
  readonly key: string;
}

/** Digests alone: the table tells nobody who tried to sign in from where. */
function keysOf(login: string, address: string | undefined): Key[] {
  const name = normaliseLogin(login);
  const digest = (kind: Kind, ...parts: string[]): Key => ({
    kind,
    key: createHash('sha256')
      .update(JSON.stringify([kind, ...parts]))
      .digest('hex'),
  });
  const known = address === undefined ? [] : [digest('pair', name, address), digest('address', address)];
  return [...known, digest('login', name)];
}

export interface Attempt {
  /** Seconds to wait, or null if the attempt may go on. */
  readonly waitSeconds: number | null;
  /** It is the first of those that have to wait. */
  readonly blocks: boolean;
  /** The password was right: the name starts afresh, the address gets this attempt back. */
  succeeded(): Promise<void>;
}

/** What attempts are counted in, and up to which limits. */
export interface Attempts {
  readonly pool: pg.Pool;
  readonly limits: SignInLimits;
}

/**
 * Counts the attempt before the password is looked at, so that many at once do not slip through together, and for unknown
 * names as for known ones. The limit of a name alone is wide: nobody can lock another out by a few wrong tries from afar.
 */
export async function beginAttempt({ pool, limits }: Attempts, login: string, address: string | undefined): Promise<Attempt> {
  const keys = keysOf(login, address);
  const { rows } = await pool.query<{ key: string; count: number; wait: number }>(
    `insert into auth.sign_in_attempt as attempt (key, count, window_from)
       select key, 1, now() from unnest($1::text[]) as key order by key
     on conflict (key) do update set
       count = case when attempt.window_from < now() - make_interval(secs => $2) then 1 else attempt.count + 1 end,
       window_from = case when attempt.window_from < now() - make_interval(secs => $2) then now() else attempt.window_from end
     returning key, count, ceil(extract(epoch from window_from + make_interval(secs => $2) - now()))::int as wait`,
    [keys.map(({ key }) => key), limits.signInSeconds],
  );
  const limitOf = new Map(keys.map(({ key, kind }) => [key, limits[LIMIT_OF[kind]]]));
  const over = rows.map(({ key, count, wait }) => ({ by: count - (limitOf.get(key) ?? 0), wait })).filter(({ by }) => by > 0);
  return {
    waitSeconds: over.length === 0 ? null : Math.max(...over.map(({ wait }) => wait)),
    blocks: over.some(({ by }) => by === 1),
    succeeded: () => forgive(pool, keys),
  };
}

/** Takes hold of its rows in the order in which attempts do: two that meet wait for each other, and never both for good. */
async function forgive(pool: pg.Pool, keys: readonly Key[]): Promise<void> {
  const of = (wanted: (kind: Kind) => boolean): string[] => keys.filter(({ kind }) => wanted(kind)).map(({ key }) => key);
  await pool.query(
    `with held as materialized (select key from auth.sign_in_attempt where key = any($1::text[] || $2::text[]) order by key for update),
       fresh as (delete from auth.sign_in_attempt a using held where a.key = held.key and a.key = any($1::text[])),
       past as (delete from auth.sign_in_attempt where key in (select key from auth.sign_in_attempt
         where window_from < now() - interval '1 day' and key <> all($1::text[] || $2::text[]) for update skip locked))
     update auth.sign_in_attempt a set count = greatest(count - 1, 0) from held where a.key = held.key and a.key = any($2::text[])`,
    [of((kind) => kind !== 'address'), of((kind) => kind === 'address')],
  );
}
