import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { backLines, backTooLate, type Back } from './back-again.ts';

const seconds = (what: string, ...all: readonly number[]): Back[] => all.map((took) => ({ what, backMs: took * 1000 }));

describe('how soon the product was back', () => {
  it('is told beside the bar, and what missed it is counted', () => {
    assert.deepEqual(backLines([...seconds('web', 1, 5.02), ...seconds('database', 0.4)]), [
      '  web       back after 5020 ms median, 5020 ms p99, 5020 ms at most (bar 5000 ms)',
      '  database  back after 400 ms median, 400 ms p99, 400 ms at most (bar 5000 ms)',
      '  ✗ 1 times not back within 5000 ms',
    ]);
    assert.deepEqual(backLines(seconds('web', 1)).length, 1);
  });

  it('fails a drill only where no busy machine explains it', () => {
    assert.deepEqual(backTooLate(seconds('web', 1, 5.02, 30)), []);
    assert.deepEqual(backTooLate(seconds('web', 1, 30.5)), ['web: not back within 30 s, but after 30500 ms']);
  });
});
