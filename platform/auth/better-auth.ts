import { betterAuth } from 'better-auth';
import { Kysely, PostgresDialect } from 'kysely';
import type pg from 'pg';
import { hashPassword, verifyPassword } from './password-hash.ts';
import { PASSWORD_MAX, PASSWORD_MIN } from './password.rules.ts';

/** A session ends so long after it was last used … */
export const IDLE_SECONDS = 12 * 3_600;
/** … and is prolonged at most this often. */
export const PROLONG_SECONDS = 15 * 60;

const times = { createdAt: 'created_at', updatedAt: 'updated_at' } as const;

/** The session's cookie. Where the service is on HTTPS no other host can set one of this name, and none is taken from HTTP. */
export function sessionCookieName(publicUrl: string): string {
  return `${publicUrl.startsWith('https://') ? '__Host-' : ''}pledge.session_token`;
}

export interface BetterAuthOptions {
  readonly pool: pg.Pool;
  readonly secret: string;
  readonly publicUrl: string;
}

/**
 * better-auth with everything off that is not used: no sign-up, no plugins, no mail, no linking, no cookie cache (a session
 * ended is ended at the next request). Its HTTP handler is mounted nowhere: `auth.ts` calls its functions.
 * The return type is inferred: it carries the types of the fields added here.
 */
export function buildBetterAuth(options: BetterAuthOptions) {
  const db = new Kysely<never>({ dialect: new PostgresDialect({ pool: options.pool }) }).withSchema('auth');
  const isSecure = options.publicUrl.startsWith('https://');
  return betterAuth({
    appName: 'Pledge',
    baseURL: options.publicUrl,
    secret: options.secret,
    database: { db, type: 'postgres', transaction: true },
    telemetry: { enabled: false },
    logger: { disabled: true },
    rateLimit: { enabled: false },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      autoSignIn: false,
      minPasswordLength: PASSWORD_MIN,
      maxPasswordLength: PASSWORD_MAX,
      password: { hash: hashPassword, verify: verifyPassword },
    },
    user: {
      fields: { ...times, emailVerified: 'email_verified' },
      additionalFields: {
        personId: { type: 'string', required: true, input: false, fieldName: 'person_id' },
        providerId: { type: 'string', required: true, input: false, fieldName: 'provider_id' },
      },
    },
    session: {
      fields: { ...times, expiresAt: 'expires_at', ipAddress: 'ip_address', userAgent: 'user_agent', userId: 'user_id' },
      expiresIn: IDLE_SECONDS,
      updateAge: PROLONG_SECONDS,
      cookieCache: { enabled: false },
    },
    account: {
      fields: {
        ...times,
        accountId: 'account_id',
        providerId: 'provider_id',
        userId: 'user_id',
        accessToken: 'access_token',
        refreshToken: 'refresh_token',
        idToken: 'id_token',
        accessTokenExpiresAt: 'access_token_expires_at',
        refreshTokenExpiresAt: 'refresh_token_expires_at',
      },
      accountLinking: { enabled: false },
    },
    verification: { fields: { ...times, expiresAt: 'expires_at' } },
    advanced: {
      // The library's own prefix is `__Secure-`, which binds a cookie less: a host beside ours could set it.
      useSecureCookies: false,
      cookiePrefix: isSecure ? '__Host-pledge' : 'pledge',
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax', path: '/', secure: isSecure },
      // Addresses are personal data and serve nothing here: attempts are counted by digest.
      ipAddress: { disableIpTracking: true },
      database: { validateSchema: false },
    },
  });
}

export type BetterAuth = ReturnType<typeof buildBetterAuth>;
