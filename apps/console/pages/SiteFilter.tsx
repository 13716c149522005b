import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import { sitesQuery, type RequestSearch } from '#centre/requests/ui/requests.queries.ts';
import { FilterMenu } from '#platform/ui/FilterMenu.tsx';
import type { Said } from './filter-options.rules.ts';

interface SiteFilterProps {
  readonly label: string;
  readonly search: RequestSearch;
  /** Those that the rows name: there before others are asked for, and the name of the one in force. */
  readonly ofRows: readonly Said<string>[];
  readonly onChoose: (site: string | undefined) => void;
}

/** Where requests are: any site there is, by a part of its name, its number or its customer's name. */
export function SiteFilter({ label, search, ofRows, onChoose }: SiteFilterProps) {
  const [words, setWords] = useState<string>();
  const sought = useDeferredValue(words);
  const ofRow = ofRows.find(([id]) => id === search.site)?.[1];
  const { data } = useQuery({
    ...sitesQuery(search, sought?.trim() ?? ''),
    // Until the menu is opened nothing more is asked than the list itself, where its rows tell what the site is called.
    enabled: sought !== undefined || (search.site !== undefined && ofRow === undefined),
    placeholderData: keepPreviousData,
  });
  const found = data?.items.map(({ id, code, name, customer }) => {
    const named = (
      <span>
        {name}
        <small>
          {customer} · {code}
        </small>
      </span>
    );
    return [id, named] as const;
  });
  return (
    <FilterMenu
      label={label}
      value={search.site}
      options={found ?? ofRows}
      onChoose={onChoose}
      find={{
        onWords: setWords,
        chosen: search.site === undefined ? undefined : (ofRow ?? data?.chosen?.name),
        more: data === undefined ? 0 : data.fitting - data.items.length,
      }}
    />
  );
}
