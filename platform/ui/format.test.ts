import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseInstant, type Instant } from '#platform/time/instant.ts';
import { durationInWords, figure, hoursMinutes, limitInWords } from './duration.ts';
import { instantOfWall, instantOfWallText, wallText } from './zoned.ts';
import {
  clockOfTheDay,
  day,
  dueMoment,
  isoDay,
  moment,
  momentBeside,
  momentInWords,
  momentWithWeekday,
  pastMoment,
  time,
  type Place,
} from './format.ts';

function at(text: string): Instant {
  const read = parseInstant(text);
  assert.ok(read !== undefined, text);
  return read;
}
const today = at('2026-10-04T01:42:00+08:00');
const zh: Place = { zone: 'Asia/Shanghai', language: 'zh', today };
const en: Place = { zone: 'Asia/Shanghai', language: 'en', today };

describe('instants are written in the zone of the calendar, never the browser’s', () => {
  const due = at('2026-10-03T19:10:00Z');
  const table: [string, string, string][] = [
    ['time', time(due, zh), '03:10'],
    ['moment', moment(due, zh), '10-04 03:10'],
    ['moment in English', moment(due, en), '4 Oct 03:10'],
    ['with weekday', momentWithWeekday(due, zh), '10-04 周日 03:10'],
    ['with weekday in English', momentWithWeekday(due, en), 'Sun 4 Oct 03:10'],
    ['day heading', day(due, zh), '10-04 周日'],
    ['day heading in English', day(due, en), 'Sun 4 Oct'],
    ['head of the page', clockOfTheDay(today, zh), '10月4日 周日 01:42'],
    ['head of the page in English', clockOfTheDay(today, en), 'Sun 4 Oct 01:42'],
    ['sentence', momentInWords(due, zh), '10月4日03:10'],
    ['sentence with weekday', momentInWords(at('2026-10-10T10:30:00+08:00'), zh, { weekday: true }), '10月10日周六10:30'],
    ['sentence in English', momentInWords(due, en), '4 Oct 03:10'],
    ['another year says so', moment(at('2027-01-03T08:00:00+08:00'), zh), '2027-01-03 08:00'],
    ['another year in English', moment(at('2027-01-03T08:00:00+08:00'), en), '3 Jan 2027 08:00'],
    ['beside one of this year', momentBeside(due, at('2026-10-01T08:00:00+08:00'), zh), '10-04 03:10'],
    ['beside one of another year', momentBeside(due, at('2012-05-11T01:26:00+08:00'), zh), '2026-10-04 03:10'],
    ['beside one of another year in English', momentBeside(due, at('2012-05-11T01:26:00+08:00'), en), '4 Oct 2026 03:10'],
    [
      'both of another year',
      momentBeside(at('2012-05-11T01:26:00+08:00'), at('2012-05-10T08:00:00+08:00'), zh),
      '2012-05-11 01:26',
    ],
    ['another zone', moment(due, { zone: 'America/New_York', language: 'zh', today }), '10-03 15:10'],
    ['a date', isoDay(due, 'Asia/Shanghai'), '2026-10-04'],
    ['due today needs no date', dueMoment(due, zh), '03:10'],
    ['due today, dated on demand', dueMoment(due, zh, { dated: true }), '10-04 03:10'],
    ['midnight ends the day before', dueMoment(at('2026-10-11T00:00:00+08:00'), zh), '10-10 24:00'],
    ['midnight of today', dueMoment(at('2026-10-05T00:00:00+08:00'), zh), '今日24:00'],
    ['midnight of today in English', dueMoment(at('2026-10-05T00:00:00+08:00'), en), 'today 24:00'],
    ['last midnight of the year', dueMoment(at('2027-01-01T00:00:00+08:00'), zh), '12-31 24:00'],
    ['over, of this year', pastMoment(due, zh), '03:10'],
    ['over, of another year', pastMoment(at('2012-05-30T17:00:00+08:00'), zh), '2012-05-30'],
    ['over, of another year in English', pastMoment(at('2012-05-30T17:00:00+08:00'), en), '30 May 2012'],
    ['over with the midnight of another year', pastMoment(at('2026-01-01T00:00:00+08:00'), zh), '2025-12-31'],
  ];
  for (const [name, written, expected] of table) it(name, () => assert.equal(written, expected));
});

describe('durations are figures', () => {
  const H = 3600;
  const D = 86_400;
  const table: [string, string, string][] = [
    ['from an hour', figure(1 * H + 28 * 60, 'zh'), '1:28'],
    ['the next deadline', figure(1 * H + 28 * 60, 'zh', { seconds: true }), '1:28:00'],
    ['seconds rest above the last hour', figure(1 * H + 28 * 60 + 59, 'zh', { seconds: true }), '1:28:00'],
    ['below an hour', figure(4 * 60 + 59, 'zh'), '4分'],
    ['below an hour with seconds', figure(21 * 60, 'zh', { seconds: true }), '21分00秒'],
    ['below an hour with seconds in English', figure(21 * 60, 'en', { seconds: true }), '21 min 00 s'],
    ['below a minute', figure(45, 'zh'), '45秒'],
    ['below a minute with seconds', figure(45, 'zh', { seconds: true }), '0分45秒'],
    ['nothing left', figure(-3, 'zh', { seconds: true }), '0分00秒'],
    ['days', figure(5 * D + 15 * H + 18 * 60, 'zh'), '5天15时'],
    ['days in English', figure(5 * D + 15 * H, 'en'), '5 d 15 h'],
    ['whole days', figure(2 * D, 'zh'), '2天'],
    ['days just below ten', figure(10 * D - 1, 'zh'), '9天23时'],
    ['from ten days their hours say nothing', figure(269 * D + 21 * H, 'zh'), '269天'],
    ['from ten days in English', figure(5297 * D + 6 * H, 'en'), '5297 d'],
    ['office hours never become days', figure(30 * H, 'zh', { days: false }), '30:00'],
    ['just under a day', figure(D - 1, 'zh'), '23:59'],
    ['hours and minutes below an hour', hoursMinutes(5 * 60), '0:05'],
    ['said', durationInWords(1 * H + 28 * 60, 'zh'), '1小时28分'],
    ['said in English', durationInWords(1 * H + 28 * 60, 'en'), '1 h 28 min'],
    ['said in whole hours', durationInWords(5 * H, 'zh'), '5小时'],
    ['said in days', durationInWords(5 * D + 15 * H, 'zh'), '5天15小时'],
    ['said in seconds', durationInWords(9, 'en'), '9 s'],
    ['a limit in hours', limitInWords('PT5H', null, 'zh'), '5小时'],
    ['a limit in minutes in English', limitInWords('PT15M', null, 'en'), '15 min'],
    ['a limit in working days', limitInWords('P3D', 'workingDays', 'zh'), '3个工作日'],
    ['one working day in English', limitInWords('P1D', 'workingDays', 'en'), '1 working day'],
    ['a limit in dates', limitInWords('P7D', 'calendarDays', 'zh'), '7日'],
    ['a limit in months', limitInWords('P6M', 'calendarDays', 'zh'), '6个月'],
    ['one month in English', limitInWords('P1M', 'calendarDays', 'en'), '1 month'],
    ['what is no duration stays', limitInWords('soon', null, 'zh'), 'soon'],
  ];
  for (const [name, written, expected] of table) it(name, () => assert.equal(written, expected));
});

describe('a wall clock of a zone names one instant', () => {
  const wall = (hour: number, day = 4, month = 10) => ({ year: 2026, month, day, hour, minute: 30 });
  const table: [string, Instant, string][] = [
    ['China', instantOfWall(wall(3), 'Asia/Shanghai'), '2026-10-04T03:30:00+08:00'],
    ['a missing hour moves forward', instantOfWall(wall(2, 29, 3), 'Europe/Berlin'), '2026-03-29T03:30:00+02:00'],
    ['a repeated hour is its first', instantOfWall(wall(2, 25, 10), 'Europe/Berlin'), '2026-10-25T02:30:00+02:00'],
  ];
  for (const [name, found, expected] of table) it(name, () => assert.equal(found, at(expected)));
  it('and reads back', () => assert.equal(wallText(at('2026-10-04T03:30:00+08:00'), 'Asia/Shanghai'), '2026-10-04T03:30:00'));
  it('a day of the third century is written as a control reads it', () =>
    assert.equal(wallText(at('0202-10-04T03:30:00Z'), 'UTC'), '0202-10-04T03:30:00'));
});

describe('what a control of the browser says while a time is typed', () => {
  const table: [string, string, string | undefined][] = [
    ['a whole time', '2026-10-04T03:30', '2026-10-04T03:30:00+08:00'],
    ['nothing yet', '', undefined],
    ['the first digit of a year', '0002-10-04T03:30', undefined],
    ['its third', '0202-10-04T03:30', undefined],
    ['a year of five digits', '20261-10-04T03:30', undefined],
  ];
  for (const [name, said, expected] of table)
    it(name, () => assert.equal(instantOfWallText(said, 'Asia/Shanghai'), expected === undefined ? undefined : at(expected)));
});
