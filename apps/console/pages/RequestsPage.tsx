import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useMemo, useRef, useState } from 'react';
import type { ClockView } from '#centre/commitments/clock-view.schema.ts';
import { stripOrder } from '#centre/commitments/strip-order.rules.ts';
import { countedOf } from '#centre/requests/counted.rules.ts';
import type { RequestRow } from '#centre/requests/requests.schema.ts';
import { listTexts } from '#centre/requests/ui/list.texts.ts';
import { RequestListRow } from '#centre/requests/ui/RequestListRow.tsx';
import { requestPagesQuery, type RequestSearch } from '#centre/requests/ui/requests.queries.ts';
import { savedViewsQuery } from '#centre/requests/ui/saved-views.queries.ts';
import { problemOf } from '#platform/client/query.ts';
import { useTexts } from '#platform/i18n/LanguageProvider.tsx';
import { Icon } from '#platform/ui/icons.tsx';
import { useKeys } from '#platform/ui/keys.ts';
import { useOffers } from '#platform/ui/palette/offers.tsx';
import { Trouble } from '#platform/ui/Trouble.tsx';
import { useHere } from '../frame/crumbs.tsx';
import { RequestBulk } from './RequestBulk.tsx';
import { RequestFilters } from './RequestFilters.tsx';
import { EmptyList, ListFoot } from './RequestListEnds.tsx';
import { RowTitle } from './RowTitle.tsx';
import { RequestViews } from './RequestViews.tsx';
import { everyView, viewOf } from './request-views.rules.ts';
import { currentView, queryOf } from './saved-view.rules.ts';
import { useRowSelection } from './useRowSelection.ts';
import { ViewTool } from './ViewTool.tsx';
import './requests.css';
import './requests-list.css';
import { usePlanLink } from './usePlanLink.tsx';

const WhyOfRequest = lazy(() => import('./WhyOfRequest.tsx').then((module) => ({ default: module.WhyOfRequest })));

/** The list: the address is the view, the next deadline of each request in one column, everything by keys. */
export function RequestsPage() {
  const texts = useTexts(listTexts);
  const { view: cameBy, ...search } = useSearch({ from: '/requests' });
  const navigate = useNavigate();
  const { data: saved } = useQuery(savedViewsQuery);
  const current = currentView(saved?.items ?? [], { search, cameBy });
  const common = viewOf(search);
  const title = current?.view.name ?? (common === undefined ? texts.list : texts.viewNames[common]);
  const { data, error, refetch, fetchNextPage, hasNextPage, isFetchingNextPage } = useInfiniteQuery(requestPagesQuery(search));
  const planLink = usePlanLink();
  const rows = useMemo(() => data?.pages.flatMap((page) => page.items) ?? [], [data]);
  const total = countedOf(data?.pages[0], rows.length);
  const { index, cursor: selected, picked, setCursorId, move, pick, keys, clear } = useRowSelection(rows);
  const [asked, setAsked] = useState<{ row: RequestRow; clock: ClockView } | null>(null);
  const searchBox = useRef<HTMLInputElement>(null);
  const firstAction = useRef<HTMLButtonElement>(null);
  useHere(null, title);

  const change = (changed: Partial<RequestSearch>) =>
    void navigate({ to: '/requests', search: { ...search, ...changed, view: cameBy }, replace: true });
  useKeys({
    ...keys,
    b: () => firstAction.current?.focus(),
    j: () => move(1),
    k: () => move(-1),
    Enter: () => selected && void navigate({ to: '/requests/$requestId', params: { requestId: selected.id } }),
    w: () => {
      const clock = selected && (stripOrder(selected.clocks).next ?? stripOrder(selected.clocks).breaches[0]);
      if (selected && clock) setAsked({ row: selected, clock });
    },
    '/': () => searchBox.current?.focus(),
  });
  useOffers([
    {
      id: 'search',
      of: 'here',
      label: texts.search,
      keys: '/',
      icon: 'search',
      onChoose: () => searchBox.current?.focus(),
    },
    {
      id: 'register',
      of: 'here',
      label: texts.register,
      keys: 'C',
      icon: 'plus',
      onChoose: () => void navigate({ to: '/intake' }),
    },
  ]);
  const list = useRef<HTMLOListElement>(null);
  useEffect(() => {
    if (index !== -1) list.current?.children[index]?.scrollIntoView({ block: 'nearest' });
  }, [index]);

  return (
    <div className="requests-page">
      <RequestViews search={search} saved={current?.view.id} waiting={data === undefined} />
      <section className="list" aria-label={texts.list}>
        <div className="list-head">
          <h1 className="title-page">{title}</h1>
          {data && <span className="muted">{texts.total(total)}</span>}
          <ViewTool
            search={search}
            cameBy={cameBy}
            current={current}
            common={everyView.some((one) => queryOf(one.search) === queryOf(search))}
          />
          <Link to="/intake" className="button compact primary">
            <Icon name="plus" />
            {texts.register}
            <kbd aria-hidden="true">C</kbd>
          </Link>
        </div>
        <RequestFilters search={search} view={cameBy ?? common ?? ''} searchBox={searchBox} onChange={change} />
        {error && !data ? (
          <Trouble problem={problemOf(error)} onRetry={() => void refetch()} />
        ) : !data ? (
          <p className="wait" role="status">
            {texts.loading}
          </p>
        ) : rows.length === 0 ? (
          <EmptyList search={search} />
        ) : (
          <>
            <div className="request-columns" aria-hidden="true">
              <span>{texts.columns.request}</span>
              <div>
                <span>{texts.columns.next}</span>
                <span>{texts.columns.after}</span>
                <span>{texts.columns.kept}</span>
              </div>
            </div>
            <ol className="request-rows pickable" ref={list}>
              {rows.map((row) => (
                <RequestListRow
                  key={row.id}
                  row={row}
                  selected={row.id === selected?.id}
                  onSelect={() => setCursorId(row.id)}
                  pick={{ picked: picked.includes(row.id), onPick: (isRange) => pick(row.id, isRange) }}
                  Title={RowTitle}
                />
              ))}
            </ol>
          </>
        )}
        {/* It sticks to the lower edge over the rows: what stands behind it in the page it never covers. */}
        <RequestBulk rows={rows} picked={picked} first={firstAction} onClear={clear} />
        {hasNextPage && (
          <div className="list-more">
            <button type="button" className="button compact" disabled={isFetchingNextPage} onClick={() => void fetchNextPage()}>
              {isFetchingNextPage ? texts.loading : texts.more}
            </button>
          </div>
        )}
        <ListFoot shown={rows.length} total={total} />
      </section>
      {asked && (
        <Suspense fallback={null}>
          <WhyOfRequest requestId={asked.row.id} clock={asked.clock} onClose={() => setAsked(null)} planLink={planLink} />
        </Suspense>
      )}
    </div>
  );
}
