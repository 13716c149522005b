import assert from 'node:assert/strict';
import { it } from 'node:test';
import { quoted } from './quoted.ts';

it('quotation marks within quoted words become single ones', () => {
  assert.deepEqual(['按时到达', '“客户至上”的原则', 'no “if” and “but”'].map(quoted), [
    '“按时到达”',
    '“‘客户至上’的原则”',
    '“no ‘if’ and ‘but’”',
  ]);
});
