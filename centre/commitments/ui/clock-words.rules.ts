import type { Language } from '#platform/i18n/language.ts';
import { say } from '#platform/i18n/language.ts';
import { durationInWords, limitInWords } from '#platform/ui/duration.ts';
import { dueMoment, momentInWords, pastMoment, sameDay, weekday, type Place } from '#platform/ui/format.ts';
import type { Instant } from '#platform/time/instant.ts';
import type { ClockView } from '../clock-view.schema.ts';
import { clockTexts } from './clock.texts.ts';
import { at, warningPassed, type LiveClock } from './live-clock.rules.ts';

/** The words around a clock's figure: when it is due and by which calendar, or how it ended. */

export function placeOf(clock: LiveClock, language: Language): Place {
  return { zone: clock.view.calendar.timezone, language, today: clock.now };
}

/** The state in one word; a resting clock says when it goes on. */
export function stateWord(view: ClockView, language: Language): string {
  const texts = clockTexts[language];
  if (view.mark !== 'resting') return texts.marks[view.mark];
  return view.calendar.restCause === 'holiday' ? texts.restsUntilHoliday : texts.restsUntilWork;
}

/** `10-04 03:10`, with its weekday where another day is meant and there is room: `10-10 周六 10:30`. */
function dated(instant: Instant, place: Place, roomy: boolean): string {
  const written = dueMoment(instant, place, { dated: true });
  if (!roomy || place.today === undefined || sameDay(instant, place.today, place.zone) || written.endsWith('24:00'))
    return written;
  const [day = '', time = ''] = written.split(/ (?=[^ ]+$)/);
  return place.language === 'zh' ? `${day} ${weekday(instant, place)} ${time}` : `${weekday(instant, place)} ${day} ${time}`;
}

/** The line below the figure of a full segment. */
export function dueLine(clock: LiveClock, language: Language, next = false): string {
  const { view } = clock;
  const texts = clockTexts[language];
  const place = placeOf(clock, language);
  const due = at(view.dueAt);
  const stopped = at(view.stoppedAt);
  const limit = view.limit === null ? '' : limitInWords(view.limit, view.unit, language);
  switch (view.mark) {
    case 'running':
    case 'warning':
    case 'resting': {
      if (due === undefined) return say(view.calendar.name, language);
      const moment = dated(due, place, next) + (view.provisional ? bracketed(texts.provisional, language) : '');
      if (view.mark === 'resting') return moment + texts.comma + stateWord(view, language);
      const said = next ? texts.dueAt(moment) : moment;
      return view.calendar.kind === 'hours' ? said : said + texts.separator + say(view.calendar.name, language);
    }
    case 'paused':
      return pauseWords(view, language);
    case 'kept':
      return stopped === undefined ? '' : texts.limited(limit, endedAt(view, dueMoment(stopped, place), language));
    case 'breached': {
      const was = at(view.breachedAt) ?? due;
      const due2 = was === undefined ? '' : dueMoment(was, place);
      return stopped === undefined
        ? texts.stillOpen(due2)
        : texts.doneLate(endedAt(view, dueMoment(stopped, place), language), due2);
    }
    case 'waived':
      return stopped === undefined ? texts.agreed : texts.agreed + texts.comma + dueMoment(stopped, place);
    case 'notStarted':
      return limit === '' ? texts.startsLater : texts.afterStart(limit);
    case 'cancelled':
      return (
        (view.cancelCause === null ? texts.marks.cancelled : (texts.cancelCauses[view.cancelCause] ?? texts.marks.cancelled)) +
        texts.comma +
        texts.notCounted
      );
  }
}

/** When it ended, with what ended it: `00:15到场`, `arrived 00:15`. */
function endedAt(view: ClockView, moment: string, language: Language): string {
  const texts = clockTexts[language];
  return texts.endedAt(moment, view.stopWord === null ? texts.done : say(view.stopWord, language));
}

function bracketed(text: string, language: Language): string {
  return language === 'zh' ? `（${text}）` : ` (${text})`;
}

function pauseWords(view: ClockView, language: Language): string {
  const texts = clockTexts[language];
  const known = view.pausedFor.map((cause) => texts.causes[cause] ?? texts.marks.paused);
  return known.length === 0 ? texts.marks.paused : [...new Set(known)].join(texts.comma);
}

/** The two small words under a compact segment: when, and what else is worth knowing. */
export function rowWords(clock: LiveClock, language: Language): readonly [string, string] {
  const { view } = clock;
  const texts = clockTexts[language];
  const place = placeOf(clock, language);
  const due = at(view.dueAt);
  const stopped = at(view.stoppedAt);
  switch (view.mark) {
    case 'running':
      return [
        due === undefined ? '' : dueMoment(due, place),
        view.unit === 'calendarDays' ? texts.byDate : rowUnit(view, language),
      ];
    case 'resting':
      return [due === undefined ? '' : dueMoment(due, place), rowUnit(view, language) || stateWord(view, language)];
    case 'warning': {
      const passed = warningPassed(clock);
      return [
        due === undefined ? '' : dueMoment(due, place),
        passed === undefined ? texts.marks.warning : texts.usedShare(passed),
      ];
    }
    case 'paused':
      return [pauseWords(view, language), ''];
    case 'breached':
      if (stopped === undefined) return [pastMoment(at(view.breachedAt) ?? clock.now, place), texts.marks.breached];
      return [endedAt(view, pastMoment(stopped, place), language), ''];
    case 'kept':
      return [stopped === undefined ? texts.marks[view.mark] : endedAt(view, pastMoment(stopped, place), language), ''];
    case 'waived':
      return [texts.agreed, ''];
    case 'notStarted':
    case 'cancelled':
      return ['', ''];
  }
}

function rowUnit(view: ClockView, language: Language): string {
  const { rowUnit: words } = clockTexts[language];
  if (view.unit === 'workingDays' && (view.remainingDays ?? 0) >= 1) return words('workingDays');
  return view.calendar.kind === 'hours' || view.unit === 'workingDays' ? words('office') : '';
}

/** What earlier cycles and earlier terms broke: no later term takes it back. */
export function earlierBreaches(view: ClockView, place: Place): readonly string[] {
  const texts = clockTexts[place.language];
  return view.pastBreaches.flatMap(({ limit, breachedAt }) => {
    const broken = at(breachedAt);
    const words = limit.startsWith('P') ? limitInWords(limit, view.unit, place.language) : '';
    return broken === undefined ? [] : [texts.earlierBreach(words, dueMoment(broken, place))];
  });
}

/** Whether a row marks that an earlier cycle or term was broken: what is breached now has that mark already, and little room. */
export function tellsEarlier({ mark, pastBreaches }: ClockView): boolean {
  return pastBreaches.length > 0 && mark !== 'breached';
}

/** One sentence for those who hear the page: “恢复正常，临期，剩余1小时28分，10月4日03:10到期，7×24，承诺…”. */
export function clockSentence(clock: LiveClock, language: Language): string {
  const { view } = clock;
  const texts = clockTexts[language];
  const parts = [say(view.name, language), stateWord(view, language), ...measured(clock, language)];
  parts.push(...earlierBreaches(view, placeOf(clock, language)));
  if (view.commitments.length > 0) parts.push(texts.commitment(view.commitments.join(' ')));
  return parts.filter((part) => part !== '').join(texts.comma);
}

function measured(clock: LiveClock, language: Language): string[] {
  const { view } = clock;
  const texts = clockTexts[language];
  const due = at(view.dueAt);
  const calendar = say(view.calendar.name, language);
  switch (view.mark) {
    case 'running':
    case 'resting':
    case 'warning':
      return [
        saidLeft(clock, language),
        due === undefined ? '' : texts.dueAt(momentInWords(due, placeOf(clock, language))),
        calendar,
      ];
    case 'paused':
      return [saidLeft(clock, language), pauseWords(view, language)];
    case 'kept':
      return [texts.saidUsed(durationInWords(clock.elapsed, language))];
    case 'breached':
      return [texts.saidLate(durationInWords(clock.late, language)), dueLine(clock, language)];
    default:
      return [];
  }
}

function saidLeft(clock: LiveClock, language: Language): string {
  const { view } = clock;
  const texts = clockTexts[language];
  if (view.unit !== null && view.remainingDays !== null && view.remainingDays >= 1) {
    return texts.saidLeft(view.unit === 'workingDays' ? texts.workingDays(view.remainingDays) : texts.days(view.remainingDays));
  }
  const said = durationInWords(clock.remaining ?? 0, language);
  return view.calendar.kind === 'hours' ? texts.saidOffice(said) : texts.saidLeft(said);
}
