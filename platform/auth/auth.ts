import pg from 'pg';
import { quietPool } from '../db/quiet-client.ts';
import { beginAttempt } from './attempts.store.ts';
import { buildBetterAuth, type BetterAuth } from './better-auth.ts';
import { loginAddress } from './login.ts';
import { refusePassword, type PasswordRefusal } from './password.rules.ts';
import { sessionReader, toHeaders, type AccountHolder, type RequestHeaders, type Session } from './session-reader.ts';
import { sweepSessions } from './session.store.ts';

export type { AccountHolder, RequestHeaders, Session };

export interface AuthOptions<Holder> {
  /** A connection for schema `auth` alone; its pool is opened here, since better-auth reads instants in its own way. */
  readonly connectionString: string;
  /** Signs the cookies; one for all nodes. */
  readonly secret: string;
  readonly publicUrl: string;
  /** Who the account's person is now, or null if the person may not enter (any more): asked at every sign-in and with every session. */
  readonly load: (account: AccountHolder) => Promise<Holder | null>;
  readonly connections?: number;
}

export interface SignInMeta {
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
  | { readonly ok: false; readonly refusal: 'tooManyAttempts'; readonly retryAfterSeconds: number };

export type AccountResult =
  | { readonly ok: true }
  | { readonly ok: false; readonly refusal: PasswordRefusal | 'loginTaken' | 'noAccount' | 'passwordWrong' };

export interface Auth<Holder> {
  signIn(login: string, password: string, meta?: SignInMeta): Promise<SignIn<Holder>>;
  /** Ends the session of the request, if any, and gives the cookies that clear it. */
  signOut(headers: RequestHeaders): Promise<readonly string[]>;
  sessionOf(headers: RequestHeaders): Promise<Session<Holder> | null>;
  /** Makes the account of a person, or renews it: a repeat after a failure halfway mends. A sign-in name is one for the installation. */
  createAccount(account: AccountHolder & { readonly login: string; readonly password: string }): Promise<AccountResult>;
  /** Ends every session of the person. */
  setPassword(personId: string, password: string, login?: string): Promise<AccountResult>;
  /** As `setPassword`, by the person, who shows the present one. */
  changePassword(personId: string, present: string, next: string): Promise<AccountResult>;
  /** At once, wherever the person is signed in. */
  endSessions(personId: string): Promise<void>;
  close(): Promise<void>;
}

type Context = Awaited<BetterAuth['$context']>;

/** Sign-in by name and password with sessions as rows. The only door to better-auth. */
export function createAuth<Holder>(options: AuthOptions<Holder>): Auth<Holder> {
  const pool = openAuthPool(options.connectionString, options.connections ?? 4);
  const auth = buildBetterAuth({ pool, secret: options.secret, publicUrl: options.publicUrl });
  const sessionOf = sessionReader({ auth, pool, secret: options.secret, load: options.load });
  return {
    signIn: (login, password, meta = {}) => signIn({ auth, pool, options }, { login, password, meta }),
    signOut: async (headers) =>
      (await auth.api.signOut({ headers: toHeaders(headers), returnHeaders: true })).headers.getSetCookie(),
    sessionOf,
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
}

async function signIn<Holder>(
  parts: Parts<Holder>,
  tried: { login: string; password: string; meta: SignInMeta },
): Promise<SignIn<Holder>> {
  const attempt = await beginAttempt(parts.pool, tried.login, tried.meta.address);
  if (attempt.waitSeconds !== null) return { ok: false, refusal: 'tooManyAttempts', retryAfterSeconds: attempt.waitSeconds };
  const entered = await checkPassword(parts.auth, tried);
  if (entered === null) return { ok: false, refusal: 'signInRefused' };
  const holder = await parts.options.load(entered.account);
  if (holder === null) {
    await (await parts.auth.$context).internalAdapter.deleteSession(entered.token);
    return { ok: false, refusal: 'signInRefused' };
  }
  await attempt.succeeded();
  await sweepSessions(parts.pool);
  if (tried.meta.headers !== undefined) await parts.auth.api.signOut({ headers: toHeaders(tried.meta.headers) });
  return { ok: true, ...entered.account, holder, setCookie: entered.setCookie };
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

interface UserRow {
  readonly id: string;
}

function userOf(context: Context, personId: string): Promise<UserRow | null> {
  return context.adapter.findOne<UserRow>({ model: 'user', where: [{ field: 'personId', value: personId }] });
}

async function createAccount(
  context: Context,
  account: AccountHolder & { login: string; password: string },
): Promise<AccountResult> {
  const refusal = refusePassword(account.password, account.login);
  if (refusal !== null) return { ok: false, refusal };
  const email = loginAddress(account.login);
  const taken = await context.internalAdapter.findUserByEmail(email);
  const present = await userOf(context, account.personId);
  if (taken !== null && taken.user.id !== present?.id) return { ok: false, refusal: 'loginTaken' };
  if (present === null) {
    const { personId, providerId } = account;
    try {
      await context.internalAdapter.createUser(
        { email, name: '', emailVerified: false, personId, providerId },
        { method: 'email-password' },
      );
    } catch (error) {
      if ((error as { code?: unknown } | null)?.code === '23505') return { ok: false, refusal: 'loginTaken' };
      throw error;
    }
  } else if (taken === null) {
    await context.internalAdapter.updateUser(present.id, { email });
  }
  return setPassword(context, account);
}

async function setPassword(
  context: Context,
  account: { personId: string; password: string; login?: string },
): Promise<AccountResult> {
  const refusal = refusePassword(account.password, account.login);
  if (refusal !== null) return { ok: false, refusal };
  const user = await userOf(context, account.personId);
  if (user === null) return { ok: false, refusal: 'noAccount' };
  const password = await context.password.hash(account.password);
  const accounts = await context.internalAdapter.findAccounts(user.id);
  if (accounts.some((one) => one.providerId === 'credential')) await context.internalAdapter.updatePassword(user.id, password);
  else await context.internalAdapter.linkAccount({ userId: user.id, providerId: 'credential', accountId: user.id, password });
  await context.internalAdapter.deleteUserSessions(user.id);
  return { ok: true };
}

async function changePassword(
  context: Context,
  change: { personId: string; present: string; next: string },
): Promise<AccountResult> {
  const user = await userOf(context, change.personId);
  const accounts = user === null ? [] : await context.internalAdapter.findAccounts(user.id);
  const hash = accounts.find((one) => one.providerId === 'credential')?.password;
  if (hash == null) return { ok: false, refusal: 'noAccount' };
  if (!(await context.password.verify({ hash, password: change.present }))) return { ok: false, refusal: 'passwordWrong' };
  return setPassword(context, { personId: change.personId, password: change.next });
}

async function endSessions(context: Context, personId: string): Promise<void> {
  const user = await userOf(context, personId);
  if (user !== null) await context.internalAdapter.deleteUserSessions(user.id);
}

/** better-auth compares instants as `Date`; the rest of the house reads them as numbers, by parsers that are set for all pools. */
function openAuthPool(connectionString: string, max: number): pg.Pool {
  const { TIMESTAMPTZ } = pg.types.builtins;
  const toDate = (text: string): Date => new Date(text.replace(' ', 'T').replace(/([+-]\d{2})$/, '$1:00'));
  const getTypeParser = ((oid: number, format: 'text' | 'binary') =>
    oid === TIMESTAMPTZ && format !== 'binary' ? toDate : pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser;
  return quietPool({ connectionString, max, application_name: 'pledge-auth', types: { getTypeParser } });
}
