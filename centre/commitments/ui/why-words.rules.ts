import { parseInstant } from '#platform/time/instant.ts';
import { say } from '#platform/i18n/language.ts';
import { hoursMinutes } from '#platform/ui/duration.ts';
import { day, dueMoment, moment, weekday, type Place } from '#platform/ui/format.ts';
import { secondOfDay } from './why-days.rules.ts';
import type { ClockExplanation, PauseTold } from '../clock-view.schema.ts';
import { whyTextsEn } from './why.texts.en.ts';
import { whyTextsZh } from './why.texts.zh.ts';

export const whyTexts = { zh: whyTextsZh, en: whyTextsEn };

type Stretch = ClockExplanation['stretches'][number];
const DAY_MS = 86_400_000;

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
