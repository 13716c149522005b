import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { SavedView } from '#centre/requests/saved-views/saved-views.schema.ts';
import { currentView, moved, queryOf, searchOf } from './saved-view.rules.ts';

const view = (id: string, query: string, more: Partial<SavedView> = {}): SavedView => ({
  id,
  name: id,
  query,
  own: true,
  owner: '韩经理',
  unit: null,
  version: 1,
  faults: [],
  ...more,
});
const fault = { zh: '没有', en: 'gone' };

describe('the saved view of an address', () => {
  const views = [view('a', 'clock=breached&sort=received'), view('b', 'owner=me'), view('c', 'colour=red', { faults: [fault] })];

  it('is the one that asks for the same, whichever way one came', () => {
    const shown = { search: { sort: 'received', clock: 'breached', q: undefined } as const, cameBy: undefined };
    assert.deepEqual(currentView(views, shown), { view: views[0], changed: false });
    assert.equal(currentView(views, { search: {}, cameBy: undefined }), undefined, 'a broken one names no address');
  });
  it('stays the one by which one came, and is changed where something else is asked for', () => {
    assert.deepEqual(currentView(views, { search: { owner: 'me', q: '东区' }, cameBy: 'b' }), { view: views[1], changed: true });
    assert.deepEqual(currentView(views, { search: {}, cameBy: 'c' }), { view: views[2], changed: false });
    assert.equal(currentView(views, { search: { q: '东区' }, cameBy: 'gone' }), undefined);
  });
  it('asks for what it was saved with', () => {
    for (const query of ['', 'clock=breached&sort=received', 'kind=fault%2Cconsultation&q=%E4%B8%9C&state=all'])
      assert.equal(queryOf(searchOf(view('x', query))), query);
  });
  it('is moved among the own ones and stops at the ends', () => {
    const all = [...views, view('d', '', { own: false })];
    assert.deepEqual(moved(all, 'b', -1), ['b', 'a', 'c']);
    assert.deepEqual(moved(all, 'b', 1), ['a', 'c', 'b']);
    assert.deepEqual(moved(all, 'a', -1), ['a', 'b', 'c']);
    assert.deepEqual(moved(all, 'c', 1), ['a', 'b', 'c']);
    assert.deepEqual(moved(all, 'd', -1), ['a', 'b', 'c']);
  });
});
