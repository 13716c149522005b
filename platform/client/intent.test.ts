import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { instant } from '#platform/time/instant.ts';
import { holdsStrokes, isSameIntent, readIntent } from './intent.rules.ts';

const HOUR = 3_600_000;
const meant = { body: { text: '断电', version: 4 }, commandId: 'c-1', meantAt: instant(0) };
const again = (body: Readonly<Record<string, unknown>>, at = HOUR) => isSameIntent(meant, { body, at: instant(at) });

describe('what was meant once', () => {
  it('is the same when the version has moved on meanwhile, as by the command itself', () =>
    assert.ok(again({ text: '断电', version: 5 })));
  it('is the same without a version and with fields that are not given', () =>
    assert.ok(again({ text: '断电', scope: undefined })));
  it('is another when other words are sent', () => assert.ok(!again({ text: '断电两次', version: 4 })));
  it('is another when more is sent', () => assert.ok(!again({ text: '断电', scope: 'adjust', version: 4 })));
  it('is meant anew a day later', () => assert.ok(!again({ text: '断电', version: 4 }, 24 * HOUR)));
  it('is read back as it was kept', () => assert.deepEqual(readIntent(JSON.stringify(meant)), meant));
  for (const text of [null, '', '{', '[]', '{"sent":"/api/x{}","commandId":"c-1","occurredAt":""}'])
    it(`is nothing in ${String(text)}`, () => assert.equal(readIntent(text), undefined));
});

describe('strokes of a hand', () => {
  it('are found wherever they stand', () => {
    assert.ok(holdsStrokes({ block: 'customer', signature: { name: '赵工', strokes: [{ points: [] }] } }));
    assert.ok(holdsStrokes({ signatures: [{ strokes: [] }] }));
  });
  it('are not in a name alone', () => {
    assert.ok(!holdsStrokes({ signature: { name: '赵工', strokes: undefined }, files: ['f-1'], note: null }));
  });
});
