import type pg from 'pg';
import { IDLE_SECONDS, PROLONG_SECONDS, type BetterAuth } from './better-auth.ts';
import type { Told } from '../db/pool.ts';
import { holderOfKey } from './api-keys.store.ts';
import { findSession, tokenOf } from './session.store.ts';

export interface AccountHolder {
  readonly personId: string;
  readonly providerId: string;
}

export type RequestHeaders = Headers | Readonly<Record<string, string | readonly string[] | undefined>>;

export interface Session<Holder> extends AccountHolder {
  readonly holder: Holder;
  /** Of the session; a key has none. */
  readonly sessionId?: string;
  /** Where a key was shown in place of a session. */
  readonly keyId?: string;
  /** Good for enrolling a second factor, and for nothing else. */
  readonly confined: boolean;
  /** `Set-Cookie` values that the answer must carry; often none. */
  readonly setCookie: readonly string[];
}

/** However busily it is used, a session ends so long after sign-in. */
const LONGEST_SESSION_MS = 7 * 24 * 3_600_000;

export interface SessionParts<Holder> {
  readonly auth: BetterAuth;
  readonly pool: pg.Pool;
  readonly secret: string;
  readonly load: (account: AccountHolder, told?: Told) => Promise<Holder | null>;
}

export interface LookOptions {
  /** Whether this counts as use, and makes the session last longer. Where nobody acts, or no answer can carry the cookie, it does not. */
  readonly prolongs?: boolean;
}

export type SessionReader<Holder> = (headers: RequestHeaders, options?: LookOptions) => Promise<Session<Holder> | null>;

/** Reads whose session a request carries, and who that person is now. */
export function sessionReader<Holder>(parts: SessionParts<Holder>): SessionReader<Holder> {
  return (headers, { prolongs = true } = {}) => {
    const authorization = authorizationOf(headers);
    return authorization === null ? sessionOf(parts, headers, prolongs) : byKey(parts, authorization);
  };
}

/** A key is shown with every request: whose it is and what that actor may is asked every time. */
async function byKey<Holder>(parts: SessionParts<Holder>, authorization: string): Promise<Session<Holder> | null> {
  const key = await holderOfKey(parts.pool, authorization);
  if (key === null) return null;
  const { id: keyId, told, ...account } = key;
  const holder = await parts.load(account, told);
  return holder === null ? null : { ...account, holder, keyId, confined: false, setCookie: [] };
}

function authorizationOf(headers: RequestHeaders): string | null {
  const value = headers instanceof Headers ? headers.get('authorization') : headers['authorization'];
  // A scheme is the same in capitals and small letters (RFC 9110, 11.1).
  return typeof value === 'string' && /^bearer /i.test(value) ? value : null;
}

async function sessionOf<Holder>(
  parts: SessionParts<Holder>,
  headers: RequestHeaders,
  prolongs: boolean,
): Promise<Session<Holder> | null> {
  const sent = toHeaders(headers);
  const context = await parts.auth.$context;
  const token = await tokenIn(parts, sent);
  const session = token === null ? null : await findSession(parts.pool, token);
  if (session === null) return null;
  const account = { personId: session.personId, providerId: session.providerId };
  const tooLong = Date.now() - session.createdAt > LONGEST_SESSION_MS;
  const holder = tooLong ? null : await parts.load(account, session.told);
  if (holder === null) {
    await (tooLong
      ? context.internalAdapter.deleteSession(session.token)
      : context.internalAdapter.deleteUserSessions(session.userId));
    return null;
  }
  const mayRest = !prolongs || Date.now() < session.expiresAt - (IDLE_SECONDS - PROLONG_SECONDS) * 1000;
  // Only the prolonging goes through better-auth: it writes row and cookie alike.
  const setCookie = mayRest
    ? []
    : (await parts.auth.api.getSession({ headers: sent, returnHeaders: true })).headers.getSetCookie();
  return { ...account, holder, sessionId: session.id, confined: session.confined, setCookie };
}

async function tokenIn(parts: { readonly auth: BetterAuth; readonly secret: string }, sent: Headers): Promise<string | null> {
  const { name } = (await parts.auth.$context).authCookies.sessionToken;
  return tokenOf(sent.get('cookie') ?? '', name, parts.secret);
}

/** Whose session a request carries, whoever that person is now; null where it carries none that is open. */
export async function carriedSession(
  parts: { readonly auth: BetterAuth; readonly pool: pg.Pool },
  secret: string,
  headers: RequestHeaders,
): Promise<AccountHolder | null> {
  const token = await tokenIn({ auth: parts.auth, secret }, toHeaders(headers));
  return token === null ? null : findSession(parts.pool, token);
}

export function toHeaders(headers: RequestHeaders): Headers {
  if (headers instanceof Headers) return headers;
  const { cookie } = headers;
  if (cookie === undefined) return new Headers();
  return new Headers({ cookie: typeof cookie === 'string' ? cookie : cookie.join('; ') });
}
