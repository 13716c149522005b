import { useInfiniteQuery } from '@tanstack/react-query';
import type { RecordRow } from '#centre/records/records.schema.ts';
import { recordPagesQuery } from '#centre/records/ui/records.queries.ts';
import { useSay, useTexts } from '#platform/i18n/LanguageProvider.tsx';
import { Icon } from '#platform/ui/icons.tsx';
import { NotRead } from '#platform/ui/Trouble.tsx';
import { portalTexts } from '../frame/portal.texts.ts';
import { usePageTitle } from '../frame/usePageTitle.ts';
import { AppLink } from '../paths.tsx';
import { recordTexts } from '../record/records.texts.ts';
import { useSignable, type Signable } from '../record/useSignable.ts';

/** So many open records are looked into for a line to sign. */
const LOOKED_INTO = 12;

/** The records of the customer: those to sign first, then all, newest first. */
export function RecordsPage() {
  const frame = useTexts(portalTexts);
  const texts = useTexts(recordTexts);
  const { data, error, refetch, fetchNextPage, hasNextPage, isFetchingNextPage } = useInfiniteQuery(recordPagesQuery({}));
  const rows = data?.pages.flatMap((page) => page.items) ?? [];
  const open = rows.filter((row) => row.state === 'open' && row.signatures < row.blocks);
  const looked = useSignable(open.slice(0, LOOKED_INTO).map((row) => row.id));
  const isAll = !hasNextPage && open.length <= LOOKED_INTO;
  usePageTitle(frame.records);
  if (!data) return <NotRead error={error} onRetry={() => void refetch()} />;
  return (
    <>
      <div className="portal-head">
        <h1 className="title-page">{frame.records}</h1>
      </div>
      {rows.length === 0 ? (
        <div className="sheet portal-empty">
          <p>{texts.empty}</p>
        </div>
      ) : (
        <>
          <h2 className="section-title">{texts.toSign}</h2>
          <ToSign looked={looked} isAll={isAll} />
          <h2 className="section-title">{texts.all}</h2>
          <ul className="sheet record-list">
            {rows.map((row) => (
              <Line key={row.id} row={row} end={row.blocks === 0 ? null : texts.signatures(row.signatures, row.blocks)} />
            ))}
          </ul>
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

/** Those to sign; that there are none only where that is known. */
function ToSign({ looked, isAll }: { looked: Signable; isAll: boolean }) {
  const texts = useTexts(recordTexts);
  const { signable, isKnown, error, retry } = looked;
  return (
    <>
      {signable.length > 0 && (
        <ul className="sheet record-list">
          {signable.map((view) => (
            <Line key={view.id} row={view} end={view.signable.every(({ ready }) => ready) ? texts.ready : texts.lacking} />
          ))}
        </ul>
      )}
      {!isKnown && <NotRead error={error} onRetry={retry} />}
      {isKnown && signable.length === 0 && <p className="supporting portal-gutter">{isAll ? texts.none : texts.noneOfLatest}</p>}
    </>
  );
}

function Line({ row, end }: { row: RecordRow; end: string | null }) {
  const texts = useTexts(recordTexts);
  const say = useSay();
  return (
    <li>
      <Icon name="records" />
      <div>
        <AppLink to="/records/$recordId" params={{ recordId: row.id }} className="title">
          {say(row.title)}
        </AppLink>
        <div className="about">
          <span className="number">{row.recordNumber ?? texts.noNumber}</span>
          <span>{row.request.title}</span>
        </div>
      </div>
      <span className="end">
        {say(row.stateLabel)}
        {end !== null && <small>{end}</small>}
      </span>
    </li>
  );
}
