import { normaliseLogin } from './login.ts';

/** In characters as people count them; no composition rules, since they make passwords worse. */
export const PASSWORD_MIN = 8;
export const PASSWORD_MAX = 128;

export type PasswordRefusal = 'passwordTooShort' | 'passwordTooLong' | 'passwordTooSimple';

/** Why a password may not be set, or null. `login`, where known, may not be the password. */
export function refusePassword(password: string, login?: string): PasswordRefusal | null {
  const characters = [...password];
  if (characters.length < PASSWORD_MIN) return 'passwordTooShort';
  if (password.length > PASSWORD_MAX) return 'passwordTooLong';
  if (new Set(characters).size < 4 || isRun(characters)) return 'passwordTooSimple';
  return login !== undefined && normaliseLogin(password) === normaliseLogin(login) ? 'passwordTooSimple' : null;
}

/** `12345678`, `hgfedcba`: every character the neighbour of the one before, in the same direction. */
function isRun(characters: readonly string[]): boolean {
  const steps = characters
    .slice(1)
    .map((character, at) => (character.codePointAt(0) ?? 0) - (characters[at]?.codePointAt(0) ?? 0));
  return steps.every((step) => step === 1) || steps.every((step) => step === -1);
}
