import { createHash } from 'node:crypto';

/** One writing for a sign-in name: full-width letters, capitals and blanks around it make no other person. */
export function normaliseLogin(login: string): string {
  return login.normalize('NFKC').trim().toLowerCase();
}

/**
 * The mailbox-shaped key under which better-auth keeps an account: a digest, so that its tables name nobody.
 * `.invalid` is reserved and never delivered to.
 */
export function loginAddress(login: string): string {
  return `${createHash('sha256').update(normaliseLogin(login)).digest('hex')}@login.invalid`;
}
