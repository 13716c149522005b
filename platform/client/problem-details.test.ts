import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isUnexplained, parseProblem, pathOfFault } from './problem-details.ts';

describe('problem details are read without trust', () => {
  it('carries what the server says', () => {
    const problem = parseProblem(409, {
      code: 'guardRefused',
      message: { zh: '不能离场。', en: 'Cannot leave.' },
      guards: ['withdrawal'],
      commitments: ['C-1.4.4-06'],
      fields: [{ field: 'contactId', code: 'missing', message: { zh: '缺联系人。', en: 'Contact missing.' } }],
    });
    assert.deepEqual(problem, {
      status: 409,
      code: 'guardRefused',
      detail: { zh: '不能离场。', en: 'Cannot leave.' },
      guards: ['withdrawal'],
      commitments: ['C-1.4.4-06'],
      fields: [{ field: 'contactId', code: 'missing', message: { zh: '缺联系人。', en: 'Contact missing.' } }],
      details: {},
    });
  });
  it('tells a fault of a part at its field, and nothing of another whose name begins alike', () => {
    assert.equal(pathOfFault(['signatures', 'signature.name'], 'signature'), 'signature.name');
    assert.equal(pathOfFault(['opinion', 'signature'], 'signature'), 'signature');
    assert.equal(pathOfFault(['signatures'], 'signature'), undefined);
  });
  it('knows words of the server’s own, such as those of a full disk, from an answer that says nothing', () => {
    assert.ok(!isUnexplained(parseProblem(507, { code: 'outOfSpace', detail: '服务器的磁盘已满。' })));
    assert.ok(isUnexplained(parseProblem(502, '<html>')));
    assert.ok(isUnexplained({ status: 0, code: 'unreachable' }));
  });
  it('one language stands for both', () =>
    assert.deepEqual(parseProblem(409, { detail: '已关闭' }).detail, { zh: '已关闭', en: '已关闭' }));
  for (const body of [undefined, null, 'x', [], { fields: 3, guards: { a: 1 }, message: 7 }]) {
    it(`says that it was not saved when nothing readable came: ${JSON.stringify(body)}`, () => {
      const problem = parseProblem(500, body);
      assert.equal(problem.code, 'unknown');
      assert.match(problem.detail.zh, /内容已留在本页/);
      assert.deepEqual(problem.fields, []);
    });
  }
});
