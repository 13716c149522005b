import { useLanguage, useSay, useTexts } from '#platform/i18n/LanguageProvider.tsx';
import { limitInWords } from '#platform/ui/duration.ts';
import type { Replay } from '#centre/commitments/replay/replay.schema.ts';
import type { LimitChange } from '../../replay-job/log-replay.schema.ts';
import { FigureCells, FigureHeads, lineAnchor, LineName, Scrolled, useFigures } from './ForecastFigures.tsx';
import { ForecastLineCard } from './ForecastLineCard.tsx';
import { shownLines, untoldOf, type ShownLine } from './replay-words.rules.ts';
import { replayTexts } from './replay.texts.ts';

interface ForecastViewProps {
  readonly replay: Replay;
  /** The limits that were changed in the plan before it was replayed. */
  readonly changes: readonly LimitChange[];
  /** Writes an instant of the log. */
  readonly when: (iso: string) => string;
}

/** What would have been kept and what breached: all commitments at a glance, then each by itself. */
export function ForecastView({ replay, changes, when }: ForecastViewProps) {
  const texts = useTexts(replayTexts);
  const say = useSay();
  const { number } = useFigures();
  const lines = shownLines(replay);
  const { forecast, against } = replay;
  const versionOf = ({ plan }: typeof forecast): string => `${texts.version(plan.id, plan.revision)} ${say(plan.title)}`;
  const changeWords = useChangeWords(replay);
  return (
    <>
      <section className="sheet import-part" aria-label={texts.answer}>
        <h2>{versionOf(forecast)}</h2>
        {against !== null && <p className="small muted">{texts.heldAgainst(versionOf(against))}</p>}
        {changes.length > 0 && (
          <p className="small">
            {texts.changed} {changes.map(changeWords).join(' · ')}
          </p>
        )}
        <p className="small muted">{texts.judged(number(replay.requests), number(replay.rows), when(replay.asOf))}</p>
        {replay.faultyRows > 0 && <p>{texts.leftOut(number(replay.faultyRows), number(replay.leftOut))}</p>}
        <Overview lines={lines} isCompared={against !== null} />
        <UntoldClocks replay={replay} />
      </section>
      {lines.map((shown) => (
        <ForecastLineCard key={shown.key} shown={shown} severities={forecast.severities} when={when} />
      ))}
    </>
  );
}

/** A changed limit beside the one of the plan: `解决（大影响）24小时 → 12小时`. */
function useChangeWords({ forecast, against }: Replay): (change: LimitChange) => string {
  const say = useSay();
  const { language } = useLanguage();
  const texts = useTexts(replayTexts);
  const clocks = [...forecast.lines, ...(against?.lines ?? [])].flatMap((line) => line.clocks);
  return ({ clock, severity, limit }) => {
    const was = against?.lines
      .flatMap((line) => line.clocks)
      .find((one) => one.clock === clock)
      ?.terms.find((term) => term.severity === severity);
    const unit = was?.unit === 'workingDays' || was?.unit === 'calendarDays' ? was.unit : null;
    const name = clocks.find((one) => one.clock === clock)?.name;
    const named = severity === null ? undefined : forecast.severities[severity];
    const words = (written: string): string => limitInWords(written, unit, language);
    const what = texts.changedLimit(name === undefined ? clock : say(name), named === undefined ? (severity ?? '') : say(named));
    return `${what} ${was === undefined ? '' : `${words(was.limit)} → `}${words(limit)}`;
  };
}

function Overview({ lines, isCompared }: { readonly lines: readonly ShownLine[]; readonly isCompared: boolean }) {
  const texts = useTexts(replayTexts);
  return (
    <Scrolled label={texts.overview}>
      <table className="replay-table">
        <caption>{texts.overview}</caption>
        <thead>
          <tr>
            <th scope="col">{texts.commitment}</th>
            <FigureHeads isCompared={isCompared} />
            {isCompared && <th scope="col">{texts.change}</th>}
          </tr>
        </thead>
        <tbody>
          {lines.map(({ key, line, before, change }) => (
            <tr key={key}>
              <th scope="row">
                <a href={`#${lineAnchor(key)}`}>
                  <LineName line={line} />
                </a>
              </th>
              <FigureCells figures={line.total} before={isCompared ? (before?.total ?? null) : undefined} />
              {isCompared && <td className={`replay-change is-${change}`}>{texts.changes[change]}</td>}
            </tr>
          ))}
        </tbody>
      </table>
    </Scrolled>
  );
}

function UntoldClocks({ replay }: { readonly replay: Replay }) {
  const texts = useTexts(replayTexts);
  const say = useSay();
  const untold = untoldOf(replay.forecast);
  if (untold.length === 0) return null;
  return (
    <details className="replay-untold">
      <summary>{texts.untold}</summary>
      <dl>
        {untold.map(({ why, names }) => (
          <div key={why}>
            <dt>{texts[why]}</dt>
            <dd>{names.map(say).join(' · ')}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
