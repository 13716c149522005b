import { useInfiniteQuery } from '@tanstack/react-query';
import { ratingTexts } from '#centre/quality/ui/rating.texts.ts';
import { problemOf } from '#platform/client/query.ts';
import { useLanguage, useSay, useTexts } from '#platform/i18n/LanguageProvider.tsx';
import { parseInstant } from '#platform/time/instant.ts';
import { Drawer } from '#platform/ui/Drawer.tsx';
import { durationInWords } from '#platform/ui/duration.ts';
import { moment } from '#platform/ui/format.ts';
import { Trouble } from '#platform/ui/Trouble.tsx';
import { useNow } from '#platform/ui/useNow.ts';
import type { ObjectiveRow, ObjectiveView } from '../objectives.schema.ts';
import type { ObjectiveLinks } from './Objectives.tsx';
import { ObjectiveMark } from './ObjectiveMark.tsx';
import { objectiveRowsQuery, type QualitySearch } from './quality.queries.ts';
import { qualityTexts } from './quality.texts.ts';

interface ObjectiveRowsProps {
  readonly objective: ObjectiveView;
  readonly search: QualitySearch;
  readonly zone: string;
  readonly links: ObjectiveLinks;
  readonly onOnly: (only: QualitySearch['only']) => void;
  readonly onClose: () => void;
}

/** What a figure is counted from, newest first, each with its request and the records of it. */
export function ObjectiveRows({ objective, search, zone, links, onOnly, onClose }: ObjectiveRowsProps) {
  const texts = useTexts(qualityTexts);
  const say = useSay();
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    objectiveRowsQuery(objective.name, search),
  );
  const rows = data?.pages.flatMap(({ items }) => items);
  const isTime = objective.unit === 'seconds';
  return (
    <Drawer title={texts.rowsOf(say(objective.title), objective.period.name)} closeLabel={texts.close} onClose={onClose}>
      <div className="quality-rows">
        <label className="quality-only">
          <input
            type="checkbox"
            checked={search.only !== undefined}
            onChange={(event) => onOnly(event.target.checked ? 'uncounted' : undefined)}
          />
          {isTime ? texts.uncountedTimes : texts.uncounted}
        </label>
        {rows === undefined && error !== null && <Trouble problem={problemOf(error)} onRetry={() => void refetch()} />}
        {rows === undefined && error === null && (
          <p className="wait" role="status">
            {texts.loading}
          </p>
        )}
        {rows?.length === 0 && <p className="supporting">{texts.noRows}</p>}
        <ul>
          {rows?.map((row) => (
            <BehindFigure key={`${row.requestId} ${row.at}`} row={row} isTime={isTime} zone={zone} links={links} />
          ))}
        </ul>
        {hasNextPage && (
          <button type="button" className="button" disabled={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {texts.more}
          </button>
        )}
      </div>
    </Drawer>
  );
}

interface BehindFigureProps extends Pick<ObjectiveRowsProps, 'zone' | 'links'> {
  readonly row: ObjectiveRow;
  readonly isTime: boolean;
}

function BehindFigure({ row, isTime, zone, links }: BehindFigureProps) {
  const texts = useTexts(qualityTexts);
  const ratings = useTexts(ratingTexts);
  const say = useSay();
  const { language } = useLanguage();
  const today = useNow('calm');
  const at = parseInstant(row.at);
  const [counts, fails] = isTime ? [texts.withinLimit, texts.overLimit] : [texts.counted, texts.notCounted];
  const duration = row.seconds === null ? '' : durationInWords(row.seconds, language);
  return (
    <li>
      <div className="line">
        {links.request(row)}
        <span className="title">{row.title}</span>
      </div>
      <div className="line small muted">
        <span className="counts">
          <ObjectiveMark status={row.isCounted ? 'met' : 'missed'} isOver />
          {row.isCounted ? counts : fails}
        </span>
        {row.rating !== null && <span>{ratings[row.rating] ?? row.rating}</span>}
        {duration !== '' && <span>{row.isOpen ? texts.waiting(duration) : texts.took(duration)}</span>}
        {at !== undefined && <span>{moment(at, { zone, language, today })}</span>}
        <span>{say(row.project)}</span>
        {row.records.map((record) => (
          <span key={record.id}>{links.record(record)}</span>
        ))}
      </div>
    </li>
  );
}
