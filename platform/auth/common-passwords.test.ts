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
    assert.equal(await refuseNewPassword('liu.ying2026', { login: 'liu.ying' }), 'passwordCommon');
    assert.equal(await refuseNewPassword('Liuying123', { login: 'liuying' }), 'passwordCommon');
    assert.equal(await refuseNewPassword('liuying likes otters', { login: 'liuying' }), null);
  });

  it('is not made of the names of the house, in characters, in pinyin or in English', async () => {
    const names = ['瑞达信息技术有限公司', 'Ruida-Tech (Chengdu) Co., Ltd.'];
    for (const password of ['瑞达信息2026', 'ruida2026', 'RuidaXinxi@123', 'ruida tech 2026'])
      assert.deepEqual([password, await refuseNewPassword(password, { names })], [password, 'passwordCommon']);
    for (const password of ['ruida2026', '瑞达养的水獭 41', 'otters of Ruida'])
      assert.equal(await refuseNewPassword(password, password === 'ruida2026' ? {} : { names }), null, password);
  });
});
