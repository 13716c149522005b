import { refusePassword, type PasswordRefusal } from './password.rules.ts';

let known: Promise<ReadonlySet<string>> | undefined;

/**
 * The 49,233 most common passwords of public leaks, about 18,000 of them long enough to be tried here, as the project zxcvbn-ts keeps them
 * (MIT licence). Read when the first password is set: half a megabyte that most processes never need.
 */
function commonPasswords(): Promise<ReadonlySet<string>> {
  known ??= import('@zxcvbn-ts/language-common').then(({ dictionary }) => new Set(dictionary['passwords-common'].map(String)));
  return known;
}

/** Why a password may not be set, or null: by what it tells by itself, and by the list of those that everybody tries first. */
export async function refuseNewPassword(password: string, login?: string): Promise<PasswordRefusal | null> {
  const weak = refusePassword(password, login);
  if (weak !== null) return weak;
  return (await commonPasswords()).has(password.normalize('NFKC').toLowerCase()) ? 'passwordCommon' : null;
}
