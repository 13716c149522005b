import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { callLimit, sourceOf } from './call-limit.ts';

describe('calls', () => {
  it('are counted by name and minute, and whoever is over hears how long to wait', () => {
    let now = 1_000_000;
    const asked = callLimit(3, () => now);
    for (let count = 0; count < 3; count += 1) assert.equal(asked('one'), null);
    now += 15_000;
    assert.equal(asked('one'), 45);
    assert.equal(asked('other'), null);
    now += 44_999;
    assert.equal(asked('one'), 1);
    now += 1;
    assert.equal(asked('one'), null);
  });

  it('of any number of names are counted in bounded memory: the oldest is let go, the present one never', () => {
    let now = 0;
    const asked = callLimit(1, () => now);
    for (let name = 0; name < 250_000; name += 1) {
      now += 0.01;
      assert.equal(asked(String(name)), null);
    }
    assert.notEqual(asked('249999'), null);
    assert.equal(asked('0'), null, 'it was let go');
  });
});

describe('a source', () => {
  for (const [address, source] of [
    ['203.0.113.9', '203.0.113.9'],
    ['::ffff:203.0.113.9', '203.0.113.9'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:db8:1:2::6', '2001:db8:1:2::/64'],
    ['2001:db8::', '2001:db8:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ] as const)
    it(`${address} is ${source}`, () => assert.equal(sourceOf(address), source));
});
