import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import type { SearchHit } from '#centre/requests/text-index/search.schema.ts';
import { textKinds } from '#centre/requests/text-index/text-index.schema.ts';
import { FilterMenu } from '#platform/ui/FilterMenu.tsx';
import { FoundPassage } from '#centre/requests/ui/FoundPassage.tsx';
import { LEAST_SOUGHT, searchPagesQuery, textKindOf, type TextSearch } from '#centre/requests/ui/search.queries.ts';
import { searchTexts } from '#centre/requests/ui/search.texts.ts';
import { useZone } from '#centre/requests/ui/useZone.ts';
import { problemOf } from '#platform/client/query.ts';
import { useLanguage, useSay, useTexts } from '#platform/i18n/LanguageProvider.tsx';
import { parseInstant } from '#platform/time/instant.ts';
import { moment } from '#platform/ui/format.ts';
import { useKeys } from '#platform/ui/keys.ts';
import { Trouble } from '#platform/ui/Trouble.tsx';
import { useNow } from '#platform/ui/useNow.ts';
import { useHere } from '../frame/crumbs.tsx';
import { SearchBox } from './SearchBox.tsx';
import './requests-list.css';
import './search.css';

/** Everything that somebody wrote, newest first: as far as whoever looks may see it. */
export function SearchPage() {
  const texts = useTexts(searchTexts);
  const search = useSearch({ from: '/search' });
  const navigate = useNavigate();
  const box = useRef<HTMLInputElement>(null);
  const change = (changed: Partial<TextSearch>) =>
    void navigate({ to: '/search', search: { ...search, ...changed }, replace: true });
  useHere(texts.title, texts.title);
  useKeys({ '/': () => box.current?.focus() });
  useEffect(() => box.current?.focus(), []);
  return (
    <section className="page search-page" aria-label={texts.title}>
      <div className="list-head">
        <h1 className="title-page">{texts.title}</h1>
      </div>
      <div className="filters" role="search">
        <SearchBox
          label={texts.search}
          box={box}
          value={search.q ?? ''}
          least={{ characters: LEAST_SOUGHT, hint: texts.oneMore }}
          onChange={(q) => change({ q })}
        />
        <FilterMenu
          label={texts.kind}
          value={search.kind}
          options={textKinds.map((kind) => [kind, texts.kinds[kind]])}
          onChoose={(kind) => change({ kind: textKindOf(kind) })}
        />
      </div>
      {(search.q ?? '').length < LEAST_SOUGHT ? <p className="sheet list-empty">{texts.hint}</p> : <Hits search={search} />}
    </section>
  );
}

function Hits({ search }: { search: TextSearch }) {
  const texts = useTexts(searchTexts);
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(searchPagesQuery(search));
  if (error && !data) return <Trouble problem={problemOf(error)} onRetry={() => void refetch()} />;
  if (!data)
    return (
      <p className="wait" role="status">
        {texts.loading}
      </p>
    );
  const hits = data.pages.flatMap((page) => page.items);
  return (
    <>
      {data.pages.some((page) => !page.complete) && <p className="search-note small muted">{texts.filling}</p>}
      {hits.length === 0 ? (
        <p className="sheet list-empty" role="status">
          {texts.notFound(search.q ?? '')}
        </p>
      ) : (
        <ol className="hit-rows sheet" aria-label={texts.hits}>
          {hits.map((hit) => (
            <HitLine key={hit.kind + hit.id} hit={hit} />
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
    </>
  );
}

function HitLine({ hit }: { hit: SearchHit }) {
  const texts = useTexts(searchTexts);
  const say = useSay();
  const { language } = useLanguage();
  const today = useNow('calm');
  const zone = useZone();
  const at = parseInstant(hit.at);
  const { record, request } = hit;
  return (
    <li className="hit-row">
      <div>
        {record === null ? (
          <Link to="/requests/$requestId" params={{ requestId: request.id }} className="title">
            {request.title}
          </Link>
        ) : (
          <Link to="/records/$recordId" params={{ recordId: hit.id }} className="title">
            {[say(record.title), record.number].filter((part) => part !== null).join(' ')}
          </Link>
        )}
        <FoundPassage passage={hit.passage} />
        <div className="about">
          {record !== null && <span>{request.title}</span>}
          <span className="number">{request.number}</span>
          {record !== null && <span>{say(record.stateLabel)}</span>}
        </div>
      </div>
      <span className="tag">{texts.kinds[hit.kind]}</span>
      <span className="small muted nowrap">{at === undefined ? '' : moment(at, { zone, language, today })}</span>
    </li>
  );
}
