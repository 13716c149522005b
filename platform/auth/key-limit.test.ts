import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { KEY_REQUESTS_PER_MINUTE, keyLimit } from './key-limit.ts';

describe('requests with a key', () => {
  it('are counted by key and minute, and whoever is over hears how long to wait', () => {
    let now = 1_000_000;
    const asked = keyLimit(() => now);
    for (let count = 0; count < KEY_REQUESTS_PER_MINUTE; count += 1) assert.equal(asked('one'), null);
    now += 15_000;
    assert.equal(asked('one'), 45);
    assert.equal(asked('other'), null);
    now += 45_000;
    assert.equal(asked('one'), null);
  });
});
