import pg from 'pg';
import type { Told } from '../db/pool.ts';
import { quietPool } from '../db/quiet-client.ts';
import { createAccount, endSessions, openAccount, setPassword, type AccountResult, type Near } from './accounts.ts';
import { beginAttempt, type SignInLimits } from './attempts.store.ts';
import { buildBetterAuth } from './better-auth.ts';
import { withPassword } from './credential.store.ts';
import { loginAddress } from './login.ts';
import { askForLetter, makeLink, sendLetter, type LetterToSend, type LinkKind } from './password-link.store.ts';
import { secondFactor, type SecondFactor } from './second-factor.store.ts';
import {
  carriedSession,
  sessionReader,
  toHeaders,
  type AccountHolder,
  type LookOptions,
  type RequestHeaders,
  type Session,
  type SessionReader,
} from './session-reader.ts';
import { endSession, sessionsOf, type OpenSession } from './session.store.ts';
import { takeNotes, writeNote, type SignInBy, type SignInKind, type SignInNote } from './sign-in-note.store.ts';
import { changePassword, redeemLink, showsAgain, signIn, type ShownAgain, type SignIn, type SignInMeta } from './sign-in.ts';

export type { AccountHolder, AccountResult, LetterToSend, LinkKind, LookOptions, OpenSession, RequestHeaders, Session };
export type { ShownAgain, SignIn, SignInBy, SignInKind, SignInMeta, SignInNote };

export interface AuthOptions<Holder> {
  /** A connection for schema `auth` alone; its pool is opened here, since better-auth reads instants in its own way. */
  readonly connectionString: string;
  /** Signs the cookies; one for all nodes. */
  readonly secret: string;
  readonly publicUrl: string;
  /**
   * Who the account's person is now, or null if the person may not enter (any more): asked at every sign-in and with every session,
   * then with what the database told along with it.
   */
  readonly load: (account: AccountHolder, told?: Told) => Promise<Holder | null>;
  /** Whether the person may do nothing without a second factor; asked at sign-in, where the account has none. */
  readonly needsSecondFactor?: (holder: Holder) => Promise<boolean>;
  /** What no password of the person may be put together of; asked where one is set. */
  readonly near: Near;
  readonly limits: SignInLimits;
  readonly connections?: number;
}

export interface Auth<Holder> {
  signIn(login: string, password: string, meta?: SignInMeta): Promise<SignIn<Holder>>;
  /** Ends the session of the request, if any, and gives the cookies that clear it. */
  signOut(headers: RequestHeaders): Promise<readonly string[]>;
  /** By the session's cookie, or by the key of an `Authorization` header. */
  readonly sessionOf: SessionReader<Holder>;
  /** The sessions of a person, newest first. */
  sessionsOf(personId: string): Promise<readonly OpenSession[]>;
  /** Ends one of the person's own; says whether there was one. */
  endSession(personId: string, sessionId: string): Promise<boolean>;
  readonly secondFactor: SecondFactor;
  /** Ends it as the person's own wish, which is noted; what an administrator does is noted where it is done. */
  switchOffSecondFactor(personId: string): Promise<void>;
  /**
   * Looks at what a person who is signed in shows again: the password, or both password and code. Counted like a sign-in, so that a
   * session that was left open does not become a way of guessing.
   */
  showsAgain(personId: string, shown: { readonly password: string; readonly code?: string }): Promise<ShownAgain>;
  /** A link's token that sets the person's password once. */
  makeLink(holder: AccountHolder, kind: LinkKind): Promise<string>;
  /** Sets the password by a link; every session of the account ends. `linkRefused`: unknown, used or too old. */
  redeemLink(token: string, password: string): Promise<AccountResult | { readonly ok: false; readonly refusal: 'linkRefused' }>;
  /** The same by whoever stands before the door, counted like a sign-in; gives the seconds to wait where it was too often. */
  askForReset(login: string, address: string | undefined): Promise<number | null>;
  /** Asks for a letter to whoever has the name, if anybody has. */
  askForLetter(login: string, kind: LinkKind): Promise<void>;
  /** Sends a letter that is due; says whether there was one. */
  sendLetter(send: (letter: LetterToSend) => Promise<void>): Promise<boolean>;
  /** Makes the account of a person, or renews it: a repeat after a failure halfway mends. A sign-in name is one for the installation. */
  createAccount(account: AccountHolder & { readonly login: string; readonly password: string }): Promise<AccountResult>;
  /** The same without a password, which a link sets. */
  openAccount(account: AccountHolder & { readonly login: string }): Promise<AccountResult>;
  /** By which of the names somebody can sign in: not before a link or a person has set a password. */
  withPassword(logins: readonly string[]): Promise<ReadonlySet<string>>;
  /** Whether nobody of the installation has the sign-in name. */
  isFree(login: string): Promise<boolean>;
  /** Ends every session of the person. */
  setPassword(personId: string, password: string): Promise<AccountResult>;
  /** As `setPassword`, by the person, who shows the present one: looked at as by `showsAgain`. */
  changePassword(
    personId: string,
    present: string,
    next: string,
  ): Promise<AccountResult | Exclude<ShownAgain, { readonly ok: true }>>;
  /** At once, wherever the person is signed in. */
  endSessions(personId: string): Promise<void>;
  /** Hands over what happened at the door, in order, each once unless `take` fails; says whether there may be more. */
  takeNotes(take: (note: SignInNote) => Promise<void>): Promise<boolean>;
  close(): Promise<void>;
}

/** Sign-in by name and password with sessions as rows. The only door to better-auth. */
export function createAuth<Holder>(options: AuthOptions<Holder>): Auth<Holder> {
  const pool = openAuthPool(options.connectionString, options.connections ?? 4);
  const auth = buildBetterAuth({ pool, secret: options.secret, publicUrl: options.publicUrl });
  const sessionOf = sessionReader({ auth, pool, secret: options.secret, load: options.load });
  const factor = secondFactor(pool, options.secret);
  const { limits, near } = options;
  const parts = { auth, pool, factor, limits, near };
  return {
    signIn: (login, password, meta = {}) =>
      signIn({ ...parts, load: options.load, needsSecondFactor: options.needsSecondFactor }, { login, password, meta }),
    signOut: async (headers) => {
      const open = await carriedSession(parts, options.secret, headers);
      const ended = await auth.api.signOut({ headers: toHeaders(headers), returnHeaders: true });
      if (open !== null) await writeNote(pool, { personId: open.personId }, { kind: 'signedOut' });
      return ended.headers.getSetCookie();
    },
    sessionOf,
    sessionsOf: (personId) => sessionsOf(pool, personId),
    endSession: async (personId, sessionId) => {
      const ended = await endSession(pool, personId, sessionId);
      if (ended) await writeNote(pool, { personId }, { kind: 'sessionEnded' });
      return ended;
    },
    secondFactor: factor,
    switchOffSecondFactor: async (personId) => {
      await factor.end(personId);
      await writeNote(pool, { personId }, { kind: 'secondFactorSwitchedOff' });
    },
    showsAgain: (personId, shown) => showsAgain(parts, personId, shown),
    openAccount: async (account) => openAccount(await auth.$context, account),
    isFree: async (login) => (await (await auth.$context).internalAdapter.findUserByEmail(loginAddress(login))) === null,
    withPassword: (logins) => withPassword(pool, logins),
    makeLink: (holder, kind) => makeLink(pool, holder, kind),
    redeemLink: async (token, password) => redeemLink(parts, { token, password }),
    askForLetter: (login, kind) => askForLetter(pool, loginAddress(login), kind),
    askForReset: async (login, address) => {
      const { waitSeconds } = await beginAttempt(parts, `reset ${login}`, address);
      if (waitSeconds !== null) return waitSeconds;
      await askForLetter(pool, loginAddress(login), 'reset');
      await writeNote(pool, { login }, { kind: 'resetAsked' });
      return null;
    },
    sendLetter: (send) => sendLetter(pool, send),
    createAccount: async (account) => createAccount(await auth.$context, account, near),
    setPassword: async (personId, password) => setPassword(await auth.$context, { personId, password }, near),
    changePassword: (personId, present, next) => changePassword(parts, personId, { present, next }),
    takeNotes: (take) => takeNotes(pool, take),
    endSessions: async (personId) => endSessions(await auth.$context, personId),
    close: () => pool.end(),
  };
}

/** better-auth compares instants as `Date`; the rest of the house reads them as numbers, by parsers that are set for all pools. */
function openAuthPool(connectionString: string, max: number): pg.Pool {
  const { TIMESTAMPTZ } = pg.types.builtins;
  const toDate = (text: string): Date => new Date(text.replace(' ', 'T').replace(/([+-]\d{2})$/, '$1:00'));
  const getTypeParser = ((oid: number, format: 'text' | 'binary') =>
    oid === TIMESTAMPTZ && format !== 'binary' ? toDate : pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser;
  return quietPool({ connectionString, max, application_name: 'pledge-auth', types: { getTypeParser } });
}
