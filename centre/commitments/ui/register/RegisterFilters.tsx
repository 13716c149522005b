import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { COMMITMENT_KINDS, COMMITMENT_MEANS } from '#centre/plan/vocabulary.ts';
import { useSay, useTexts } from '#platform/i18n/LanguageProvider.tsx';
import { FilterMenu } from '#platform/ui/FilterMenu.tsx';
import { isoDay } from '#platform/ui/format.ts';
import { useNow } from '#platform/ui/useNow.ts';
import type { RegisterAnswer } from '../../register/register.schema.ts';
import { PERIODS } from '../../register/vocabulary.ts';
import { PlaceFilters } from './PlaceFilters.tsx';
import { registerQuery, type RegisterSearch } from './register.queries.ts';
import { registerTexts } from './register.texts.ts';

interface RegisterFiltersProps {
  readonly search: RegisterSearch;
  readonly onSearch: (changed: Partial<RegisterSearch>) => void;
  readonly answer: RegisterAnswer;
  readonly zone: string;
}

/** What the register is narrowed by, and the day it is looked at. */
export function RegisterFilters({ search, onSearch, answer, zone }: RegisterFiltersProps) {
  const texts = useTexts(registerTexts);
  const say = useSay();
  const clauses = [...new Set(answer.map.map(({ clause }) => clause))];
  // The rows of one role name hardly another, and one goes from one to the next.
  const ofAll = useQuery({ ...registerQuery({ ...search, role: undefined }), enabled: search.role !== undefined });
  const roles = new Map(
    (ofAll.data ?? answer).items.flatMap(({ responsible }) => responsible.map(({ role, name }) => [role, say(name)] as const)),
  );
  return (
    <div className="filters" role="search">
      <PlaceFilters search={search} onSearch={onSearch} />
      <FilterMenu
        label={texts.clause}
        value={search.clause}
        options={clauses.map((clause) => [clause, clause])}
        onChoose={(clause) => onSearch({ clause })}
      />
      <FilterMenu label={texts.role} value={search.role} options={[...roles]} onChoose={(role) => onSearch({ role })} />
      <FilterMenu
        label={texts.kind}
        value={search.kind}
        options={COMMITMENT_KINDS.map((kind) => [kind, texts.kinds[kind]])}
        onChoose={(kind) => onSearch({ kind })}
      />
      <FilterMenu
        label={texts.means}
        value={search.means}
        options={COMMITMENT_MEANS.map((means) => [means, texts.meansNames[means]])}
        onChoose={(means) => onSearch({ means })}
      />
      <FilterMenu
        label={texts.period}
        value={search.period}
        options={PERIODS.map((period) => [period, texts.periods[period]])}
        onChoose={(period) => onSearch({ period: PERIODS.find((known) => known === period) })}
      />
      <AsOfDay day={search.asOf} zone={zone} onDay={(asOf) => onSearch({ asOf })} />
      <span className="sort small muted">{texts.order}</span>
    </div>
  );
}

/** No provider had a register before. While a year is typed the browser tells years of one, two and three digits. */
const EARLIEST = '2000-01-01';

function AsOfDay({ day, zone, onDay }: { day: string | undefined; zone: string; onDay: (day: string | undefined) => void }) {
  const texts = useTexts(registerTexts);
  const latest = isoDay(useNow('calm'), zone);
  const field = useRef<HTMLInputElement>(null);
  // The field keeps what is half typed; only a day that came by another way is written into it.
  useEffect(() => {
    if (field.current !== null && field.current.value !== (day ?? '')) field.current.value = day ?? '';
  }, [day]);
  return (
    <label className="as-of">
      {texts.asOf}
      <input
        ref={field}
        type="date"
        defaultValue={day ?? ''}
        min={EARLIEST}
        max={latest}
        onChange={({ target: { value } }) => {
          if (value === '') onDay(undefined);
          else if (value >= EARLIEST && value <= latest) onDay(value);
        }}
      />
    </label>
  );
}
