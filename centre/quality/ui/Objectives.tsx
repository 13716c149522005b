import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { problemOf } from '#platform/client/query.ts';
import { useLanguage, useSay, useTexts } from '#platform/i18n/LanguageProvider.tsx';
import { FilterMenu } from '#platform/ui/FilterMenu.tsx';
import { Trouble } from '#platform/ui/Trouble.tsx';
import type { ObjectiveRow, ObjectivesAnswer, ObjectiveView } from '../objectives.schema.ts';
import { formulaWords, markOf, periodsToChoose, statusWords, valueWords } from './objective-words.rules.ts';
import { ObjectiveMark } from './ObjectiveMark.tsx';
import { ObjectiveRows } from './ObjectiveRows.tsx';
import { ObjectiveTrend } from './ObjectiveTrend.tsx';
import { objectivesQuery, type QualitySearch } from './quality.queries.ts';
import { qualityTexts } from './quality.texts.ts';
import './quality.css';

export interface ObjectiveLinks {
  readonly request: (row: ObjectiveRow) => ReactNode;
  readonly record: (record: ObjectiveRow['records'][number]) => ReactNode;
}

interface ObjectivesProps {
  readonly search: QualitySearch;
  /** Takes the page to another address of its own. */
  readonly onSearch: (changed: Partial<QualitySearch>) => void;
  readonly zone: string;
  readonly links: ObjectiveLinks;
}

/** The quality objectives: a row each with target, figure, trend and status; what a figure is counted from is a click away. */
export function Objectives({ search, onSearch, zone, links }: ObjectivesProps) {
  const texts = useTexts(qualityTexts);
  const { data, error, refetch } = useQuery({ ...objectivesQuery(search), placeholderData: (known) => known });
  if (data === undefined)
    return error === null ? (
      <p className="wait" role="status">
        {texts.loading}
      </p>
    ) : (
      <Trouble problem={problemOf(error)} onRetry={() => void refetch()} />
    );
  const opened = data.items.find(({ name }) => name === search.open);
  return (
    <div className="quality">
      <h1 className="title-page">{texts.title}</h1>
      <ObjectiveFilters answer={data} search={search} onSearch={onSearch} />
      {data.countedAt === null ? (
        <p className="sheet quality-empty" role="status">
          {texts.counting}
        </p>
      ) : data.items.length === 0 ? (
        <p className="sheet quality-empty">{texts.empty}</p>
      ) : (
        <ObjectiveTable items={data.items} onOpen={(open) => onSearch({ open })} />
      )}
      {opened !== undefined && (
        <ObjectiveRows
          objective={opened}
          search={search}
          zone={zone}
          links={links}
          onOnly={(only) => onSearch({ only })}
          onClose={() => onSearch({ open: undefined, only: undefined })}
        />
      )}
    </div>
  );
}

function ObjectiveFilters({
  answer,
  search,
  onSearch,
}: Pick<ObjectivesProps, 'search' | 'onSearch'> & { answer: ObjectivesAnswer }) {
  const texts = useTexts(qualityTexts);
  const say = useSay();
  return (
    <div className="filters" role="search">
      <FilterMenu
        label={texts.period}
        value={search.period}
        options={periodsToChoose(answer.today).map((name) => [name, name])}
        onChoose={(period) => onSearch({ period })}
        none={texts.running}
      />
      {answer.projects.length > 1 && (
        <FilterMenu
          label={texts.project}
          value={search.project}
          options={answer.projects.map(({ id, name }) => [id, say(name)])}
          onChoose={(project) => onSearch({ project })}
        />
      )}
    </div>
  );
}

const COLUMNS = ['objective', 'target', 'figure', 'trend', 'status'] as const;

function ObjectiveTable({ items, onOpen }: { items: readonly ObjectiveView[]; onOpen: (name: string) => void }) {
  const texts = useTexts(qualityTexts);
  return (
    <div className="sheet quality-sheet">
      <table className="quality-table">
        <thead>
          <tr>
            {COLUMNS.map((column) => (
              <th key={column} scope="col" className={column}>
                {texts.columns[column]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {items.map((objective) => (
            <ObjectiveLine key={objective.name} objective={objective} onOpen={() => onOpen(objective.name)} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function ObjectiveLine({ objective, onOpen }: { objective: ObjectiveView; onOpen: () => void }) {
  const texts = useTexts(qualityTexts);
  const say = useSay();
  const { language } = useLanguage();
  const { unit, target, value, period, status, lacking } = objective;
  const words = (one: number | null): string => valueWords(one, unit, { texts, language });
  const named = (name: string): string => texts.quantities[name] ?? name;
  const title = say(objective.title);
  const isMeasured = lacking.length === 0;
  return (
    <tr className={isMeasured ? undefined : 'unmeasured'}>
      <th scope="row" className="objective">
        {isMeasured ? (
          <button type="button" aria-label={texts.showRows(title)} onClick={onOpen}>
            {title}
          </button>
        ) : (
          <span className="title">{title}</span>
        )}
        <span className="supporting">
          {formulaWords(objective, texts)}
          {objective.formula?.isAssumed === true && <span className="muted"> · {texts.assumed}</span>}
        </span>
        <span className="small muted number">{objective.commitments.join(' ')}</span>
      </th>
      <td className="target">{texts.bounds[target.bound](words(target.value))}</td>
      <td className="figure">
        {isMeasured && (
          <>
            <b>{words(value)}</b>
            <span className="small muted">{figureBeside(objective, texts)}</span>
            <AlsoFigures objective={objective} />
          </>
        )}
      </td>
      <td className="trend">{isMeasured && <ObjectiveTrend objective={objective} />}</td>
      <td className="status">
        <span className={`objective-status ${markOf(status, period.isOver) ?? ''}`}>
          <ObjectiveMark status={status} isOver={period.isOver} />
          {statusWords(objective, texts)}
        </span>
        <span className="small muted">{isMeasured ? period.name : texts.lacking(lacking.map(named))}</span>
      </td>
    </tr>
  );
}

function figureBeside({ value, unit, numerator, denominator }: ObjectiveView, texts: (typeof qualityTexts)['zh']): string {
  if (value === null) return '';
  return unit === 'share' ? texts.ofCount(numerator, denominator) : texts.within(numerator, denominator);
}

/** Figures that the plan wants beside the one it judges by. */
function AlsoFigures({ objective }: { objective: ObjectiveView }) {
  const texts = useTexts(qualityTexts);
  const { language } = useLanguage();
  const names: Readonly<Record<string, string>> = { ...texts.measures, shareWithin: texts.shareWithin };
  const told = objective.also.filter(({ value }) => value !== null);
  if (told.length === 0) return null;
  return (
    <span className="small muted also">
      {told.map(({ name, value }) => (
        <span key={name}>
          {names[name] ?? name} {valueWords(value, name === 'shareWithin' ? 'share' : objective.unit, { texts, language })}
        </span>
      ))}
    </span>
  );
}
