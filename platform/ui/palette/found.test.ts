import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { found } from './found.rules.ts';

const answers: readonly { readonly text: string; readonly typed: string; readonly found: ReturnType<typeof found> }[] = [
  { text: '东区节点核心交换机宕机', typed: '', found: { rank: 0, at: [] } },
  { text: '东区节点核心交换机宕机', typed: ' 东区 ', found: { rank: 0, at: [0, 1] } },
  { text: '东区节点核心交换机宕机', typed: '交换机', found: { rank: 1, at: [6, 7, 8] } },
  { text: '东区节点核心交换机宕机', typed: '东区 宕机', found: { rank: 2, at: [0, 1, 9, 10] } },
  { text: '东区节点核心交换机宕机', typed: 'dqjd', found: { rank: 3, at: [0, 1, 2, 3] } },
  { text: '东区节点核心交换机宕机', typed: 'DQ', found: { rank: 3, at: [0, 1] } },
  { text: '东区节点核心交换机宕机', typed: 'jiaohuan', found: { rank: 4, at: [6, 7] } },
  { text: '东区节点核心交换机宕机', typed: 'dong qu', found: { rank: 3, at: [0, 1] } },
  { text: '东区节点核心交换机宕机', typed: "dong'qj", found: { rank: 3, at: [0, 1, 2] } },
  { text: '东区节点核心交换机宕机', typed: 'djjd', found: undefined },
  { text: '重庆银行', typed: 'cqyh', found: { rank: 3, at: [0, 1, 2, 3] } },
  { text: '改名、共用', typed: 'gmgy', found: { rank: 3, at: [0, 1, 3, 4] } },
  { text: '交换机宕机，业务中断', typed: 'djyw', found: { rank: 4, at: [3, 4, 6, 7] } },
  { text: '旅行', typed: 'lvx', found: { rank: 3, at: [0, 1] } },
  { text: 'SR-2026-0417', typed: '0417', found: { rank: 1, at: [8, 9, 10, 11] } },
  { text: 'SR-2026-0417', typed: 'ｓｒ－２０２６', found: { rank: 0, at: [0, 1, 2, 3, 4, 5, 6] } },
  { text: 'Consultation record QR-OP09', typed: 'dq', found: undefined },
  { text: 'Register a request', typed: 'request reg', found: { rank: 2, at: [11, 12, 13, 14, 15, 16, 17, 0, 1, 2] } },
];

describe('a text answers what was typed', () => {
  for (const { text, typed, found: wanted } of answers)
    it(`${text} ← “${typed}”: ${wanted === undefined ? 'no' : `rank ${wanted.rank}`}`, () =>
      assert.deepEqual(found(text, typed), wanted));
});
