import { useMemo } from 'react';
import { useLanguage, useSay, useTexts } from '#platform/i18n/LanguageProvider.tsx';
import { useNow } from '#platform/ui/useNow.ts';
import type { ClockMark, ClockView } from '../clock-view.schema.ts';
import './clock-strip.css';
import './ribbon.css';
import './strip-widths.css';
import './clock-row.css';
import { clockFigure } from './clock-figure.rules.ts';
import { clockSentence, rowWords, tellsEarlier } from './clock-words.rules.ts';
import { clockTexts } from './clock.texts.ts';
import { EarlierBreach, isIdle } from './ClockSegment.tsx';
import { ClockShape } from './ClockShape.tsx';
import { liveClock, type LiveClock } from './live-clock.rules.ts';
import { Ribbon } from './Ribbon.tsx';
import { useCalendarTurn } from './useCalendarTurn.ts';
import { clockKey, rowOrder, type MarkCounts } from '../strip-order.rules.ts';

/** Which tally stands where: the fewer segments have room, the more is counted. */
const rooms = ['both', 'first', 'none'] as const;

/** The strip in a list row: the next deadline always in the same column, at most two more, the rest as counts. */
export function ClockRow({ clocks, marks }: { clocks: readonly ClockView[]; marks?: MarkCounts }) {
  const texts = useTexts(clockTexts);
  const now = useNow('calm');
  useCalendarTurn(clocks, now);
  const { next, further, tallies } = useMemo(() => rowOrder(clocks, marks), [clocks, marks]);
  return (
    <div className="clock-row">
      <div className="clock-row-line">
        <ul aria-label={texts.strip}>
          {next ? <RowSegment clock={liveClock(next, now)} next /> : <li className="none">{texts.noneRunning}</li>}
          {further.map((view) => (
            <RowSegment key={clockKey(view)} clock={liveClock(view, now)} />
          ))}
        </ul>
        {tallies.map((tally, dropped) => (
          <div key={rooms[dropped]} className={`tally ${rooms[dropped]}`}>
            {tally.map(([mark, count]) => (
              <TallyMark key={mark} mark={mark} count={count} />
            ))}
          </div>
        ))}
      </div>
    </div>
  );
}

function RowSegment({ clock, next = false }: { clock: LiveClock; next?: boolean }) {
  const { language } = useLanguage();
  const texts = useTexts(clockTexts);
  const say = useSay();
  const [when, what] = rowWords(clock, language);
  const name = say(clock.view.name);
  return (
    <li className={['clock', clock.view.mark, next ? 'next' : '', isIdle(clock.view) ? 'idle' : ''].join(' ')}>
      <span className="unseen">{clockSentence(clock, language)}</span>
      <div className="head" aria-hidden="true">
        <ClockShape mark={clock.view.mark} share={clock.share} small />
        <span className="name" title={name}>
          {name}
        </span>
        {tellsEarlier(clock.view) && <EarlierBreach />}
        <b>{clockFigure(clock, { language, place: 'row' }).figure}</b>
      </div>
      <div className="due" aria-hidden="true">
        <span>{when}</span>
        {what !== '' && <span>{what}</span>}
        {what === '' && tellsEarlier(clock.view) && <span>{texts.earlierBreached}</span>}
      </div>
      <Ribbon clock={clock} />
    </li>
  );
}

/** How many of one state: shape and count, said in words to those who hear the page. */
export function TallyMark({ mark, count }: { mark: ClockMark; count: number }) {
  const texts = useTexts(clockTexts);
  return (
    <span className={`tone ${mark}`} title={texts.summary(count, mark)}>
      <ClockShape mark={mark} small />
      <span aria-hidden="true">{count}</span>
      <span className="unseen">{texts.summary(count, mark)}</span>
    </span>
  );
}
