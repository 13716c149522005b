import type { ReactNode } from 'react';
import type { ReplayFigures } from '#centre/commitments/replay/replay.schema.ts';
import { useLanguage, useSay, useTexts } from '#platform/i18n/LanguageProvider.tsx';
import { hoursMinutes } from '#platform/ui/duration.ts';
import { breachShare, type ShownLine } from './replay-words.rules.ts';
import { replayTexts } from './replay.texts.ts';

/** What is wider than its place is moved by the keys too. */
export function Scrolled({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div className="replay-scroll" role="group" aria-label={label} tabIndex={0}>
      {children}
    </div>
  );
}

/** Where a line stands on the page. */
export function lineAnchor(key: string): string {
  return `line-${key.replaceAll(' ', '-')}`;
}

/** The clocks by their names; the commitments that rest on them in small letters. */
export function LineName({ line }: { readonly line: ShownLine['line'] }) {
  const texts = useTexts(replayTexts);
  const say = useSay();
  const ids = line.commitments.map(({ id }) => id);
  return (
    <>
      {line.clocks.map(({ name }) => say(name)).join(' · ')}{' '}
      <span className="muted small number">{ids.length === 0 ? texts.noCommitment : ids.join(' ')}</span>
    </>
  );
}

export function FigureHeads({ isCompared }: { readonly isCompared: boolean }) {
  const texts = useTexts(replayTexts);
  const { clocks, kept, breached, open, cancelled, median, p90, worst } = texts;
  return [clocks, kept, breached, ...(isCompared ? [texts.before] : []), open, cancelled, median, p90, worst].map((head) => (
    <th key={head} scope="col" className="figure">
      {head}
    </th>
  ));
}

/** `before`: undefined where nothing is compared, null where the other plan has none. */
export function FigureCells({
  figures,
  before,
}: {
  readonly figures: ReplayFigures;
  readonly before: ReplayFigures | null | undefined;
}) {
  const { number, percent, over } = useFigures();
  const { clocks, kept, breached, open, cancelled, medianSeconds, p90Seconds, worst } = figures;
  const time = (seconds: number | null): string => (seconds === null ? '—' : hoursMinutes(seconds));
  const share = breachShare(figures);
  return (
    <>
      <td className="figure">{number(clocks)}</td>
      <td className="figure">{number(kept)}</td>
      <td className={breached > 0 ? 'figure is-breached' : 'figure'}>
        {number(breached)} <span className="small">{percent(share)}</span>
      </td>
      {before !== undefined && (
        <td className="figure">
          {before === null ? '—' : number(before.breached)}{' '}
          {before !== null && <span className="small">{percent(breachShare(before))}</span>}
        </td>
      )}
      <td className="figure">{number(open)}</td>
      <td className="figure">{number(cancelled)}</td>
      <td className="figure">{time(medianSeconds)}</td>
      <td className="figure">{time(p90Seconds)}</td>
      <td className="figure">{worst === null ? '—' : `${over(worst.overSeconds)} ${worst.request}`}</td>
    </>
  );
}

/** Figures as the person's language writes them. */
export function useFigures() {
  const texts = useTexts(replayTexts);
  const { language } = useLanguage();
  const locale = language === 'zh' ? 'zh-CN' : 'en-GB';
  return {
    number: (count: number): string => count.toLocaleString(locale),
    percent: (share: number): string => share.toLocaleString(locale, { style: 'percent', maximumFractionDigits: 1 }),
    over: (seconds: number): string => (seconds > 0 ? texts.over(hoursMinutes(seconds)) : texts.left(hoursMinutes(-seconds))),
  };
}
