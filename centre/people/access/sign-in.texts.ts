import { PASSWORD_MAX, PASSWORD_MIN } from '#platform/auth/password.rules.ts';
import { refusal, type Refusal } from '#platform/command/refusal.ts';

export const signInRefusals = {
  signInRefused: refusal(401, 'signInRefused', {
    zh: '登录名或密码不对。请核对后再试。',
    en: 'Name or password is not right. Check both and try again.',
  }),
  secondFactorNeeded: refusal(401, 'secondFactorNeeded', {
    zh: '还需要验证码。请打开验证器应用，输入六位数字，或用一个备用码。',
    en: 'A code is needed as well. Open your authenticator and type its six digits, or use a recovery code.',
  }),
  codeRefused: refusal(401, 'codeRefused', {
    zh: '验证码不对，或已经用过。请等下一个再试，或用一个备用码。',
    en: 'The code is not right, or was used before. Wait for the next one, or use a recovery code.',
  }),
} as const;

export function tooManyAttempts(retryAfterSeconds: number): Refusal {
  const minutes = Math.max(1, Math.ceil(retryAfterSeconds / 60));
  return refusal(
    429,
    'tooManyAttempts',
    {
      zh: `尝试次数太多。请过${minutes}分钟再试，或请管理员重设密码。`,
      en: `Too many attempts. Try again in ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}, or ask the administrator to reset the password.`,
    },
    { details: { retryAfterSeconds } },
  );
}

const passwordRefusals: Readonly<Record<string, Refusal>> = {
  passwordTooShort: refusal(422, 'passwordTooShort', {
    zh: `密码太短。至少${PASSWORD_MIN}个字符。`,
    en: `The password is too short. Take at least ${PASSWORD_MIN} characters.`,
  }),
  passwordTooLong: refusal(422, 'passwordTooLong', {
    zh: `密码太长。最多${PASSWORD_MAX}个字符。`,
    en: `The password is too long. Take at most ${PASSWORD_MAX} characters.`,
  }),
  passwordTooSimple: refusal(422, 'passwordTooSimple', {
    zh: '密码太容易猜到。请换一个。',
    en: 'The password is too easy to guess. Choose another.',
  }),
  passwordCommon: refusal(422, 'passwordCommon', {
    zh: '这样的密码最先被人试：很多人在用，或由登录名、单位名称拼成。请换一个只有您会想到的，例如几个不相干的词。',
    en: 'Such a password is tried first: many people use it, or it is made of your sign-in name or the name of the house. Choose one that only you would think of, such as a few unrelated words.',
  }),
  passwordWrong: refusal(422, 'passwordWrong', {
    zh: '现在的密码不对。请核对后再试。',
    en: 'The present password is not right. Check it and try again.',
  }),
  codeRefused: refusal(422, 'codeRefused', signInRefusals.codeRefused.message),
  // Before the first code was right there are no recovery codes.
  firstCodeRefused: refusal(422, 'codeRefused', {
    zh: '验证码不对。请填验证器应用里这一项现在显示的六位数字。',
    en: 'The code is not right. Type the six digits that your authenticator shows for this entry now.',
  }),
  linkRefused: refusal(422, 'linkRefused', {
    zh: '这个链接已经用过，或已过期。请管理员再发一个。',
    en: 'This link was used or is too old. Ask the administrator for another.',
  }),
};

export function passwordRefusal(code: string): Refusal {
  return (
    passwordRefusals[code] ?? refusal(422, code, { zh: '这个账号没有密码登录。', en: 'This account has no sign-in by password.' })
  );
}

export const secondFactorRefusals = {
  inForce: refusal(409, 'secondFactorInForce', {
    zh: '第二步验证已经开通。要换设备，请先关闭。',
    en: 'A second step is in force already. Switch it off first to change the device.',
  }),
  required: refusal(409, 'secondFactorRequired', {
    zh: '您的岗位要求第二步验证，不能关闭。换设备请找系统管理员。',
    en: 'Your position asks for a second step; it cannot be switched off. To change the device ask the system administrator.',
  }),
} as const;
