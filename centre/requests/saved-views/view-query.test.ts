import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { spelt } from './spelt.rules.ts';
import { faultsOf, readView, type Known } from './view-query.rules.ts';

const SITE = '018f0000-0000-7000-8000-000000000001';
const known: Known = {
  sites: new Set([SITE]),
  customers: new Set(),
  projects: new Set(),
  kinds: new Set(['fault']),
  severities: new Set(['critical']),
  inUnit: true,
};
const nothing: Known = { ...known, sites: new Set(), kinds: new Set(), severities: new Set(), inUnit: false };

describe('the query of a saved view', () => {
  it('has one spelling, whatever the order of its parts', () => {
    assert.equal(spelt('?sort=received&clock=breached&q='), 'clock=breached&sort=received');
    const part = fc.tuple(
      fc.constantFrom('a', 'b', 'c', 'd'),
      fc.string({ minLength: 1 }).filter((text) => text.trim() !== ''),
    );
    fc.assert(
      fc.property(fc.uniqueArray(part, { selector: ([name]) => name }), (parts) => {
        const one = spelt(new URLSearchParams(parts).toString());
        assert.equal(spelt(new URLSearchParams(parts.toReversed()).toString()), one);
        assert.equal(spelt(one), one);
        assert.deepEqual(new Map(new URLSearchParams(one)), new Map(parts));
      }),
    );
  });

  it('names what the list does not know; a page and a count are none of its business', () => {
    assert.deepEqual(readView('colour=red&clock=late&state=open'), { unreadable: ['clock', 'colour'] });
    for (const query of ['limit=5', 'cursor=x', 'total=true', 'state=treatment'])
      assert.deepEqual(readView(query), { unreadable: [query.split('=')[0]] });
  });

  it('cannot be answered with a phrase of one character or with characters that no text may hold, however they are spelt', () => {
    for (const query of [
      'q=专',
      'q=%E4%B8%93',
      'q=+x+',
      'q=a%00b',
      'kind=fault%07',
      'q=ab&q=%1F%1F',
      'state=all&q=%E2%80%AE%E4%B8%93%E7%BA%BF',
    ])
      assert.equal(faultsOf(query, known).length, 1, query);
    for (const query of ['q=', 'q=+', 'q=专线', 'q=%F0%A0%AE%B7']) assert.deepEqual(faultsOf(query, known), [], query);
  });

  const table: readonly (readonly [query: string, faults: number])[] = [
    ['', 0],
    ['state=all&q=专线&sort=received', 0],
    [`site=${SITE}&kind=fault&severity=critical&owner=unit`, 4],
    ['kind=fault,consultation', 2],
    ['colour=red', 1],
  ];
  for (const [query, count] of table)
    it(`“${query}” is told to hold no longer where what it names is gone: ${count}`, () => {
      const gone = faultsOf(query, nothing);
      assert.equal(gone.length, count);
      for (const { zh, en } of gone) assert.ok(zh !== '' && en !== '');
      assert.equal(
        faultsOf(query, { ...known, kinds: new Set(['fault', 'consultation']) }).length,
        query === 'colour=red' ? 1 : 0,
      );
    });
});
