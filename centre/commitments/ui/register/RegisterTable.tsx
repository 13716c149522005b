import { Fragment, useState } from 'react';
import { useLanguage, useSay, useTexts } from '#platform/i18n/LanguageProvider.tsx';
import { parseInstant } from '#platform/time/instant.ts';
import { moment, type Place } from '#platform/ui/format.ts';
import { Icon } from '#platform/ui/icons.tsx';
import { useNow } from '#platform/ui/useNow.ts';
import type { Fulfilment } from '../../register/register.schema.ts';
import { FULFILMENT_STATUSES } from '../../register/vocabulary.ts';
import { statusWords } from './register-words.rules.ts';
import { registerTexts } from './register.texts.ts';
import { StatusMark } from './StatusMark.tsx';
import { Trend } from './Trend.tsx';
import './register-table.css';

interface RegisterTableProps {
  readonly rows: readonly Fulfilment[];
  readonly zone: string;
  readonly onOpen: (id: string) => void;
}

const COLUMNS = ['id', 'quote', 'responsible', 'limit', 'kind', 'trend', 'figure', 'status', 'last'] as const;

/** The commitments clause by clause, in the order of the plan; a clause can be folded. */
export function RegisterTable({ rows, zone, onOpen }: RegisterTableProps) {
  const texts = useTexts(registerTexts);
  const { language } = useLanguage();
  const today = useNow('calm');
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set());
  const fold = (clause: string): void =>
    setFolded((known) => (known.has(clause) ? new Set([...known].filter((one) => one !== clause)) : new Set([...known, clause])));
  return (
    <div className="sheet register-sheet">
      <table className="register-table">
        <thead>
          <tr>
            {COLUMNS.map((column) => (
              <th key={column} scope="col" className={column}>
                {texts.columns[column]}
              </th>
            ))}
          </tr>
        </thead>
        {[...Map.groupBy(rows, ({ clause }) => clause)].map(([clause, inClause]) => (
          <tbody key={clause}>
            <ClauseHead clause={clause} rows={inClause} folded={folded.has(clause)} onFold={() => fold(clause)} />
            {!folded.has(clause) &&
              inClause.map((row) => (
                <RegisterRow key={row.id} row={row} place={{ zone, language, today }} onOpen={() => onOpen(row.id)} />
              ))}
          </tbody>
        ))}
      </table>
    </div>
  );
}

interface ClauseHeadProps {
  readonly clause: string;
  readonly rows: readonly Fulfilment[];
  readonly folded: boolean;
  readonly onFold: () => void;
}

function ClauseHead({ clause, rows, folded, onFold }: ClauseHeadProps) {
  const texts = useTexts(registerTexts);
  return (
    <tr className="clause">
      <th colSpan={COLUMNS.length} scope="rowgroup">
        <span>
          <button type="button" aria-expanded={!folded} onClick={onFold}>
            <Icon name={folded ? 'right' : 'down'} small />
            <b>{clause}</b>
            <span className="muted">{texts.count(rows.length)}</span>
          </button>
          <span className="tally">
            {FULFILMENT_STATUSES.map((status) => {
              const count = rows.filter((row) => row.status === status).length;
              return (
                count > 0 && (
                  <Fragment key={status}>
                    <span title={texts.statuses[status]}>
                      <StatusMark status={status} />
                      <span className="unseen">{texts.statuses[status]}</span>
                      {count}
                    </span>
                  </Fragment>
                )
              );
            })}
          </span>
        </span>
      </th>
    </tr>
  );
}

function RegisterRow({ row, place, onOpen }: { row: Fulfilment; place: Place; onOpen: () => void }) {
  const texts = useTexts(registerTexts);
  const say = useSay();
  const last = row.last === null ? undefined : parseInstant(row.last.at);
  return (
    <tr className={row.status === 'breached' ? 'hot' : undefined}>
      <td className="id number">{row.id}</td>
      <td className="quote">
        <button type="button" title={say(row.text)} onClick={onOpen}>
          {place.language === 'zh' ? row.quote : say(row.text)}
        </button>
      </td>
      <td className="responsible">
        {row.responsible
          .slice(0, 2)
          .map(({ name }) => say(name))
          .join(texts.and)}
      </td>
      <td className="limit">{row.limits[0] !== undefined && <span title={say(row.limits[0])}>{say(row.limits[0])}</span>}</td>
      <td className="kind">{texts.kinds[row.kind]}</td>
      <td className="trend">
        <Trend months={row.trend} />
      </td>
      <td className="figure">{row.due === 0 ? '—' : texts.ofTimes(row.kept, row.due)}</td>
      <td className="status">
        <span className={`status-words ${row.status}`}>
          <StatusMark status={row.status} />
          {statusWords(row, texts)}
        </span>
      </td>
      <td className="last small muted">{last === undefined ? '' : moment(last, place)}</td>
    </tr>
  );
}
