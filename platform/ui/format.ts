import { instant, type Instant } from '#platform/time/instant.ts';
import type { Language } from '#platform/i18n/language.ts';
import { dayKey, two, wallClock, type WallClock } from './zoned.ts';

/** Where and for whom an instant is written. `today` leaves out what goes without saying: its year, and on demand its day. */
export interface Place {
  readonly zone: string;
  readonly language: Language;
  readonly today?: Instant | undefined;
}

const weekdayNames: Record<Language, readonly string[]> = {
  zh: ['周日', '周一', '周二', '周三', '周四', '周五', '周六'],
  en: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'],
};
const monthNames = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

function otherYear(wall: WallClock, place: Place): boolean {
  return place.today !== undefined && wallClock(place.today, place.zone).year !== wall.year;
}

function date(wall: WallClock, place: Place, year = otherYear(wall, place)): string {
  if (place.language === 'zh') return `${year ? `${wall.year}-` : ''}${two(wall.month)}-${two(wall.day)}`;
  return `${wall.day} ${monthNames[wall.month - 1]}${year ? ` ${wall.year}` : ''}`;
}

/** Chinese `周日`, English `Sun`. */
export function weekday(at: Instant, place: Place): string {
  return weekdayNames[place.language][wallClock(at, place.zone).weekday] ?? '';
}

/** `03:10`, the same in both languages. */
export function time(at: Instant, place: Place): string {
  const wall = wallClock(at, place.zone);
  return `${two(wall.hour)}:${two(wall.minute)}`;
}

/** `10-04 03:10`, `4 Oct 03:10`; with its year where that is not this one. */
export function moment(at: Instant, place: Place): string {
  return `${date(wallClock(at, place.zone), place)} ${time(at, place)}`;
}

/** A moment that stands beside another: with its year also where that is not the other's. */
export function momentBeside(at: Instant, other: Instant, place: Place): string {
  const wall = wallClock(at, place.zone);
  const year = otherYear(wall, place) || otherYear(wall, { ...place, today: other });
  return `${date(wall, place, year)} ${time(at, place)}`;
}

/** `10-04 周日 03:10`, `Sun 4 Oct 03:10`. */
export function momentWithWeekday(at: Instant, place: Place): string {
  return `${day(at, place)} ${time(at, place)}`;
}

/** `10-04 周日`, `Sun 4 Oct`: a heading of the timeline. */
export function day(at: Instant, place: Place): string {
  const written = date(wallClock(at, place.zone), place);
  return place.language === 'zh' ? `${written} ${weekday(at, place)}` : `${weekday(at, place)} ${written}`;
}

/** `10月4日 周日 01:42`, `Sun 4 Oct 01:42`: the clock in the head of a page. */
export function clockOfTheDay(at: Instant, place: Place): string {
  if (place.language === 'en') return momentWithWeekday(at, place);
  const wall = wallClock(at, place.zone);
  return `${wall.month}月${wall.day}日 ${weekday(at, place)} ${time(at, place)}`;
}

/** For sentences: `10月4日03:10`, `4 Oct 03:10`; with weekday `10月10日周六10:30`, `Sat 10 Oct 10:30`. */
export function momentInWords(at: Instant, place: Place, options: { weekday?: boolean } = {}): string {
  if (place.language === 'en') return options.weekday ? momentWithWeekday(at, place) : moment(at, place);
  const wall = wallClock(at, place.zone);
  const year = otherYear(wall, place) ? `${wall.year}年` : '';
  return `${year}${wall.month}月${wall.day}日${options.weekday ? weekday(at, place) : ''}${time(at, place)}`;
}

/** `2026-10-04`: dates of records and contracts. */
export function isoDay(at: Instant, zone: string): string {
  return dayKey(wallClock(at, zone));
}

export function sameDay(one: Instant, other: Instant, zone: string): boolean {
  return isoDay(one, zone) === isoDay(other, zone);
}

/** Midnight is the end of the day before. */
function ending(at: Instant, zone: string): { readonly isMidnight: boolean; readonly shown: Instant } {
  const wall = wallClock(at, zone);
  const isMidnight = wall.hour === 0 && wall.minute === 0 && wall.second === 0;
  return { isMidnight, shown: isMidnight ? instant(at - 60_000) : at };
}

/**
 * When something falls due: midnight is the end of the day before (`10-10 24:00`), today's needs no date
 * (`03:10`, `今日24:00`), any other carries its date.
 */
export function dueMoment(at: Instant, place: Place, options: { dated?: boolean } = {}): string {
  const { isMidnight, shown } = ending(at, place.zone);
  const clock = isMidnight ? '24:00' : time(at, place);
  if (place.today !== undefined && !options.dated && sameDay(shown, place.today, place.zone)) {
    if (!isMidnight) return clock;
    return place.language === 'zh' ? `今日${clock}` : `today ${clock}`;
  }
  return `${date(wallClock(shown, place.zone), place)} ${clock}`;
}

/** As `dueMoment`, of what is over and has little room: of another year its day alone (`2012-05-30`), whose hour says nothing any more. */
export function pastMoment(at: Instant, place: Place): string {
  const wall = wallClock(ending(at, place.zone).shown, place.zone);
  return otherYear(wall, place) ? date(wall, place) : dueMoment(at, place);
}
