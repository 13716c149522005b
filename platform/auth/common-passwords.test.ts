import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { refuseNewPassword } from './common-passwords.ts';

const REFUSED: readonly (readonly [string, string])[] = [
  ['woaini1314', 'passwordCommon'],
  ['woaini520', 'passwordCommon'],
  ['5201314520', 'passwordCommon'],
  ['WoAiNi1314', 'passwordCommon'],
  ['wodemima123', 'passwordCommon'],
  ['wang1234', 'passwordCommon'],
  ['zhang19880808', 'passwordCommon'],
  ['li123456', 'passwordCommon'],
  ['qq123456789', 'passwordCommon'],
  ['a123456789', 'passwordCommon'],
  ['１２３４５６ａｂｃ', 'passwordCommon'],
  ['1qaz2wsx', 'passwordCommon'],
  ['Password2026', 'passwordCommon'],
  ['P@ssw0rd123', 'passwordCommon'],
  ['trustno1', 'passwordCommon'],
  ['Jennifer', 'passwordCommon'],
  ['starwars', 'passwordCommon'],
  ['pledge2026', 'passwordCommon'],
  ['shounuo888', 'passwordCommon'],
  ['admin@123', 'passwordCommon'],
  ['12345678', 'passwordTooSimple'],
  ['aaaaaaab', 'passwordTooSimple'],
  ['一二三', 'passwordTooShort'],
];

const TAKEN = [
  '一个好记的口令 2026',
  'correct horse battery staple',
  'otter-spoon-41',
  '春江潮水连海平，海上明月',
  'woaini的猫叫团团',
  'kd7#mwq2',
] as const;

describe('a new password', () => {
  for (const [password, refusal] of REFUSED)
    it(`“${password}” is refused: ${refusal}`, async () => assert.equal(await refuseNewPassword(password), refusal));

  for (const password of TAKEN)
    it(`“${password}” may be set, whatever characters it has`, async () => assert.equal(await refuseNewPassword(password), null));

  it('is not made of the own sign-in name with what everybody adds', async () => {
    assert.equal(await refuseNewPassword('liu.ying2026', 'liu.ying'), 'passwordCommon');
    assert.equal(await refuseNewPassword('Liuying123', 'liuying'), 'passwordCommon');
    assert.equal(await refuseNewPassword('liuying likes otters', 'liuying'), null);
  });
});
