import type pg from 'pg';
import { keepPassword, setPassword, type AccountResult, type Near } from './accounts.ts';
import { beginAttempt, type Attempt, type Attempts } from './attempts.store.ts';
import type { BetterAuth } from './better-auth.ts';
import { refuseNewPassword } from './common-passwords.ts';
import { hashOf, isPassword, renewHash } from './credential.store.ts';
import { loginAddress } from './login.ts';
import { verifyPassword } from './password-hash.ts';
import { holderOfLink, spendLink } from './password-link.store.ts';
import type { AcceptedBy, SecondFactor } from './second-factor.store.ts';
import { toHeaders, type AccountHolder, type RequestHeaders, type Session } from './session-reader.ts';
import { confineSession, sweepSessions } from './session.store.ts';
import { writeNote } from './sign-in-note.store.ts';

export interface SignInMeta {
  /** Of the second factor, where the account has one. */
  readonly code?: string;
  /** The address the attempt comes from, for the limits. */
  readonly address?: string;
  readonly userAgent?: string;
  /** Of the request: a session that it carries ends with the new sign-in. */
  readonly headers?: RequestHeaders;
}

export interface TooManyAttempts {
  readonly ok: false;
  readonly refusal: 'tooManyAttempts';
  readonly retryAfterSeconds: number;
}

export type SignIn<Holder> =
  | (Session<Holder> & { readonly ok: true })
  /** Wrong name, wrong password and a person who may not enter are one answer. */
  | { readonly ok: false; readonly refusal: 'signInRefused' }
  /** The password is right; the code of the second factor is missing, or it is not right or was used. */
  | { readonly ok: false; readonly refusal: 'secondFactorNeeded' | 'codeRefused' }
  | TooManyAttempts;

export type ShownAgain =
  | { readonly ok: true }
  | { readonly ok: false; readonly refusal: 'passwordWrong' | 'codeRefused' }
  | TooManyAttempts;

/** What the door is made of. */
export interface DoorParts extends Attempts {
  readonly auth: BetterAuth;
  readonly factor: SecondFactor;
  readonly near: Near;
}

export interface SignInParts<Holder> extends DoorParts {
  readonly load: (account: AccountHolder) => Promise<Holder | null>;
  readonly needsSecondFactor?: ((holder: Holder) => Promise<boolean>) | undefined;
}

interface Tried {
  readonly login: string;
  readonly password: string;
  readonly meta: SignInMeta;
}

export async function signIn<Holder>(parts: SignInParts<Holder>, tried: Tried): Promise<SignIn<Holder>> {
  const { auth, pool, factor } = parts;
  const attempt = await beginAttempt(parts, tried.login, tried.meta.address);
  if (attempt.waitSeconds !== null) return blocked(pool, attempt, { login: tried.login });
  const before = await hashOf(pool, { login: tried.login });
  const entered = await checkPassword(auth, tried);
  const hash = entered === null ? null : await stillRight(pool, entered.account.personId, { before, password: tried.password });
  if (entered === null || hash === null) {
    if (entered !== null) await forget(auth, entered);
    await writeNote(pool, { login: tried.login }, { kind: 'signInRefused', by: 'password' });
    return { ok: false, refusal: 'signInRefused' };
  }
  const { personId } = entered.account;
  const [holder, second] = await Promise.all([parts.load(entered.account), checkCode(factor, personId, tried.meta.code)]);
  if (holder === null || second === 'secondFactorNeeded' || second === 'codeRefused') {
    await forget(auth, entered);
    await writeNote(
      pool,
      { personId },
      holder !== null && second === 'secondFactorNeeded'
        ? { kind: 'codeAsked' }
        : { kind: 'signInRefused', by: holder === null ? 'noAccess' : 'code' },
    );
    return { ok: false, refusal: second === 'secondFactorNeeded' || second === 'codeRefused' ? second : 'signInRefused' };
  }
  await attempt.succeeded();
  await renewHash(pool, personId, { hash, password: tried.password });
  const confined = second === 'none' && (await parts.needsSecondFactor?.(holder)) === true;
  if (confined) await confineSession(pool, entered.token);
  await sweepSessions(pool);
  if (tried.meta.headers !== undefined) await auth.api.signOut({ headers: toHeaders(tried.meta.headers) });
  await writeNote(pool, { personId }, { kind: 'signedIn', by: second === 'none' ? 'password' : second });
  return { ok: true, ...entered.account, holder, confined, setCookie: entered.setCookie };
}

/**
 * The hash that the password answers to once the session is there; null where another password was set while this one was looked at, which
 * takes its time: that ended all sessions but this one.
 */
async function stillRight(
  pool: pg.Pool,
  personId: string,
  tried: { readonly before: string | null; readonly password: string },
): Promise<string | null> {
  const hash = await hashOf(pool, { personId });
  return hash !== null && (hash === tried.before || (await verifyPassword({ hash, password: tried.password }))) ? hash : null;
}

/** Ends a session of which nobody was told. */
async function forget(auth: BetterAuth, entered: Entered): Promise<void> {
  await (await auth.$context).internalAdapter.deleteSession(entered.token);
}

/** Noted once for as long as it lasts: who goes on trying fills no log. */
async function blocked(
  pool: pg.Pool,
  attempt: Attempt,
  whose: { readonly login: string } | { readonly personId: string },
): Promise<TooManyAttempts> {
  if (attempt.blocks) await writeNote(pool, whose, { kind: 'signInBlocked' });
  return { ok: false, refusal: 'tooManyAttempts', retryAfterSeconds: attempt.waitSeconds ?? 0 };
}

type Second = 'none' | AcceptedBy | 'secondFactorNeeded' | 'codeRefused';

async function checkCode(factor: SecondFactor, personId: string, code: string | undefined): Promise<Second> {
  if (!(await factor.isInForce(personId))) return 'none';
  if (code === undefined || code === '') return 'secondFactorNeeded';
  return (await factor.accept(personId, code)) ?? 'codeRefused';
}

/** Looks at what somebody who is signed in shows again, counted and noted like a sign-in. */
export async function showsAgain(
  parts: DoorParts,
  personId: string,
  shown: { readonly password: string; readonly code?: string },
): Promise<ShownAgain> {
  const { pool, factor } = parts;
  // Counted for this person alone: a source that all had in common would let one person keep everybody out.
  const attempt = await beginAttempt(parts, `person ${personId}`, `person ${personId}`);
  if (attempt.waitSeconds !== null) return blocked(pool, attempt, { personId });
  if (!(await isPassword(pool, personId, shown.password))) {
    await writeNote(pool, { personId }, { kind: 'signInRefused', by: 'password' });
    return { ok: false, refusal: 'passwordWrong' };
  }
  if (shown.code !== undefined && (await factor.accept(personId, shown.code)) === null) {
    await writeNote(pool, { personId }, { kind: 'signInRefused', by: 'code' });
    return { ok: false, refusal: 'codeRefused' };
  }
  await attempt.succeeded();
  return { ok: true };
}

/** A password that may not be set leaves the link as it was: it is looked at first. */
export async function redeemLink(
  { auth, pool, near }: DoorParts,
  given: { readonly token: string; readonly password: string },
): Promise<AccountResult | { readonly ok: false; readonly refusal: 'linkRefused' }> {
  const { token, password } = given;
  const holder = await holderOfLink(pool, token);
  if (holder === null) return { ok: false, refusal: 'linkRefused' };
  const weak = await refuseNewPassword(password, await near(holder));
  if (weak !== null) return { ok: false, refusal: weak };
  if (!(await spendLink(pool, token))) return { ok: false, refusal: 'linkRefused' };
  const { personId } = holder;
  const set = await keepPassword(await auth.$context, { personId, password });
  if (set.ok) await writeNote(pool, { personId }, { kind: 'passwordSetByLink' });
  return set;
}

/** The person's own password anew, where the present one is shown; every session of the account ends. */
export async function changePassword(
  parts: DoorParts,
  personId: string,
  given: { readonly present: string; readonly next: string },
): Promise<AccountResult | Exclude<ShownAgain, { readonly ok: true }>> {
  const shown = await showsAgain(parts, personId, { password: given.present });
  if (!shown.ok) return shown;
  const set = await setPassword(await parts.auth.$context, { personId, password: given.next }, parts.near);
  if (set.ok) await writeNote(parts.pool, { personId }, { kind: 'passwordChanged' });
  return set;
}

interface Entered {
  readonly account: AccountHolder;
  readonly token: string;
  readonly setCookie: readonly string[];
}

async function checkPassword(auth: BetterAuth, tried: Tried): Promise<Entered | null> {
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
