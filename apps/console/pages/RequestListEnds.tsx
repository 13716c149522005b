import { Link } from '@tanstack/react-router';
import type { Counted } from '#centre/requests/counted.schema.ts';
import { bulkTexts } from '#centre/requests/ui/bulk/bulk.texts.ts';
import { listTexts } from '#centre/requests/ui/list.texts.ts';
import type { RequestSearch } from '#centre/requests/ui/requests.queries.ts';
import { searchTexts } from '#centre/requests/ui/search.texts.ts';
import { useTexts } from '#platform/i18n/LanguageProvider.tsx';

/** A list that holds nothing, and the way on. */
export function EmptyList({ search }: { search: RequestSearch }) {
  const texts = useTexts(listTexts);
  const searching = useTexts(searchTexts);
  const filtered = search.q ?? search.kind ?? search.site ?? search.severity ?? search.project;
  return (
    <div className="sheet list-empty">
      <p>{search.q !== undefined ? texts.notFound(search.q) : filtered !== undefined ? texts.notFoundHere : texts.emptyView}</p>
      <p>
        <Link
          to="/requests"
          search={
            filtered === undefined
              ? {}
              : { ...search, q: undefined, kind: undefined, site: undefined, severity: undefined, project: undefined }
          }
        >
          {filtered === undefined ? texts.emptyAction : texts.clearAll}
        </Link>
      </p>
      {search.q !== undefined && (
        <p>
          <Link to="/search" search={{ q: search.q }}>
            {searching.everywhere(search.q)}
          </Link>
        </p>
      )}
    </div>
  );
}

/** The keys of the list, and how much of it is shown. */
export function ListFoot({ shown, total }: { shown: number; total: Counted }) {
  const { keys, count } = useTexts(listTexts);
  const bulk = useTexts(bulkTexts);
  return (
    <div className="list-foot">
      <span className="keyed">
        <kbd>J</kbd>
        <kbd>K</kbd>
        {keys.move}
      </span>
      <span className="keyed">
        <kbd>Enter</kbd>
        {keys.open}
      </span>
      <span className="keyed">
        <kbd>W</kbd>
        {keys.why}
      </span>
      <span className="keyed">
        <kbd>/</kbd>
        {keys.search}
      </span>
      <span className="keyed">
        <kbd>X</kbd>
        {bulk.keys.pick}
      </span>
      <span className="keyed">
        <kbd>B</kbd>
        {bulk.keys.act}
      </span>
      {shown > 0 && <span className="end">{count(shown, total)}</span>}
    </div>
  );
}
