import type { Language } from '#platform/i18n/language.ts';
import { figure, limitInWords } from '#platform/ui/duration.ts';
import { clockTexts } from './clock.texts.ts';
import type { LiveClock } from './live-clock.rules.ts';

/** What a segment says largest, and the small words beside it. */
export interface ClockFigure {
  readonly figure: string;
  readonly aside: string | null;
}

/** `next` is the segment with the large figure, `cell` any other of the full strip, `row` a compact one. */
export type FigurePlace = 'next' | 'cell' | 'row';

const DAY = 86_400;

interface Wording {
  readonly language: Language;
  readonly place: FigurePlace;
}

/** The figure of a clock by its state: time left in its own calendar, time used, time late. */
export function clockFigure(clock: LiveClock, wording: Wording): ClockFigure {
  const texts = clockTexts[wording.language];
  switch (clock.view.mark) {
    case 'running':
    case 'resting':
    case 'warning':
      return timeLeft(clock, wording);
    case 'paused':
      return { figure: texts.paused(bare(clock, wording.language)), aside: null };
    case 'kept':
      return { figure: used(clock, wording.language), aside: wording.place === 'row' || clock.elapsed < 60 ? null : texts.used };
    case 'breached':
      return { figure: texts.late(figure(clock.late, wording.language)), aside: null };
    case 'waived':
    case 'notStarted':
    case 'cancelled':
      return { figure: texts.marks[clock.view.mark], aside: null };
  }
}

function used(clock: LiveClock, language: Language): string {
  return clock.elapsed < 60 ? clockTexts[language].atOnce : figure(clock.elapsed, language);
}

function isOffice(clock: LiveClock): boolean {
  return clock.view.calendar.kind === 'hours' || clock.view.unit === 'workingDays';
}

function timeLeft(clock: LiveClock, { language, place }: Wording): ClockFigure {
  const texts = clockTexts[language];
  const ofLimit = place === 'next' ? limitAside(clock, language) : '';
  const days = wholeDays(clock);
  if (days !== null) {
    const said =
      clock.view.unit === 'workingDays'
        ? place === 'row'
          ? texts.rowWorkingDays(days)
          : texts.workingDays(days)
        : texts.days(days);
    return { figure: said, aside: place === 'row' ? null : texts.left + ofLimit };
  }
  const seconds = place === 'next' && clock.ticks;
  if (isOffice(clock)) {
    const left = figure(clock.remaining ?? 0, language, { days: false, seconds: seconds && (clock.remaining ?? 0) < 3600 });
    return place === 'next'
      ? { figure: left, aside: texts.officeLeft + ofLimit }
      : { figure: place === 'row' ? texts.rowOffice(left) : texts.office(left), aside: null };
  }
  return { figure: figure(clock.remaining ?? 0, language, { seconds }), aside: place === 'row' ? null : texts.left + ofLimit };
}

/** Day units count in whole days until their last one, which is told in hours. */
function wholeDays(clock: LiveClock): number | null {
  const days = clock.view.remainingDays;
  if (clock.view.unit === null || days === null || days < 1) return null;
  if (clock.view.unit === 'calendarDays' && (clock.remaining ?? DAY) < DAY) return null;
  return days;
}

function limitAside(clock: LiveClock, language: Language): string {
  const { limit, unit } = clock.view;
  return limit === null ? '' : clockTexts[language].ofLimit(limitInWords(limit, unit, language));
}

/** Time left without its words, in the unit of the clock's calendar. */
function bare(clock: LiveClock, language: Language): string {
  const texts = clockTexts[language];
  const days = wholeDays(clock);
  if (days !== null) return clock.view.unit === 'workingDays' ? texts.workingDays(days) : texts.days(days);
  const office = isOffice(clock);
  const left = figure(clock.remaining ?? 0, language, { days: !office });
  return office ? texts.office(left) : left;
}
