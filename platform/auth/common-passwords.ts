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

/** What lies so near to a person that it is tried first on their door. */
export interface NearWords {
  readonly login?: string | undefined;
  /** Of the house and of the customer they belong to, as they are written. */
  readonly names?: readonly string[];
}

/** Why a password may not be set, or null: by what it tells by itself, by what is near, and by the list of those that everybody tries first. */
export async function refuseNewPassword(password: string, near: NearWords = {}): Promise<PasswordRefusal | null> {
  const weak = refusePassword(password, { login: near.login, words: await wordsIn(near.names ?? []) });
  if (weak !== null) return weak;
  return (await commonPasswords()).has(password.normalize('NFKC').toLowerCase()) ? 'passwordCommon' : null;
}

/** The words of names; of Chinese ones, which are written without spaces, how they begin, in characters and in pinyin. */
async function wordsIn(names: readonly string[]): Promise<string[]> {
  const words = names.flatMap((name) => name.toLowerCase().match(/\p{Script=Han}+|[^\P{L}\p{Script=Han}]+/gu) ?? []);
  const isHan = (word: string): boolean => /^\p{Script=Han}/u.test(word);
  if (!words.some(isHan)) return words;
  const { pinyin } = await import('pinyin-pro');
  return words.flatMap((word) =>
    isHan(word) ? [...beginnings([...word]), ...beginnings(pinyin(word, { toneType: 'none', type: 'array' }))] : [word],
  );
}

/** `示例`, `示例信`, …: what people call a house in short is how its name begins. */
function beginnings(parts: readonly string[]): string[] {
  return parts.slice(1).map((_, at) => parts.slice(0, at + 2).join(''));
}
