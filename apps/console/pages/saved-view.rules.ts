import type { SavedView } from '#centre/requests/saved-views/saved-views.schema.ts';
import { spelt } from '#centre/requests/saved-views/spelt.rules.ts';
import type { RequestSearch } from '#centre/requests/ui/requests.queries.ts';
import { requestSearch } from './request-search.rules.ts';

/** What the list is asked for by an address, in the one spelling that views are saved in. */
export function queryOf(search: RequestSearch): string {
  const asked = Object.entries(search).filter((part): part is [string, string] => typeof part[1] === 'string');
  return spelt(new URLSearchParams(asked).toString());
}

/** The address of a saved view: what the console's list cannot read of it is left out, as its faults say. */
export function searchOf(view: SavedView): RequestSearch {
  return requestSearch(Object.fromEntries(new URLSearchParams(view.query)));
}

export interface CurrentView {
  readonly view: SavedView;
  /** The list was asked for something else since. */
  readonly changed: boolean;
}

/** The saved view that an address shows: the one by which one came, else one that asks for the same. */
export function currentView(
  views: readonly SavedView[],
  shown: { readonly search: RequestSearch; readonly cameBy: string | undefined },
): CurrentView | undefined {
  const query = queryOf(shown.search);
  const same = (view: SavedView): boolean => queryOf(searchOf(view)) === query;
  const view = views.find(({ id }) => id === shown.cameBy) ?? views.find((one) => one.faults.length === 0 && same(one));
  return view && { view, changed: !same(view) };
}

/** The own views with one of them moved by a step; the same order where there is nowhere to go. */
export function moved(views: readonly SavedView[], id: string, step: -1 | 1): readonly string[] {
  const own = views.filter((view) => view.own).map((view) => view.id);
  const from = own.indexOf(id);
  const to = from + step;
  return from === -1 || to < 0 || to >= own.length ? own : own.toSpliced(from, 1).toSpliced(to, 0, id);
}
