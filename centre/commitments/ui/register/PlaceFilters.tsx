import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useSay, useTexts } from '#platform/i18n/LanguageProvider.tsx';
import { FilterMenu } from '#platform/ui/FilterMenu.tsx';
import type { PlacesAnswer } from '../../register/register-places.schema.ts';
import { placesQuery, type RegisterSearch } from './register.queries.ts';
import { registerTexts } from './register.texts.ts';

interface PlaceFiltersProps {
  readonly search: RegisterSearch;
  readonly onSearch: (changed: Partial<RegisterSearch>) => void;
}

/** Of which customer, of which project; each only where there are several to choose from. */
export function PlaceFilters({ search, onSearch }: PlaceFiltersProps) {
  const texts = useTexts(registerTexts);
  return (
    <>
      <PlaceFilter
        label={texts.customer}
        search={search}
        of="customers"
        onChoose={(customer) => onSearch({ customer, project: undefined })}
      />
      <PlaceFilter label={texts.project} search={search} of="projects" onChoose={(project) => onSearch({ project })} />
    </>
  );
}

interface PlaceFilterProps {
  readonly label: string;
  readonly search: RegisterSearch;
  readonly of: keyof PlacesAnswer;
  readonly onChoose: (id: string | undefined) => void;
}

function PlaceFilter({ label, search, of, onChoose }: PlaceFilterProps) {
  const say = useSay();
  const [words, setWords] = useState('');
  const { data } = useQuery({ ...placesQuery(search, words), placeholderData: (known) => known });
  if (data === undefined) return null;
  const { items, fitting, total, chosen } = data[of];
  if (total < 2 && chosen === null) return null;
  // Two may be called alike; their numbers differ.
  const named = ({ code, name }: PlacesAnswer[typeof of]['items'][number]) => (
    <>
      {say(name)} <span className="place-code">{code}</span>
    </>
  );
  return (
    <FilterMenu
      label={label}
      value={chosen?.id}
      options={items.map((place) => [place.id, named(place)])}
      onChoose={onChoose}
      find={
        total > items.length || words !== ''
          ? { onWords: setWords, chosen: chosen === null ? undefined : named(chosen), more: fitting - items.length }
          : undefined
      }
    />
  );
}
