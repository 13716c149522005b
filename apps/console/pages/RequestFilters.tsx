import { useInfiniteQuery } from '@tanstack/react-query';
import type { RefObject } from 'react';
import type { ListedRequest } from '#centre/requests/request-list.schema.ts';
import { FilterMenu } from '#platform/ui/FilterMenu.tsx';
import { listTexts } from '#centre/requests/ui/list.texts.ts';
import { requestPagesQuery, type RequestSearch } from '#centre/requests/ui/requests.queries.ts';
import { LEAST_SOUGHT } from '#centre/requests/ui/search.queries.ts';
import { searchTexts } from '#centre/requests/ui/search.texts.ts';
import { useSay, useTexts } from '#platform/i18n/LanguageProvider.tsx';
import { MenuButton } from '#platform/ui/MenuButton.tsx';
import { filterOptions, type Said } from './filter-options.rules.ts';
import { SearchBox } from './SearchBox.tsx';
import { SiteFilter } from './SiteFilter.tsx';

interface RequestFiltersProps {
  readonly search: RequestSearch;
  /** The view that is narrowed: words that are being typed are for it alone. */
  readonly view: string;
  readonly searchBox: RefObject<HTMLInputElement | null>;
  readonly onChange: (changed: Partial<RequestSearch>) => void;
}

/** What can be asked for beside what is offered, with what a row says of it. */
const besides: readonly {
  readonly name: 'customer' | 'project' | 'severity' | 'imported';
  readonly valuesOf: (row: ListedRequest, say: ReturnType<typeof useSay>) => readonly Said<string>[];
}[] = [
  { name: 'customer', valuesOf: ({ customer }) => [[customer.id, customer.name]] },
  { name: 'project', valuesOf: ({ project }) => (project === null ? [] : [[project.id, project.name]]) },
  {
    name: 'severity',
    valuesOf: ({ severity, severityLabel }, say) =>
      severity === null || severityLabel === null ? [] : [[severity, say(severityLabel)]],
  },
  { name: 'imported', valuesOf: () => [] },
];

export function RequestFilters({ search, view, searchBox, onChange }: RequestFiltersProps) {
  const texts = useTexts(listTexts);
  const { oneMore } = useTexts(searchTexts);
  const say = useSay();
  // What can be chosen is what the view holds without these filters: the same reading as before they were set.
  const { data } = useInfiniteQuery(requestPagesQuery({ ...search, kind: undefined, site: undefined }));
  const list = useInfiniteQuery(requestPagesQuery(search));
  const rowsOf = (read: typeof data) => read?.pages.flatMap((page) => page.items) ?? [];
  const rows = { ofView: rowsOf(data), shown: rowsOf(list.data) };
  const kinds = filterOptions(rows, ({ kind, kindLabel }) => (kind === null ? [] : [[kind, say(kindLabel)]]));
  const sites = filterOptions(rows, ({ site }) => (site === null ? [] : [[site.id, site.name]]));
  // Whatever else an address asks for is shown and can be taken away; it is not offered, for who comes by the view knows it.
  const asked = besides.filter(({ name }) => search[name] !== undefined);
  const sort = search.sort === 'received' ? 'received' : 'due';
  return (
    <div className="filters" role="search">
      <SearchBox
        key={view}
        label={texts.search}
        box={searchBox}
        value={search.q ?? ''}
        least={{ characters: LEAST_SOUGHT, hint: oneMore }}
        onChange={(q) => onChange({ q })}
      />
      <FilterMenu label={texts.kind} value={search.kind} options={kinds} onChoose={(kind) => onChange({ kind })} />
      <SiteFilter label={texts.site} search={search} ofRows={sites} onChoose={(site) => onChange({ site })} />
      {asked.map(({ name, valuesOf }) => (
        <FilterMenu
          key={name}
          label={texts.besides[name]}
          value={search[name]}
          options={name === 'imported' ? Object.entries(texts.importedOr) : filterOptions(rows, (row) => valuesOf(row, say))}
          onChoose={(value) => onChange({ [name]: value })}
        />
      ))}
      <span className="sort">
        <MenuButton
          className="button quiet compact"
          end
          items={[
            { id: 'due', label: texts.sorts.due, checked: sort === 'due', onChoose: () => onChange({ sort: undefined }) },
            {
              id: 'received',
              label: texts.sorts.received,
              checked: sort === 'received',
              onChoose: () => onChange({ sort: 'received' }),
            },
          ]}
        >
          <span>
            {texts.sort}
            <b>{texts.sorts[sort]}</b>
          </span>
        </MenuButton>
      </span>
    </div>
  );
}
