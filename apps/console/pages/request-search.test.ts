import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { registerSearch } from '#centre/commitments/ui/register/register.queries.ts';
import { qualitySearch } from '#centre/quality/ui/quality.queries.ts';
import { plainAddress } from '#platform/client/plain-address.ts';
import { requestSearch } from './request-search.rules.ts';

const { parseSearch, stringifySearch } = plainAddress;

describe('what an address asks for', () => {
  for (const text of [
    '20261004',
    '1e5',
    '20261004000000000001',
    '0012',
    'true',
    'null',
    '{}',
    '"核心"',
    '核心 交换机',
    'a+b&c=d#e%',
  ])
    it(`is the text that stands there: ${text}`, () => {
      assert.equal(requestSearch(parseSearch(`?q=${encodeURIComponent(text)}`)).q, text);
      assert.equal(requestSearch(parseSearch(stringifySearch({ q: text, kind: undefined }))).q, text);
    });

  it('is a number or a truth nowhere', () => {
    assert.equal(requestSearch(parseSearch('?severity=1&kind=2')).severity, '1');
    assert.equal(requestSearch(parseSearch('?imported=true')).imported, 'true');
    assert.equal(registerSearch(parseSearch('?clause=4')).clause, '4');
    assert.equal(qualitySearch(parseSearch('?period=2026')).period, '2026');
  });

  it('is nothing where it says nothing, or nothing that is known', () => {
    assert.equal(requestSearch(parseSearch('?q=')).q, undefined);
    assert.equal(requestSearch(parseSearch('?state=moon')).state, undefined);
    assert.equal(stringifySearch({ q: undefined }), '');
  });
});
