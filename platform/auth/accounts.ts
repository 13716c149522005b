import type { BetterAuth } from './better-auth.ts';
import { loginAddress } from './login.ts';
import { refuseNewPassword, type NearWords } from './common-passwords.ts';
import { hashPassword } from './password-hash.ts';
import type { PasswordRefusal } from './password.rules.ts';
import type { AccountHolder } from './session-reader.ts';

export type AccountResult =
  | { readonly ok: true }
  | { readonly ok: false; readonly refusal: PasswordRefusal | 'loginTaken' | 'noAccount' };

type Context = Awaited<BetterAuth['$context']>;

/** What lies near to the person of an account now. */
export type Near = (account: AccountHolder) => Promise<NearWords>;

interface UserRow {
  readonly id: string;
  readonly providerId: string;
}

function userOf(context: Context, personId: string): Promise<UserRow | null> {
  return context.adapter.findOne<UserRow>({ model: 'user', where: [{ field: 'personId', value: personId }] });
}

export async function createAccount(
  context: Context,
  account: AccountHolder & { login: string; password: string },
  near: Near,
): Promise<AccountResult> {
  const refusal = await refuseNewPassword(account.password, { ...(await near(account)), login: account.login });
  if (refusal !== null) return { ok: false, refusal };
  const opened = await openAccount(context, account);
  return opened.ok ? keepPassword(context, account) : opened;
}

/** An account that has a sign-in name and no password yet: a link sets it. */
export async function openAccount(context: Context, account: AccountHolder & { login: string }): Promise<AccountResult> {
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
  return { ok: true };
}

export async function setPassword(
  context: Context,
  account: { personId: string; password: string },
  near: Near,
): Promise<AccountResult> {
  const { personId, password } = account;
  const user = await userOf(context, personId);
  if (user === null) return { ok: false, refusal: 'noAccount' };
  const refusal = await refuseNewPassword(password, await near({ personId, providerId: user.providerId }));
  return refusal === null ? keepPassword(context, account) : { ok: false, refusal };
}

/** Of a password that was looked at; every session of the account ends. */
export async function keepPassword(
  context: Context,
  account: { readonly personId: string; readonly password: string },
): Promise<AccountResult> {
  const user = await userOf(context, account.personId);
  if (user === null) return { ok: false, refusal: 'noAccount' };
  const password = await hashPassword(account.password);
  const accounts = await context.internalAdapter.findAccounts(user.id);
  if (accounts.some((one) => one.providerId === 'credential')) await context.internalAdapter.updatePassword(user.id, password);
  else await context.internalAdapter.linkAccount({ userId: user.id, providerId: 'credential', accountId: user.id, password });
  await context.internalAdapter.deleteUserSessions(user.id);
  return { ok: true };
}

export async function endSessions(context: Context, personId: string): Promise<void> {
  const user = await userOf(context, personId);
  if (user !== null) await context.internalAdapter.deleteUserSessions(user.id);
}
