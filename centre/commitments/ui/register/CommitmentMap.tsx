import { useTexts } from '#platform/i18n/LanguageProvider.tsx';
import type { RegisterAnswer } from '../../register/register.schema.ts';
import { FULFILMENT_STATUSES, type FulfilmentStatus } from '../../register/vocabulary.ts';
import { chapterOf } from './register-words.rules.ts';
import { registerTexts } from './register.texts.ts';
import { StatusMark } from './StatusMark.tsx';
import './commitment-map.css';

interface CommitmentMapProps {
  readonly map: RegisterAnswer['map'];
  readonly statuses: RegisterAnswer['statuses'];
  readonly chosen: FulfilmentStatus | undefined;
  readonly onStatus: (status: FulfilmentStatus | undefined) => void;
  readonly onClause: (clause: string) => void;
  readonly onOpen: (id: string) => void;
}

/** One cell per commitment, always in the order of the plan, so that a place becomes familiar. The key above it is the filter. */
export function CommitmentMap({ map, statuses, chosen, onStatus, onClause, onOpen }: CommitmentMapProps) {
  const texts = useTexts(registerTexts);
  const chapters = [...Map.groupBy(map, ({ clause }) => chapterOf(clause))];
  const told = (cells: RegisterAnswer['map']): string =>
    FULFILMENT_STATUSES.flatMap((status) => {
      const count = cells.filter((cell) => cell.status === status).length;
      return count === 0 ? [] : [texts.statusCount(texts.statuses[status], count)];
    }).join(texts.and);
  return (
    <div className="commitment-map">
      <div className="map-key">
        {FULFILMENT_STATUSES.map((status) => (
          <button
            key={status}
            type="button"
            aria-pressed={chosen === status}
            onClick={() => onStatus(chosen === status ? undefined : status)}
          >
            <StatusMark status={status} />
            {texts.statuses[status]}
            <b>{statuses[status]}</b>
          </button>
        ))}
        <span className="end">{texts.total(map.length)}</span>
      </div>
      <div className="map-chapters">
        {chapters.map(([chapter, cells]) => (
          <div key={chapter}>
            <button type="button" className="map-chapter" onClick={() => onClause(chapter)}>
              {chapter}
            </button>
            {/* By keys and to readers the table below is the same, row by row. */}
            <div className="map-cells" role="img" aria-label={texts.mapLabel(chapter, told(cells))}>
              {cells.map(({ id, status }) => (
                <i
                  key={id}
                  className={`cell ${status}${chosen !== undefined && chosen !== status ? ' other' : ''}`}
                  title={`${id} ${texts.statuses[status]}`}
                  onClick={() => onOpen(id)}
                />
              ))}
            </div>
          </div>
        ))}
      </div>
    </div>
  );
}
