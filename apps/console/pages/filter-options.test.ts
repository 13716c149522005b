import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { filterOptions, type Said } from './filter-options.rules.ts';

interface Row {
  readonly site: { readonly id: string; readonly name: string } | null;
}
const siteOf = ({ site }: Row): readonly Said<string>[] => (site === null ? [] : [[site.id, site.name]]);
const at = (id: string, name: string): Row => ({ site: { id, name } });

describe('what a filter offers', () => {
  it('is what the rows of the view name, each once, in their order', () => {
    const ofView = [at('b', '西区'), { site: null }, at('a', '东区'), at('b', '西区')];
    assert.deepEqual(filterOptions({ ofView, shown: [] }, siteOf), [
      ['b', '西区'],
      ['a', '东区'],
    ]);
  });

  it('names the value in force by what is shown, where the first rows of the view do not hold it', () => {
    const options = filterOptions({ ofView: [at('a', '东区')], shown: [at('far', '海岛')] }, siteOf);
    assert.deepEqual(options.at(-1), ['far', '海岛']);
  });
});
