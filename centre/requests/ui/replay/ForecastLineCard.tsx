import { quoted } from '#platform/i18n/quoted.ts';
import type { ReactNode } from 'react';
import type { ForecastLine, KeyedFigures } from '#centre/commitments/replay/replay.schema.ts';
import { OTHER_UNITS } from '#centre/commitments/replay/tally.rules.ts';
import { useSay, useTexts } from '#platform/i18n/LanguageProvider.tsx';
import { ShareBars } from '#platform/ui/charts/ShareBars.tsx';
import { FigureCells, FigureHeads, lineAnchor, LineName, Scrolled, useFigures } from './ForecastFigures.tsx';
import { besideEachOther, breachShare, highestShare, monthsOf, type ShownLine } from './replay-words.rules.ts';
import { replayTexts } from './replay.texts.ts';

interface ForecastLineCardProps {
  readonly shown: ShownLine;
  readonly severities: Readonly<Record<string, { readonly zh: string; readonly en: string }>>;
  readonly when: (iso: string) => string;
}

/** The commitments that rest on the same clocks: what they promise, the months as a chart, tables and the worst cases. */
export function ForecastLineCard({ shown, severities, when }: ForecastLineCardProps) {
  const texts = useTexts(replayTexts);
  const say = useSay();
  const { line, before, change } = shown;
  const severityName = (key: string | null): string => {
    const named = key === null ? undefined : severities[key];
    return named === undefined ? (key ?? '—') : say(named);
  };
  const unitName = (key: string | null): string => (key === OTHER_UNITS ? texts.otherUnits : (key ?? texts.noUnit));
  const tableOf = (head: string, of: 'byMonth' | 'byUnit' | 'bySeverity', name: (key: string | null) => ReactNode) => (
    <KeyedTable head={head} figures={line[of]} before={before?.[of] ?? null} name={name} />
  );
  return (
    <section
      className="sheet import-part"
      id={lineAnchor(shown.key)}
      aria-label={line.clocks.map(({ name }) => say(name)).join(' · ')}
    >
      <h2>
        <LineName line={line} />{' '}
        {change !== 'same' && <span className={`tag replay-change is-${change}`}>{texts.changes[change]}</span>}
      </h2>
      <ul className="replay-clauses">
        {line.commitments.map((commitment) => (
          <li key={commitment.id}>
            <span className="number">{commitment.id}</span> {say(commitment)}{' '}
            <span className="muted">{quoted(commitment.quote)}</span>
          </li>
        ))}
      </ul>
      <Summary shown={shown} />
      <Months line={line} before={before} />
      <details>
        <summary>{texts.tables}</summary>
        {tableOf(texts.month, 'byMonth', (key) => key ?? '—')}
        {line.byUnit.some(({ key }) => key !== null) && tableOf(texts.unit, 'byUnit', unitName)}
        {tableOf(texts.severity, 'bySeverity', severityName)}
      </details>
      <WorstCases line={line} severityName={severityName} when={when} />
    </section>
  );
}

function Summary({ shown: { line, before } }: { readonly shown: ShownLine }) {
  const texts = useTexts(replayTexts);
  const { number, percent } = useFigures();
  const more = before === null ? 0 : line.total.breached - before.total.breached;
  const difference = more > 0 ? texts.more(number(more)) : more < 0 ? texts.fewer(number(-more)) : texts.equal;
  return (
    <p className="replay-summary">
      <b>{texts.share(percent(breachShare(line.total)))}</b>
      <span>
        {texts.kept} {number(line.total.kept)} · {texts.breached} {number(line.total.breached)} · {texts.open}{' '}
        {number(line.total.open)}
      </span>
      {before !== null && (
        <span>
          {texts.shareBefore(percent(breachShare(before.total)))} · {difference}
        </span>
      )}
    </p>
  );
}

/** On a scale of its own: what a limit changes in a promise that is mostly kept would not show beside one that is mostly broken. */
function Months({ line, before }: Pick<ShownLine, 'line' | 'before'>) {
  const texts = useTexts(replayTexts);
  const say = useSay();
  const { number } = useFigures();
  const rows = besideEachOther(line.byMonth, before?.byMonth ?? null);
  const months = monthsOf(rows.flatMap(({ key }) => key ?? []));
  const bars = months.map((month, place) => {
    const row = rows.find(({ key }) => key === month);
    return {
      key: month,
      label: [month.slice(5), number(row?.now.clocks ?? 0), ...(place === 0 || month.endsWith('-01') ? [month.slice(0, 4)] : [])],
      share: row === undefined ? 0 : breachShare(row.now),
      figure: row === undefined ? '' : number(row.now.breached),
      before: row?.before == null ? undefined : breachShare(row.before),
    };
  });
  return (
    <figure className="replay-months">
      <ShareBars
        bars={bars}
        highest={highestShare(line, before)}
        label={texts.chart(line.clocks.map(({ name }) => say(name)).join(' · '))}
      />
      <figcaption className="small muted">
        {texts.legend}
        {before !== null && ` · ${texts.legendBefore}`}
      </figcaption>
    </figure>
  );
}

interface KeyedTableProps {
  readonly head: string;
  readonly figures: readonly KeyedFigures[];
  readonly before: readonly KeyedFigures[] | null;
  readonly name: (key: string | null) => ReactNode;
}

function KeyedTable({ head, figures, before, name }: KeyedTableProps) {
  return (
    <Scrolled label={head}>
      <table className="replay-table">
        <thead>
          <tr>
            <th scope="col">{head}</th>
            <FigureHeads isCompared={before !== null} />
          </tr>
        </thead>
        <tbody>
          {besideEachOther(figures, before).map((row) => (
            <tr key={row.key ?? ''}>
              <th scope="row">{name(row.key)}</th>
              <FigureCells figures={row.now} before={before === null ? undefined : row.before} />
            </tr>
          ))}
        </tbody>
      </table>
    </Scrolled>
  );
}

interface WorstCasesProps {
  readonly line: ForecastLine;
  readonly severityName: (key: string | null) => string;
  readonly when: (iso: string) => string;
}

function WorstCases({ line, severityName, when }: WorstCasesProps) {
  const texts = useTexts(replayTexts);
  const { over } = useFigures();
  const cases = line.worst.filter(({ breached }) => breached);
  if (cases.length === 0) return null;
  return (
    <Scrolled label={texts.cases}>
      <table className="replay-table">
        <caption>{texts.cases}</caption>
        <thead>
          <tr>
            {[texts.request, texts.worst, texts.startedAt, texts.dueAt, texts.stoppedAt, texts.severity, texts.unit].map(
              (head) => (
                <th key={head} scope="col">
                  {head}
                </th>
              ),
            )}
          </tr>
        </thead>
        <tbody>
          {cases.map((one) => (
            <tr key={`${one.request} ${one.clock} ${one.cycle}`}>
              <th scope="row" className="number">
                {one.request}
              </th>
              <td>{one.overSeconds === null ? '—' : over(one.overSeconds)}</td>
              <td>{when(one.startedAt)}</td>
              <td>{one.dueAt === null ? '—' : when(one.dueAt)}</td>
              <td>{one.stoppedAt === null ? texts.notStopped : when(one.stoppedAt)}</td>
              <td>{severityName(one.severity)}</td>
              <td>{one.unit ?? '—'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scrolled>
  );
}
