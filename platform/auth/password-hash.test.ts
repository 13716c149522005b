import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { hashPassword as hashOfBetterAuth } from 'better-auth/crypto';
import { hashPassword, isOutdated, verifyPassword } from './password-hash.ts';

const PASSWORD = '一个好记的口令 ２０２６';

describe('the hash of a password', () => {
  it('costs what OWASP asks, says so, and is another each time', async () => {
    const [one, other] = await Promise.all([hashPassword(PASSWORD), hashPassword(PASSWORD)]);
    assert.match(one, /^\$scrypt\$ln=15,r=8,p=3\$[\w+/]{22}==\$[\w+/]{43}=$/);
    assert.notEqual(one, other);
    assert.equal(isOutdated(one), false);
  });

  it('knows its password, in whatever form an input method writes it, and no other', async () => {
    const hash = await hashPassword(PASSWORD);
    assert.equal(await verifyPassword({ hash, password: PASSWORD }), true);
    assert.equal(await verifyPassword({ hash, password: '一个好记的口令 2026' }), true);
    assert.equal(await verifyPassword({ hash, password: '一个好记的口令 2027' }), false);
  });

  it('of an account from before is read, and is to be made anew', async () => {
    const hash = await hashOfBetterAuth(PASSWORD);
    assert.equal(await verifyPassword({ hash, password: PASSWORD }), true);
    assert.equal(await verifyPassword({ hash, password: 'not it' }), false);
    assert.equal(isOutdated(hash), true);
  });

  it('of a lesser cost is read, and is to be made anew', async () => {
    // RFC 7914, section 12: password "password", salt "NaCl", N 1024, r 8, p 16.
    const key = Buffer.from(
      'fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b3731622eaf30d92e22a3886ff109279d9830dac727afb94a83ee6d8360cbdfa2cc0640',
      'hex',
    );
    const hash = `$scrypt$ln=10,r=8,p=16$${Buffer.from('NaCl').toString('base64')}$${key.toString('base64')}`;
    assert.equal(await verifyPassword({ hash, password: 'password' }), true);
    assert.equal(isOutdated(hash), true);
  });

  it('that is none knows no password', async () => {
    for (const hash of ['', 'plain text', '$scrypt$ln=15,r=8,p=3$$', 'ab:cd']) {
      assert.equal(await verifyPassword({ hash, password: hash }), false);
      assert.equal(isOutdated(hash), true);
    }
  });
});
