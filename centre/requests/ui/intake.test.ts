import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { wrongOf } from './intake.schema.ts';

describe('a refused intake', () => {
  it('tells what is wrong where it was written, and in the refusal what stands nowhere on the page', () =>
    assert.deepEqual(
      wrongOf([
        { field: 'siteId', message: '没有这个站点。' },
        { field: 'contactId', message: '没有这个联系人。' },
        { field: 'caller', message: '没有这个字段。' },
      ]),
      { at: { siteId: '没有这个站点。' }, others: ['没有这个联系人。', '没有这个字段。'] },
    ));
});
