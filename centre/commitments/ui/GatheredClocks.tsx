import { useLanguage, useSay, useTexts } from '#platform/i18n/LanguageProvider.tsx';
import { clockFigure } from './clock-figure.rules.ts';
import { clockTexts } from './clock.texts.ts';
import { ClockShape } from './ClockShape.tsx';
import { clockKey } from '../strip-order.rules.ts';
import type { LiveClock } from './live-clock.rules.ts';

interface GatheredClocksProps {
  readonly clocks: readonly LiveClock[];
  readonly mark: 'kept' | 'notStarted';
  readonly unfolded: boolean;
  readonly onUnfold: () => void;
  /** How many are named in the cell; the rest is one line with their count. */
  readonly named: number;
}

/** Many clocks of one state in one cell: those kept, with what each took, or those that have not begun. */
export function GatheredClocks({ clocks, mark, unfolded, onUnfold, named }: GatheredClocksProps) {
  const { language } = useLanguage();
  const texts = useTexts(clockTexts);
  const say = useSay();
  const shown = clocks.length > named ? clocks.slice(0, named - 1) : clocks;
  const rest = clocks.length - shown.length;
  const kept = mark === 'kept';
  const width = shown.length + (rest > 0 ? 1 : 0) <= 3 ? 'single' : named <= 6 || clocks.length <= 6 ? 'few' : '';
  return (
    <li className={`clock gathered ${kept ? 'kept' : 'idle'} ${width}`}>
      <div className="head">
        <button type="button" className="unfold" aria-expanded={unfolded} onClick={onUnfold}>
          <ClockShape mark={mark} />
          {kept ? texts.keptCount(clocks.length) : texts.notStartedCount(clocks.length)}
          <span className="word">{unfolded ? texts.fold : texts.open}</span>
        </button>
      </div>
      <ul>
        {shown.map((clock) => (
          <li key={clockKey(clock.view)}>
            {say(clock.view.name)}
            {kept && (
              <span>
                {clock.view.pastBreaches.length > 0 && `${texts.earlierBreached}${texts.separator}`}
                {clockFigure(clock, { language, place: 'row' }).figure}
              </span>
            )}
          </li>
        ))}
        {rest > 0 && (
          <li>
            {texts.others(rest)}
            {kept && <span>{texts.inTime}</span>}
          </li>
        )}
      </ul>
      <span className="ribbon" aria-hidden="true" />
    </li>
  );
}
