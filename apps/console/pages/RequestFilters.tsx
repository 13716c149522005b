import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useState, type RefObject } from 'react';
import { FilterMenu } from '#centre/requests/ui/FilterMenu.tsx';
import { listTexts } from '#centre/requests/ui/list.texts.ts';
import { requestPagesQuery, type RequestSearch } from '#centre/requests/ui/requests.queries.ts';
import { useSay, useTexts } from '#platform/i18n/LanguageProvider.tsx';
import { Icon } from '#platform/ui/icons.tsx';
import { MenuButton } from '#platform/ui/MenuButton.tsx';

interface RequestFiltersProps {
  readonly search: RequestSearch;
  readonly searchBox: RefObject<HTMLInputElement | null>;
  readonly onChange: (changed: Partial<RequestSearch>) => void;
}

const TYPING_MS = 250;

export function RequestFilters({ search, searchBox, onChange }: RequestFiltersProps) {
  const texts = useTexts(listTexts);
  const say = useSay();
  // What can be chosen is what the view holds without these filters: the same reading as before they were set.
  const { data } = useInfiniteQuery(requestPagesQuery({ ...search, kind: undefined, site: undefined }));
  const rows = data?.pages.flatMap((page) => page.items) ?? [];
  const kinds = new Map(rows.flatMap((row) => (row.kind === null ? [] : [[row.kind, say(row.kindLabel)] as const])));
  const sites = new Map(rows.flatMap((row) => (row.site === null ? [] : [[row.site.id, row.site.name] as const])));
  const sort = search.sort === 'received' ? 'received' : 'due';
  return (
    <div className="filters" role="search">
      <SearchBox box={searchBox} value={search.q ?? ''} onChange={(q) => onChange({ q })} />
      <FilterMenu label={texts.kind} value={search.kind} options={[...kinds]} onChoose={(kind) => onChange({ kind })} />
      <FilterMenu label={texts.site} value={search.site} options={[...sites]} onChoose={(site) => onChange({ site })} />
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

/** Searches as one types, but never while an input method still composes. */
function SearchBox({
  box,
  value,
  onChange,
}: {
  box: RefObject<HTMLInputElement | null>;
  value: string;
  onChange: (q: string | undefined) => void;
}) {
  const texts = useTexts(listTexts);
  const [typed, setTyped] = useState(value);
  const [composing, setComposing] = useState(false);
  const tell = useEffectEvent(onChange);
  useEffect(() => {
    if (composing || typed.trim() === value) return;
    const timer = setTimeout(() => tell(typed.trim() === '' ? undefined : typed.trim()), TYPING_MS);
    return () => clearTimeout(timer);
  }, [typed, composing, value]);
  return (
    <label className="search">
      <span className="unseen">{texts.search}</span>
      <Icon name="search" small />
      <input
        ref={box}
        type="search"
        placeholder={texts.search}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        onCompositionStart={() => setComposing(true)}
        onCompositionEnd={() => setComposing(false)}
        onKeyDown={(event) => event.key === 'Escape' && event.currentTarget.blur()}
      />
    </label>
  );
}
