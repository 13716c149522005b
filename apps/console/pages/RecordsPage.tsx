import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { countedOf } from '#centre/requests/counted.rules.ts';
import type { RecordRow } from '#centre/records/records.schema.ts';
import { recordPagesQuery, type RecordSearch } from '#centre/records/ui/records.queries.ts';
import { recordsTexts } from '#centre/records/ui/records.texts.ts';
import { LEAST_SOUGHT } from '#centre/requests/ui/search.queries.ts';
import { searchTexts } from '#centre/requests/ui/search.texts.ts';
import { FilterMenu } from '#platform/ui/FilterMenu.tsx';
import { forms } from '#forms/index.ts';
import { problemOf } from '#platform/client/query.ts';
import { useLanguage, useSay, useTexts } from '#platform/i18n/LanguageProvider.tsx';
import { parseInstant } from '#platform/time/instant.ts';
import { moment } from '#platform/ui/format.ts';
import { Trouble } from '#platform/ui/Trouble.tsx';
import { useNow } from '#platform/ui/useNow.ts';
import { useHere } from '../frame/crumbs.tsx';
import { useZone } from '#centre/requests/ui/useZone.ts';
import { SearchBox } from './SearchBox.tsx';
import './requests-list.css';
import './records.css';

const states = ['draft', 'open', 'frozen', 'voided'] as const;

/** The records of every form, newest first. */
export function RecordsPage() {
  const texts = useTexts(recordsTexts);
  const { oneMore } = useTexts(searchTexts);
  const say = useSay();
  const search = useSearch({ from: '/records' });
  const navigate = useNavigate();
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(recordPagesQuery(search));
  const rows = data?.pages.flatMap((page) => page.items) ?? [];
  const change = (changed: Partial<RecordSearch>) =>
    void navigate({ to: '/records', search: { ...search, ...changed }, replace: true });
  useHere(null, texts.title);
  return (
    <section className="page records-page" aria-label={texts.title}>
      <div className="list-head">
        <h1 className="title-page">{texts.title}</h1>
        {data && <span className="muted">{texts.total(countedOf(data.pages[0], rows.length))}</span>}
      </div>
      <div className="filters" role="search">
        <SearchBox
          label={texts.search}
          value={search.q ?? ''}
          least={{ characters: LEAST_SOUGHT, hint: oneMore }}
          onChange={(q) => change({ q })}
        />
        <FilterMenu
          label={texts.form}
          value={search.form}
          options={Object.values(forms).map((form) => [form.id, say(form.title)])}
          onChoose={(form) => change({ form })}
        />
        <FilterMenu
          label={texts.state}
          value={search.state}
          options={states.map((state) => [state, texts.states[state]])}
          onChoose={(state) => change({ state: states.find((known) => known === state) })}
        />
      </div>
      {error && !data ? (
        <Trouble problem={problemOf(error)} onRetry={() => void refetch()} />
      ) : !data ? (
        <p className="wait" role="status">
          {texts.loading}
        </p>
      ) : rows.length === 0 ? (
        <p className="sheet list-empty">
          {search.q === undefined && search.form === undefined && search.state === undefined ? texts.empty : texts.notFound}
        </p>
      ) : (
        <ol className="record-rows sheet">
          {rows.map((row) => (
            <RecordLine key={row.id} row={row} />
          ))}
        </ol>
      )}
      {hasNextPage && (
        <div className="list-more">
          <button type="button" className="button compact" disabled={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {isFetchingNextPage ? texts.loading : texts.more}
          </button>
        </div>
      )}
    </section>
  );
}

function RecordLine({ row }: { row: RecordRow }) {
  const texts = useTexts(recordsTexts);
  const say = useSay();
  const { language } = useLanguage();
  const today = useNow('calm');
  const zone = useZone();
  const made = parseInstant(row.createdAt);
  return (
    <li className="record-row">
      <div>
        <Link to="/records/$recordId" params={{ recordId: row.id }} className="title">
          {say(row.title)}
        </Link>
        <div className="about">
          <span className="number">{row.recordNumber ?? texts.noNumber}</span>
          <span>{row.request.title}</span>
          <span>{row.customer}</span>
        </div>
      </div>
      <span className="small muted">{row.blocks > 0 && texts.signatures(row.signatures, row.blocks)}</span>
      <span className="tag">{say(row.stateLabel)}</span>
      <span className="small muted nowrap">{made === undefined ? '' : moment(made, { zone, language, today })}</span>
    </li>
  );
}
