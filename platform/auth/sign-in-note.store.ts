import type pg from 'pg';
import { loginAddress } from './login.ts';
import type { AccountHolder } from './session-reader.ts';

/** What happens at the door. */
export type SignInKind =
  | 'signedIn'
  | 'signInRefused'
  /** The password was right; the second factor is asked for. */
  | 'codeAsked'
  /** So many tries have failed that the name waits. */
  | 'signInBlocked'
  | 'signedOut'
  | 'sessionEnded'
  | 'resetAsked'
  | 'passwordSetByLink'
  | 'passwordChanged'
  | 'secondFactorSet'
  | 'secondFactorSwitchedOff';

/** By what somebody came in, or what was not right. */
export type SignInBy = 'password' | 'device' | 'recoveryCode' | 'code' | 'noAccess';

export interface SignInNote {
  /** Names the note for good: a repeat after a kill is told apart by it. */
  readonly id: string;
  readonly holder: AccountHolder;
  readonly kind: SignInKind;
  readonly by: SignInBy | null;
  /** Epoch milliseconds, by the database's clock. */
  readonly at: number;
}

/** Notes what happened; of a name that nobody has the same row is written with the same work. */
export async function writeNote(
  pool: pg.Pool,
  whose: { readonly login: string } | { readonly personId: string },
  what: { readonly kind: SignInKind; readonly by?: SignInBy },
): Promise<void> {
  await pool.query('insert into auth.sign_in_note (login_key, person_id, kind, by) values ($1, $2, $3, $4)', [
    'login' in whose ? loginAddress(whose.login) : null,
    'personId' in whose ? whose.personId : null,
    what.kind,
    what.by ?? null,
  ]);
}

const AT_ONCE = 50;

/**
 * Hands over the notes of people known, in order. A note's row goes once it is taken; one that fails is told again after a minute, and
 * those of unknown names are dropped. No transaction is open meanwhile. Says whether there may be more.
 */
export async function takeNotes(pool: pg.Pool, take: (note: SignInNote) => Promise<void>): Promise<boolean> {
  const { rows } = await pool.query<{
    id: string;
    kind: SignInKind;
    by: SignInBy | null;
    noted_at: Date;
    person_id: string | null;
    provider_id: string;
  }>(
    `with taken as (
       update auth.sign_in_note set taken_until = clock_timestamp() + interval '1 minute' where id in (
         select id from auth.sign_in_note where taken_until is null or taken_until < clock_timestamp()
         order by noted_at limit $1 for update skip locked)
       returning id, kind, by, noted_at, login_key, person_id)
     select t.id, t.kind, t.by, t.noted_at, u.person_id, u.provider_id from taken t
     left join auth."user" u on u.email = t.login_key or u.person_id = t.person_id order by t.noted_at`,
    [AT_ONCE],
  );
  for (const { id, kind, by, noted_at: at, person_id: personId, provider_id: providerId } of rows) {
    if (personId !== null) await take({ id, holder: { personId, providerId }, kind, by, at: at.getTime() });
    await pool.query('delete from auth.sign_in_note where id = $1', [id]);
  }
  return rows.length === AT_ONCE;
}
