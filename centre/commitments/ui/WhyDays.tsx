import { Fragment, type CSSProperties } from 'react';
import { useLanguage, useTexts } from '#platform/i18n/LanguageProvider.tsx';
import { time, weekday, type Place } from '#platform/ui/format.ts';
import { two, wallClock } from '#platform/ui/zoned.ts';
import { parseInstant } from '#platform/time/instant.ts';
import type { ClockExplanation } from '../clock-view.schema.ts';
import { whyDays, type WhyDay } from './why-days.rules.ts';
import { whyTexts } from './why-words.rules.ts';

/** As every Chinese calendar prints them, in either language. */
const marks = { off: '休', makeUp: '班' } as const;

function percent(share: number): string {
  return `${(share * 100).toFixed(2)}%`;
}

function clockTime(second: number): string {
  return `${Math.floor(second / 3600)}:${two(Math.floor((second % 3600) / 60))}`;
}

/** The days as columns of the calendar's hours: solid counted, outlined expected, hatched paused, dashed closed. */
export function WhyDays({ explanation }: { explanation: ClockExplanation }) {
  const texts = useTexts(whyTexts);
  const { language } = useLanguage();
  const laid = whyDays(explanation);
  const place: Place = { zone: explanation.clock.calendar.timezone, language };
  const due = explanation.clock.dueAt === null ? undefined : parseInstant(explanation.clock.dueAt);
  const columns = laid.days.length + (laid.cut === null ? 0 : 1);
  return (
    <div
      className="why-days"
      role="img"
      aria-label={texts.drawing(clockTime(laid.from), clockTime(laid.to))}
      style={{ '--columns': columns } as CSSProperties}
    >
      <div className="axis">
        <span className="top">{clockTime(laid.from)}</span>
        <span className="foot">{clockTime(laid.to)}</span>
      </div>
      {laid.days.map((day, index) => (
        <Fragment key={day.key}>
          <Column
            day={day}
            place={place}
            dueTime={due === undefined ? '' : laid.to === 86_400 && day.due === 1 ? '24:00' : time(due, place)}
          />
          {laid.cut?.after === index && (
            <div className="day cut">
              <span className="column">{texts.cut(laid.cut.count)}</span>
            </div>
          )}
        </Fragment>
      ))}
    </div>
  );
}

function Column({ day, place, dueTime }: { day: WhyDay; place: Place; dueTime: string }) {
  return (
    <div className={day.open ? 'day' : 'day off'}>
      <span>{weekday(day.at, place)}</span>
      <b>{wallClock(day.at, place.zone).day}</b>
      <span className={`mark ${day.mark ?? ''}`}>{day.mark === null ? '' : marks[day.mark]}</span>
      <span className="column">
        {day.bars.map((bar) => (
          <i
            key={`${bar.from}${bar.kind}`}
            className={bar.kind}
            style={{ top: percent(bar.from), bottom: percent(1 - bar.to) }}
          />
        ))}
        {day.due !== null && (
          <u style={{ top: `calc(${percent(day.due)} - 1px)` }} className={day.due > 0.8 ? 'low' : ''}>
            <span>{dueTime}</span>
          </u>
        )}
      </span>
    </div>
  );
}
