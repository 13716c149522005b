import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { z } from 'zod';
import { uuidv7 } from './uuid.ts';

describe('uuidv7', () => {
  it('is one by the book, with the time in front', () => {
    const at = Date.parse('2026-10-03T14:10:00.123Z');
    for (const id of Array.from({ length: 200 }, () => uuidv7(at))) {
      assert.ok(z.uuidv7().safeParse(id).success, id);
      assert.equal(Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16), at);
    }
  });

  it('sorts as made within one time, though another time comes between', () => {
    const ids: string[] = [];
    for (let index = 0; index < 5_000; index++) {
      ids.push(uuidv7(1_000));
      uuidv7(2_000);
    }
    assert.deepEqual([...ids].sort(), ids);
    assert.equal(new Set(ids).size, ids.length);
    assert.ok(uuidv7(999) < (ids[0] ?? ''));
  });
});
