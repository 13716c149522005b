import { parseInstant } from '#platform/time/instant.ts';
import { say } from '#platform/i18n/language.ts';
import { durationInWords, hoursMinutes, limitInWords } from '#platform/ui/duration.ts';
import { day, dueMoment, moment, weekday, type Place } from '#platform/ui/format.ts';
import { earlierBreaches } from './clock-words.rules.ts';
import { secondOfDay } from './why-days.rules.ts';
import type { ClockExplanation, ClockView, PauseTold } from '../clock-view.schema.ts';
import { whyTextsEn } from './why.texts.en.ts';
import { whyTextsZh } from './why.texts.zh.ts';

export const whyTexts = { zh: whyTextsZh, en: whyTextsEn };

type Stretch = ClockExplanation['stretches'][number];
const DAY_MS = 86_400_000;

type Clause = ClockExplanation['clauses'][number];

/** What a clause says, in the reader's language; null where the quote is of that language and says it itself. */
export function clauseTold({ quote, text }: Clause, language: Place['language']): string | null {
  const isChinese = /\p{Script=Han}/u.test(quote);
  return isChinese === (language === 'zh') ? null : say(text, language);
}

/** From–to of a stretch: `09-30 周三 15:30–17:00`, `10-09 17:00–10-10 08:30`, `10-01–10-07，7天`. */
export function stretchSpan(stretch: Stretch, place: Place): string {
  const from = parseInstant(stretch.from);
  const to = parseInstant(stretch.to);
  if (from === undefined || to === undefined) return '';
  const texts = whyTexts[place.language];
  const comma = place.language === 'zh' ? '，' : ', ';
  const dated = { ...place, today: place.today ?? from };
  const last = dueMoment(to, dated, { dated: true });
  const [lastDay = '', lastTime = ''] = last.split(/ (?=[^ ]+$)/);
  const [firstDay = '', firstTime = ''] = moment(from, dated).split(/ (?=[^ ]+$)/);
  if (secondOfDay(from, place.zone) === 0 && lastTime === '24:00') {
    const count = Math.round((to - from) / DAY_MS);
    return count <= 1 ? `${firstDay}${comma}${texts.allDay}` : `${firstDay}–${lastDay}${comma}${texts.days(count)}`;
  }
  if (firstDay !== lastDay) return `${firstDay} ${firstTime}–${lastDay} ${lastTime}`;
  const named = stretch.kind === 'skipped' || stretch.kind === 'paused' ? firstDay : day(from, dated);
  return `${named} ${firstTime}–${lastTime}`;
}

/** Who of the customer asked for a pause, when, and who wrote it down. */
export function pauseTold(pause: PauseTold, place: Place): string {
  const texts = whyTexts[place.language];
  const when = (text: string | null): string => {
    const at = text === null ? undefined : parseInstant(text);
    return at === undefined ? '' : moment(at, place);
  };
  const said = texts.said(say(pause.reason, place.language), pause.saidBy ?? '', when(pause.saidAt));
  const noted = texts.noted(pause.recordedBy === null ? '' : say(pause.recordedBy, place.language), when(pause.recordedAt));
  return texts.told(said, noted, pause.note ?? '');
}

/** The sums of a ladder: hours and minutes, seconds only where they are not whole minutes. */
export function sumFigure(seconds: number): string {
  const rest = Math.round(seconds) % 60;
  return rest === 0 ? hoursMinutes(seconds) : `${hoursMinutes(seconds)}:${String(rest).padStart(2, '0')}`;
}

/** The due instant with its weekday: `10-10 周六 10:30`. */
export function dueWithWeekday(text: string, place: Place): string {
  const at = parseInstant(text);
  if (at === undefined) return '';
  const written = dueMoment(at, place, { dated: true });
  if (written.endsWith('24:00')) return written;
  const [date = '', time = ''] = written.split(/ (?=[^ ]+$)/);
  return place.language === 'zh' ? `${date} ${weekday(at, place)} ${time}` : `${weekday(at, place)} ${date} ${time}`;
}

/** What the counted stretches come to, beside their sum. */
export function sumWords({ clock, stretches, sumSeconds }: ClockExplanation, { language }: Place): string {
  const texts = whyTexts[language];
  if (clock.dueAt === null) return texts.noDue;
  const counted = stretches.filter(({ kind }) => kind === 'counted' || kind === 'expected').length;
  if (clock.limit === null) return texts.sumOnly(counted);
  const limit = limitInWords(clock.limit, clock.unit, language);
  return sumSeconds === clock.limitSeconds ? texts.sum(counted, limit) : texts.sumSoFar(counted, limit);
}

/** What else has to be known of a due time: breaches under earlier terms, what the pauses cost, what is provisional or was changed. */
export function whyNotes(explanation: ClockExplanation, place: Place): string[] {
  const texts = whyTexts[place.language];
  const changes = explanation.holidayNotices.map(
    ({ text, source }) => say(text, place.language) + (source === null ? '' : texts.published(source)) + texts.stop,
  );
  return [
    ...earlierBreaches(explanation.clock, place).map((words) => texts.staysOnRecord(words)),
    ...(explanation.dueWithoutPauses === null ? [] : [texts.withoutPauses(dueWithWeekday(explanation.dueWithoutPauses, place))]),
    ...(explanation.clock.provisional ? [texts.provisional] : []),
    ...new Set(changes),
  ];
}

/** How a clock ended, as the last line of its ladder; a breached one that is still open tells how it stands at the moment of the view. */
export interface WhyEnd {
  /** `10-04 周日 00:15到场`. */
  readonly when: string;
  /** `比到期晚5分，违约`, `按时，比到期早1小时2分`. */
  readonly how: string;
  readonly late: boolean;
}

/** Null while a clock runs in time, and of one that was cancelled in time: there is nothing to measure. */
export function whyEnd(view: ClockView, place: Place): WhyEnd | null {
  const texts = whyTexts[place.language];
  const late = durationInWords(view.lateSeconds ?? 0, place.language);
  if (view.dueAt === null) return null;
  if (view.stoppedAt === null)
    return view.breached
      ? { when: texts.standsAt(dueWithWeekday(view.asOf, place)), how: texts.stillOpen(late), late: true }
      : null;
  if (view.state === 'cancelled' && !view.breached) return null;
  const when = texts.ended(dueWithWeekday(view.stoppedAt, place), endWord(view, place));
  return view.breached ? { when, how: texts.late(late), late: true } : { when, how: spare(view, place), late: false };
}

function endWord(view: ClockView, { language }: Place): string {
  const texts = whyTexts[language];
  if (view.state === 'cancelled') return texts.cancelled;
  return view.stopWord === null ? texts.done : say(view.stopWord, language);
}

/** What was left: in office hours where the clock counts them, else in real time. */
function spare(view: ClockView, place: Place): string {
  const texts = whyTexts[place.language];
  const due = parseInstant(view.dueAt ?? '');
  const stopped = parseInstant(view.stoppedAt ?? '');
  if (due === undefined || stopped === undefined || due <= stopped) return texts.inTime;
  if (view.calendar.kind === 'hours' && view.unit === null && view.remainingSeconds !== null)
    return texts.spareOffice(durationInWords(view.remainingSeconds, place.language));
  return texts.spare(durationInWords((due - stopped) / 1000, place.language));
}
