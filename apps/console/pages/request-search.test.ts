import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { defaultParseSearch } from '@tanstack/react-router';
import { registerSearch } from '#centre/commitments/ui/register/register.queries.ts';
import { qualitySearch } from '#centre/quality/ui/quality.queries.ts';
import { requestSearch } from './request-search.rules.ts';

describe('what an address asks for', () => {
  it('is text, also where it looks like a number or a truth', () => {
    assert.equal(requestSearch(defaultParseSearch('?q=20261004')).q, '20261004');
    assert.equal(requestSearch(defaultParseSearch('?q=true')).q, 'true');
    assert.equal(requestSearch(defaultParseSearch('?q=%2220261004%22')).q, '20261004');
    assert.equal(requestSearch(defaultParseSearch('?severity=1&kind=2')).severity, '1');
    assert.equal(requestSearch(defaultParseSearch('?imported=true')).imported, 'true');
    assert.equal(registerSearch(defaultParseSearch('?clause=4')).clause, '4');
    assert.equal(qualitySearch(defaultParseSearch('?period=2026')).period, '2026');
  });

  it('is nothing where it says nothing, or nothing that can be read', () => {
    assert.equal(requestSearch(defaultParseSearch('?q=')).q, undefined);
    assert.equal(requestSearch(defaultParseSearch('?q=%7B%7D')).q, undefined);
    assert.equal(requestSearch(defaultParseSearch('?q=null')).q, undefined);
  });
});
