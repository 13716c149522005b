import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { arrowHead, raisedNames, roundedPath, wordPlace } from './flow-path.rules.ts';

describe('the ways of a flow drawing', () => {
  const corner = [
    { x: 0, y: 0 },
    { x: 100, y: 0 },
    { x: 100, y: 60 },
  ];
  it('a corner is rounded', () => assert.equal(roundedPath(corner), 'M0 0L86 0Q100 0 100 14L100 60'));
  it('a corner between short pieces is rounded by half of them', () =>
    assert.equal(
      roundedPath([
        { x: 0, y: 0 },
        { x: 10, y: 0 },
        { x: 10, y: 10 },
      ]),
      'M0 0L5 0Q10 0 10 5L10 10',
    ));
  it('a straight way stays straight', () => assert.equal(roundedPath(corner.slice(0, 2)), 'M0 0L100 0'));
  it('nothing to draw draws nothing', () =>
    assert.deepEqual([roundedPath([]), arrowHead([]), wordPlace([], { word: '', left: 0, right: 0 })], ['', '', undefined]));
  it('a word stands over the longest level piece below the upper edge, between the edges; at one that only rises where none is level', () => {
    const about = { word: '重新', left: 0, right: 200 };
    const tall = [...corner, { x: 100, y: 400 }, { x: 40, y: 400 }];
    assert.deepEqual(wordPlace(tall, about), { x: 50, y: -6 });
    assert.deepEqual(
      wordPlace(
        tall.map(({ x, y }) => ({ x, y: y - 22 })),
        about,
      ),
      { x: 70, y: 372 },
    );
    assert.deepEqual(wordPlace(tall, { ...about, right: 60 }), { x: 48, y: -6 });
    assert.deepEqual(wordPlace(corner.slice(1), about), { x: 100, y: 24 });
  });
  it('the arrow ends where the way ends', () => assert.match(arrowHead(corner), /L100 60L/));
});

describe('names that would run into each other', () => {
  const row = (names: readonly string[], present = -1, pitch = 57) =>
    raisedNames(names.map((name, index) => ({ id: name, name, x: index * pitch, y: 0, present: index === present })));
  it('short ones stand in one line', () => assert.deepEqual([...row(['处理', '恢复', '解决', '报告', '关闭'], 1)], []));
  it('of two long ones the second is raised, and the third stays below it', () =>
    assert.deepEqual([...row(['Treatment', 'Restored', 'Resolved'])], ['Restored']));
  it('beside the present one, which is wide, the neighbours give way', () =>
    assert.deepEqual([...row(['Treatment', 'Restored', 'Resolved'], 1)], ['Treatment', 'Resolved']));
  it('in a row that is not quite level the one to the right is raised, though it stands higher', () =>
    assert.deepEqual(
      [
        ...raisedNames([
          { id: 'joint', name: 'Joint', x: 249, y: 146, present: false },
          { id: 'deferred', name: 'Answer promised', x: 192, y: 157, present: false },
        ]),
      ],
      ['joint'],
    ));
  it('names of different rows have nothing to do with each other', () =>
    assert.deepEqual(
      [
        ...raisedNames([
          { id: 'a', name: 'Classified', x: 0, y: 0, present: false },
          { id: 'b', name: 'Treatment', x: 10, y: 54, present: false },
        ]),
      ],
      [],
    ));
});
