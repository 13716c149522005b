import { normaliseLogin } from './login.ts';

/** In characters as people count them; no composition rules, since they make passwords worse. */
export const PASSWORD_MIN = 8;
export const PASSWORD_MAX = 128;

export type PasswordRefusal = 'passwordTooShort' | 'passwordTooLong' | 'passwordTooSimple' | 'passwordCommon';

/**
 * Why a password may not be set, or null, as far as it tells by itself.
 * @param near the sign-in name, which may not be the password, and words that are nobody's own idea in this house
 */
export function refusePassword(
  password: string,
  near: { readonly login?: string | undefined; readonly words?: readonly string[] } = {},
): PasswordRefusal | null {
  const { login = '', words = [] } = near;
  const characters = [...password];
  if (characters.length < PASSWORD_MIN) return 'passwordTooShort';
  if (password.length > PASSWORD_MAX) return 'passwordTooLong';
  if (new Set(characters).size < 4 || isRun(characters)) return 'passwordTooSimple';
  if (normaliseLogin(password) === normaliseLogin(login)) return 'passwordTooSimple';
  const ofName = normaliseLogin(login).split(/[^\p{L}\p{N}]+/u);
  return isOfCommonPieces(password, [...ofName, ...words]) ? 'passwordCommon' : null;
}

/** `12345678`, `hgfedcba`: every character the neighbour of the one before, in the same direction. */
function isRun(characters: readonly string[]): boolean {
  const steps = characters
    .slice(1)
    .map((character, at) => (character.codePointAt(0) ?? 0) - (characters[at]?.codePointAt(0) ?? 0));
  return steps.every((step) => step === 1) || steps.every((step) => step === -1);
}

/**
 * What people put together where a password is asked for, as every published list of leaked ones shows: words of love and of every day in
 * pinyin, family names, numbers that sound like words, keys that lie beside each other, and the name of the house's own program.
 */
const PIECES = `pledge shounuo 守诺 密码 管理员 我爱你
  woaini woaiwo woaiwojia aini wode mima wodemima wojiushiwo nihao zhongguo china beijing shanghai chengdu tiankong baobao laopo laogong
  mama baba tiantian kuaile xiaoxiao caonima nicai woshishui
  zhang wang li liu chen yang huang zhao wu zhou xu sun ma zhu hu guo he lin gao luo
  qq qq123 taobao alipay weixin wechat baidu
  password passwd passw0rd p@ssw0rd p@ssword pass word pwd secret welcome hello admin administrator root user guest test demo temp login
  default change changeme letmein system service server manager company office love iloveyou iloveu forever monkey dragon sunshine princess
  qwer qwert qwerty qwertyuiop asdf asdfg asdfgh asdfghjkl zxcv zxcvb zxcvbn zxcvbnm 1qaz 2wsx 3edc 1q2w 3e4r 5t6y 1q2w3e4r qaz wsx edc qazwsx
  a aa aaa aaaa q w abc abcd abcde ab as qa zx zxc asd qwe qweasd qweasdzxc
  520 521 1314 5201314 1314520 5211314 7758521 7758258 147258 147852 159357 258 369 147 456 789 123 321 1234 4321 12345 54321 123456 654321
  1234567 12345678 123456789 1234567890 0123456789 987654321 123123 112233 11223344 121212 131313 100200 010203 110 119 120 007 168 188 518 888 666 999
  @ # ! !! . _ - * $`.split(/\s+/);
/** Years of people's lives, and one character over and over: pieces as well. */
const YEAR = /^(?:19[4-9]\d|20[0-4]\d)(?:0[1-9]|1[0-2])?(?:0[1-9]|[12]\d|3[01])?/;
const REPEATED = /^(.)\1+/u;
const PIECES_AT_MOST = 4;

/** Whether nothing in it is the person's own idea: at most four pieces that everybody takes, `words` among them, fill it to the end. */
function isOfCommonPieces(password: string, words: readonly string[]): boolean {
  const text = password.normalize('NFKC').toLowerCase().replaceAll(' ', '');
  const pieces = [...PIECES, ...words.filter((word) => word.length > 1)];
  const fits = (from: number, left: number): boolean => {
    if (from === text.length) return true;
    if (left === 0) return false;
    const rest = text.slice(from);
    const lengths = [YEAR, REPEATED].flatMap((pattern) => pattern.exec(rest)?.[0].length ?? []);
    lengths.push(...pieces.flatMap((piece) => (rest.startsWith(piece) ? piece.length : [])));
    return lengths.some((length) => fits(from + length, left - 1));
  };
  return fits(0, PIECES_AT_MOST);
}
