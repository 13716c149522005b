import { useInfiniteQuery } from '@tanstack/react-query';
import { useRouterState } from '@tanstack/react-router';
import { countedOf } from '#centre/requests/counted.rules.ts';
import type { RequestRow } from '#centre/requests/requests.schema.ts';
import { RequestListRow } from '#centre/requests/ui/RequestListRow.tsx';
import { requestPagesQuery } from '#centre/requests/ui/requests.queries.ts';
import { problemOf } from '#platform/client/query.ts';
import { useTexts } from '#platform/i18n/LanguageProvider.tsx';
import { Icon } from '#platform/ui/icons.tsx';
import { Trouble } from '#platform/ui/Trouble.tsx';
import { portalTexts } from '../frame/portal.texts.ts';
import { usePageTitle } from '../frame/usePageTitle.ts';
import { AppLink } from '../paths.tsx';
import { requestsTexts } from './requests.texts.ts';

/** What the customer reported, the next deadline first, each with the strip that the service centre sees. */
export function RequestsPage() {
  const frame = useTexts(portalTexts);
  const texts = useTexts(requestsTexts);
  const search: Readonly<Record<string, unknown>> = useRouterState({ select: (router) => router.location.search });
  const state = search['state'] === 'closed' ? 'closed' : 'open';
  const { data, error, refetch, fetchNextPage, hasNextPage, isFetchingNextPage } = useInfiniteQuery(
    requestPagesQuery({ state, ...(state === 'closed' ? { sort: 'received' as const } : {}) }),
  );
  const rows = data?.pages.flatMap((page) => page.items) ?? [];
  const total = countedOf(data?.pages[0], rows.length);
  usePageTitle(frame.requests);
  return (
    <>
      <div className="portal-head">
        <h1 className="title-page">{frame.requests}</h1>
        <nav className="which" aria-label={texts.which}>
          <AppLink to="/" aria-current={state === 'open' ? 'page' : undefined}>
            {texts.open}
          </AppLink>
          <AppLink to="/" search={{ state: 'closed' }} aria-current={state === 'closed' ? 'page' : undefined}>
            {texts.closed}
          </AppLink>
        </nav>
        <AppLink to="/report" className="button primary thumb only-phone">
          <Icon name="plus" />
          {frame.report}
        </AppLink>
      </div>
      {error && !data ? (
        <Trouble problem={problemOf(error)} onRetry={() => void refetch()} />
      ) : !data ? (
        <p className="wait" role="status">
          {frame.loading}
        </p>
      ) : rows.length === 0 ? (
        <div className="sheet portal-empty">
          <p>{state === 'open' ? texts.empty : texts.emptyClosed}</p>
          <AppLink to="/report" className="button">
            {texts.emptyAction}
          </AppLink>
        </div>
      ) : (
        <>
          <ol className="request-rows">
            {rows.map((row) => (
              <RequestListRow key={row.id} row={row} selected={false} Title={RowTitle} />
            ))}
          </ol>
          <p className="portal-note">
            <span>{texts.same}</span>
            <span>{texts.count(rows.length, total)}</span>
          </p>
          {hasNextPage && (
            <button type="button" className="button thumb" disabled={isFetchingNextPage} onClick={() => void fetchNextPage()}>
              {isFetchingNextPage ? frame.loading : frame.more}
            </button>
          )}
        </>
      )}
    </>
  );
}

function RowTitle({ row, className }: { row: RequestRow; className: string }) {
  return (
    <AppLink to="/requests/$requestId" params={{ requestId: row.id }} className={className}>
      {row.title}
    </AppLink>
  );
}
