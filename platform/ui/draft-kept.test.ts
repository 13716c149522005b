import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { missedBy, readAs, writtenAs } from './draft-kept.rules.ts';

describe('a draft in two stores', () => {
  it('is read as it was written, whatever stands in it', () => {
    for (const text of ['核心交换机', '', '1|2', '1759500000000|x', 'a\nb|c'])
      assert.deepEqual(readAs(writtenAs({ at: 1_759_500_000_000, text })), { at: 1_759_500_000_000, text });
    assert.equal(readAs(null), undefined);
    assert.deepEqual(readAs('of an earlier version'), { at: 0, text: 'of an earlier version' });
  });

  const old = { at: 1, text: '写到一半' };
  const discarded = { at: 2, text: '' };
  for (const [what, atHand, durable, missed] of [
    ['after a crash: what is at hand lost the last words', old, { at: 2, text: '写到一半了' }, 'atHand'],
    ['after a crash: what is at hand lost all', undefined, old, 'atHand'],
    ['a page was left before the disk had the last words', { at: 2, text: '写到一半了' }, old, 'durable'],
    ['a page was left before the disk knew that it was discarded', discarded, old, 'durable'],
    ['both say the same', old, old, undefined],
    ['neither says anything', undefined, undefined, undefined],
  ] as const)
    it(what, () => assert.equal(missedBy(atHand, durable)?.store, missed));
});
