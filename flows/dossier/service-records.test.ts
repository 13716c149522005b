import assert from 'node:assert/strict';
import { it } from 'node:test';
import { inOneLine } from './service-records.rules.ts';

const LINES: readonly (readonly [said: readonly (string | undefined)[], line: string])[] = [
  [['更换电源模块，观察链路。', '一、拆下；二、装入。'], '更换电源模块，观察链路；一、拆下；二、装入。'],
  [['Module replaced.', 'Link watched.'], 'Module replaced；Link watched.'],
  [[undefined, '重启'], '重启'],
  [['重启', ' ', '观察'], '重启；观察'],
  [[undefined], ''],
];
for (const [said, line] of LINES)
  it(`what was said stands in one line, closed once: ${line}`, () => assert.equal(inOneLine(said), line));
