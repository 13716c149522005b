import pg from 'pg';
import type { Told } from '../db/pool.ts';
import { quietPool } from '../db/quiet-client.ts';
import { beginAttempt } from './attempts.store.ts';
import { buildBetterAuth, type BetterAuth } from './better-auth.ts';
import {
  changePassword,
  createAccount,
  endSessions,
  isPassword,
  openAccount,
  setPassword,
  type AccountResult,
} from './accounts.ts';
import { keyLimit } from './key-limit.ts';
import { loginAddress } from './login.ts';
import { refusePassword } from './password.rules.ts';
import { askForLetter, makeLink, sendLetter, spendLink, type LetterToSend, type LinkKind } from './password-link.store.ts';
import { secondFactor, type SecondFactor } from './second-factor.store.ts';
import { sessionReader, toHeaders, type AccountHolder, type RequestHeaders, type Session } from './session-reader.ts';
import { confineSession, endSession, sessionsOf, sweepSessions, type OpenSession } from './session.store.ts';

export type { AccountHolder, AccountResult, LetterToSend, LinkKind, OpenSession, RequestHeaders, Session };

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
  readonly connections?: number;
}

export interface SignInMeta {
  /** Of the second factor, where the account has one. */
  readonly code?: string;
  /** The address the attempt comes from, for the limits. */
  readonly address?: string;
  readonly userAgent?: string;
  /** Of the request: a session that it carries ends with the new sign-in. */
  readonly headers?: RequestHeaders;
}

export type SignIn<Holder> =
  | (Session<Holder> & { readonly ok: true })
  /** Wrong name, wrong password and a person who may not enter are one answer. */
  | { readonly ok: false; readonly refusal: 'signInRefused' }
  /** The password is right; the code of the second factor is missing, or it is not right or was used. */
  | { readonly ok: false; readonly refusal: 'secondFactorNeeded' | 'codeRefused' }
  | { readonly ok: false; readonly refusal: 'tooManyAttempts'; readonly retryAfterSeconds: number };

export type ShownAgain =
  | { readonly ok: true }
  | { readonly ok: false; readonly refusal: 'passwordWrong' | 'codeRefused' }
  | { readonly ok: false; readonly refusal: 'tooManyAttempts'; readonly retryAfterSeconds: number };

export interface Auth<Holder> {
  signIn(login: string, password: string, meta?: SignInMeta): Promise<SignIn<Holder>>;
  /** Ends the session of the request, if any, and gives the cookies that clear it. */
  signOut(headers: RequestHeaders): Promise<readonly string[]>;
  /** By the session's cookie, or by the key of an `Authorization` header. */
  sessionOf(headers: RequestHeaders): Promise<Session<Holder> | null>;
  /** Seconds to wait, where the key of the request has asked too often; null where it may go on. */
  keyWait(session: Session<Holder>): number | null;
  /** The sessions of a person, newest first. */
  sessionsOf(personId: string): Promise<readonly OpenSession[]>;
  /** Ends one of the person's own; says whether there was one. */
  endSession(personId: string, sessionId: string): Promise<boolean>;
  readonly secondFactor: SecondFactor;
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
  /** Whether nobody of the installation has the sign-in name. */
  isFree(login: string): Promise<boolean>;
  /** Ends every session of the person. */
  setPassword(personId: string, password: string, login?: string): Promise<AccountResult>;
  /** As `setPassword`, by the person, who shows the present one. */
  changePassword(personId: string, present: string, next: string): Promise<AccountResult>;
  /** At once, wherever the person is signed in. */
  endSessions(personId: string): Promise<void>;
  close(): Promise<void>;
}

/** Sign-in by name and password with sessions as rows. The only door to better-auth. */
export function createAuth<Holder>(options: AuthOptions<Holder>): Auth<Holder> {
  const pool = openAuthPool(options.connectionString, options.connections ?? 4);
  const auth = buildBetterAuth({ pool, secret: options.secret, publicUrl: options.publicUrl });
  const sessionOf = sessionReader({ auth, pool, secret: options.secret, load: options.load });
  const factor = secondFactor(pool, options.secret);
  const limit = keyLimit();
  return {
    signIn: (login, password, meta = {}) => signIn({ auth, pool, options, factor }, { login, password, meta }),
    signOut: async (headers) =>
      (await auth.api.signOut({ headers: toHeaders(headers), returnHeaders: true })).headers.getSetCookie(),
    sessionOf,
    keyWait: (session) => (session.keyId === undefined ? null : limit(session.keyId)),
    sessionsOf: (personId) => sessionsOf(pool, personId),
    endSession: (personId, sessionId) => endSession(pool, personId, sessionId),
    secondFactor: factor,
    showsAgain: (personId, shown) => showsAgain({ auth, pool, factor }, personId, shown),
    openAccount: async (account) => openAccount(await auth.$context, account),
    isFree: async (login) => (await (await auth.$context).internalAdapter.findUserByEmail(loginAddress(login))) === null,
    makeLink: (holder, kind) => makeLink(pool, holder, kind),
    redeemLink: async (token, password) => redeemLink({ auth, pool }, { token, password }),
    askForLetter: (login, kind) => askForLetter(pool, loginAddress(login), kind),
    askForReset: async (login, address) => {
      const { waitSeconds } = await beginAttempt(pool, `reset ${login}`, address);
      if (waitSeconds === null) await askForLetter(pool, loginAddress(login), 'reset');
      return waitSeconds;
    },
    sendLetter: (send) => sendLetter(pool, send),
    createAccount: async (account) => createAccount(await auth.$context, account),
    setPassword: async (personId, password, login) => setPassword(await auth.$context, { personId, password, login }),
    changePassword: async (personId, present, next) => changePassword(await auth.$context, { personId, present, next }),
    endSessions: async (personId) => endSessions(await auth.$context, personId),
    close: () => pool.end(),
  };
}

interface Parts<Holder> {
  readonly auth: BetterAuth;
  readonly pool: pg.Pool;
  readonly options: AuthOptions<Holder>;
  readonly factor: SecondFactor;
}

async function signIn<Holder>(
  parts: Parts<Holder>,
  tried: { login: string; password: string; meta: SignInMeta },
): Promise<SignIn<Holder>> {
  const attempt = await beginAttempt(parts.pool, tried.login, tried.meta.address);
  if (attempt.waitSeconds !== null) return { ok: false, refusal: 'tooManyAttempts', retryAfterSeconds: attempt.waitSeconds };
  const entered = await checkPassword(parts.auth, tried);
  if (entered === null) return { ok: false, refusal: 'signInRefused' };
  const { personId } = entered.account;
  const [holder, second] = await Promise.all([
    parts.options.load(entered.account),
    checkCode(parts.factor, personId, tried.meta.code),
  ]);
  if (holder === null || second === 'secondFactorNeeded' || second === 'codeRefused') {
    // Nobody was told of this session.
    await (await parts.auth.$context).internalAdapter.deleteSession(entered.token);
    return { ok: false, refusal: holder === null || second === 'none' || second === 'right' ? 'signInRefused' : second };
  }
  await attempt.succeeded();
  const confined = second === 'none' && (await parts.options.needsSecondFactor?.(holder)) === true;
  if (confined) await confineSession(parts.pool, entered.token);
  await sweepSessions(parts.pool);
  if (tried.meta.headers !== undefined) await parts.auth.api.signOut({ headers: toHeaders(tried.meta.headers) });
  return { ok: true, ...entered.account, holder, confined, setCookie: entered.setCookie };
}

type Second = 'none' | 'right' | 'secondFactorNeeded' | 'codeRefused';

async function checkCode(factor: SecondFactor, personId: string, code: string | undefined): Promise<Second> {
  if (!(await factor.isInForce(personId))) return 'none';
  if (code === undefined || code === '') return 'secondFactorNeeded';
  return (await factor.accept(personId, code)) ? 'right' : 'codeRefused';
}

async function showsAgain(
  parts: { readonly auth: BetterAuth; readonly pool: pg.Pool; readonly factor: SecondFactor },
  personId: string,
  shown: { readonly password: string; readonly code?: string },
): Promise<ShownAgain> {
  const attempt = await beginAttempt(parts.pool, `person ${personId}`, 'signed in');
  if (attempt.waitSeconds !== null) return { ok: false, refusal: 'tooManyAttempts', retryAfterSeconds: attempt.waitSeconds };
  if (!(await isPassword(await parts.auth.$context, personId, shown.password))) return { ok: false, refusal: 'passwordWrong' };
  if (shown.code !== undefined && !(await parts.factor.accept(personId, shown.code)))
    return { ok: false, refusal: 'codeRefused' };
  await attempt.succeeded();
  return { ok: true };
}

/** A password that may not be set leaves the link as it was: it is looked at first. */
async function redeemLink(
  parts: { readonly auth: BetterAuth; readonly pool: pg.Pool },
  given: { readonly token: string; readonly password: string },
): Promise<AccountResult | { readonly ok: false; readonly refusal: 'linkRefused' }> {
  const weak = refusePassword(given.password);
  if (weak !== null) return { ok: false, refusal: weak };
  const holder = await spendLink(parts.pool, given.token);
  if (holder === null) return { ok: false, refusal: 'linkRefused' };
  return setPassword(await parts.auth.$context, { personId: holder.personId, password: given.password });
}

interface Entered {
  readonly account: AccountHolder;
  readonly token: string;
  readonly setCookie: readonly string[];
}

async function checkPassword(
  auth: BetterAuth,
  tried: { login: string; password: string; meta: SignInMeta },
): Promise<Entered | null> {
  try {
    const { headers, response } = await auth.api.signInEmail({
      body: { email: loginAddress(tried.login), password: tried.password },
      // Not the request's headers: the new session has nothing of the one before.
      headers: new Headers({ 'user-agent': tried.meta.userAgent ?? '' }),
      returnHeaders: true,
    });
    const { personId, providerId } = response.user as unknown as AccountHolder;
    return { account: { personId, providerId }, token: response.token, setCookie: headers.getSetCookie() };
  } catch (error) {
    if (isRefusal(error)) return null;
    throw error;
  }
}

/** better-auth throws its refusals with the HTTP status they stand for; a fault of the database is none. */
function isRefusal(error: unknown): boolean {
  const status = (error as { statusCode?: unknown } | null)?.statusCode;
  return typeof status === 'number' && status >= 400 && status < 500;
}

/** better-auth compares instants as `Date`; the rest of the house reads them as numbers, by parsers that are set for all pools. */
function openAuthPool(connectionString: string, max: number): pg.Pool {
  const { TIMESTAMPTZ } = pg.types.builtins;
  const toDate = (text: string): Date => new Date(text.replace(' ', 'T').replace(/([+-]\d{2})$/, '$1:00'));
  const getTypeParser = ((oid: number, format: 'text' | 'binary') =>
    oid === TIMESTAMPTZ && format !== 'binary' ? toDate : pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser;
  return quietPool({ connectionString, max, application_name: 'pledge-auth', types: { getTypeParser } });
}
