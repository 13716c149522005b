import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { answers, type Candidate, type CandidateGroup } from './answers.rules.ts';

const candidate = (id: string, label: string, more: Partial<Candidate> = {}): Candidate => ({
  id,
  label,
  onChoose: () => undefined,
  ...more,
});
const group = (id: string, ...candidates: Candidate[]): CandidateGroup => ({ id, title: id, candidates, atOnce: id === 'here' });
const shown = (groups: readonly CandidateGroup[], typed: string) =>
  answers(groups, typed).map(({ id, entries }) => [id, ...entries.map((entry) => entry.id)]);

describe('what the palette answers', () => {
  it('before anything is typed, only what is shown at once', () => {
    assert.deepEqual(shown([group('here', candidate('a', '离场')), group('requests', candidate('b', '东区'))], ' '), [
      ['here', 'a'],
    ]);
  });
  it('the group with the best answer first, within it the best answer first', () => {
    const groups = [
      group('here', candidate('a', '登记东区来电')),
      group('requests', candidate('b', '东区'), candidate('c', '核心东区')),
    ];
    assert.deepEqual(shown(groups, '东区'), [
      ['requests', 'b', 'c'],
      ['here', 'a'],
    ]);
  });
  it('what is called so before what belongs to it, in its group and among the groups', () => {
    const groups = [group('requests', candidate('b', '线路', { of: ['东区'] }), candidate('c', '东区宕机'))];
    assert.deepEqual(shown(groups, '东区'), [['requests', 'c', 'b']]);
    const customer = group('customers', candidate('d', '示例市'));
    assert.deepEqual(shown([group('requests', candidate('b', '线路', { of: ['示例市'] })), customer], '示例'), [
      ['customers', 'd'],
      ['requests', 'b'],
    ]);
  });
  it('what says so in a sentence, by its words and never by their pinyin, behind what is called so', () => {
    const promise = group(
      'commitments',
      candidate('p', 'C-1.1-06', { says: ['东区工程师2小时内到场', 'On site within 2 hours'] }),
    );
    const request = group('requests', candidate('b', '核心东区'));
    assert.deepEqual(shown([promise, request], '东区'), [
      ['requests', 'b'],
      ['commitments', 'p'],
    ]);
    assert.deepEqual(shown([promise, request], 'dq'), [['requests', 'b']]);
    assert.deepEqual(shown([promise], 'site hours'), [['commitments', 'p']]);
  });
  it('what the server found stays, last, though nothing that is shown answers; the same thing stands once', () => {
    const groups = [
      group('requests', candidate('b', '东区'), candidate('b', '东区', { found: true }), candidate('c', '线路', { found: true })),
    ];
    assert.deepEqual(shown(groups, '东区'), [['requests', 'b', 'c']]);
    assert.deepEqual(shown([group('requests', candidate('c', '线路'))], '东区'), []);
  });
});
