import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { PaperRow } from '../paper.schema.ts';
import { rowHeights } from './row-heights.rules.ts';

const sheet = { heightMm: 208, columnsMm: [30, 135] };
const row = (text: string): PaperRow => ({
  joined: false,
  cells: [
    { kind: 'label', span: 1, text: '问题内容' },
    { kind: 'tall', span: 1, name: '', label: '', text, minHeightMm: 20 },
  ],
});
const short: PaperRow = { joined: false, cells: [{ kind: 'banner', span: 2, text: '用户信息' }] };
const sum = (heights: readonly number[]) => Math.round(heights.reduce((all, height) => all + height, 0));

describe('the rows of a sheet in Word', () => {
  it('fill the first sheet: what is left goes to the rows for writing, and to no other', () => {
    const heights = rowHeights([short, row(''), row('')], sheet);
    assert.equal(sum(heights), 208);
    assert.equal(heights[0], 8);
    assert.equal(heights[1], heights[2]);
  });
  it('ask for no more than their texts need where these fill it', () => {
    const long = rowHeights([row('换'.repeat(1_500)), row('')], sheet);
    assert.ok((long[0] ?? 0) > 208);
    assert.equal(long[1], 20);
  });
});
