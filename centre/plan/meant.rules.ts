/** What an author plainly meant by a value that the format does not take: `2h` for PT2H, `2026/3/1` for 2026-03-01. */
import { nearest } from '#platform/text/nearest.rules.ts';
import { dateRange, dateValue, duration, hoursRange, name } from './values.schema.ts';

/** Format of a value → what was meant; undefined where that is not plain. */
export function meant(format: string, written: string): string | undefined {
  const text = inHalfWidth(written);
  if (text.length === 0 || text.length > 60) return undefined;
  switch (format) {
    case 'duration':
      return ifValid(duration, meantDuration(text));
    case 'date':
      return ifValid(dateValue, meantDate(text));
    case 'dateRange':
      return ifValid(dateRange, meantRange(text));
    case 'hours':
      return ifValid(hoursRange, meantHours(text));
    case 'timezone':
      return nearest(text, Intl.supportedValuesOf('timeZone'));
    case 'name':
      return text === written ? undefined : ifValid(name, text);
    default:
      return undefined;
  }
}

/** The number that a text is, as digits: `５０`, `"0.99"`, `0,99`. */
export function meantNumber(written: string): string | undefined {
  const text = inHalfWidth(written).replace(/^(-?\d+),(?=\d{1,2}$)/, '$1.');
  return /^-?\d{1,12}(?:\.\d{1,12})?$/.test(text) ? text : undefined;
}

/** The number before a percent sign. */
export function percentageOf(written: string): string | undefined {
  return /^(\d{1,12}(?:[.,]\d{1,12})?)\s*(?:%|percent|per cent)$/i.exec(inHalfWidth(written))?.[1]?.replace(',', '.');
}

/** As a Western keyboard writes it, without characters that nobody sees. */
function inHalfWidth(written: string): string {
  return written
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .trim();
}

function ifValid(schema: { safeParse(value: unknown): { success: boolean } }, value: string | undefined): string | undefined {
  return value !== undefined && schema.safeParse(value).success ? value : undefined;
}

/** Units as people write them, in the order in which ISO 8601 has them; those from hours on stand behind the T. */
const UNITS: readonly (readonly [letter: string, written: RegExp, isTime: boolean])[] = [
  ['Y', /^(?:y|years?|年)$/, false],
  ['M', /^(?:mo|months?|个?月)$/, false],
  ['W', /^(?:w|weeks?|周|星期)$/, false],
  ['D', /^(?:d|days?|天|日)$/, false],
  ['H', /^(?:h|hrs?|hours?|小时|时)$/, true],
  ['M', /^(?:m|mins?|minutes?|分钟?)$/, true],
  ['S', /^(?:s|secs?|seconds?|秒钟?)$/, true],
];

/** Numbers up to ninety-nine as Chinese writes them, in digits. */
function inDigits(text: string): string {
  const digit = (han = ''): number => (han === '两' ? 2 : '零一二三四五六七八九'.indexOf(han));
  return text
    .replace(/([一二三四五六七八九])?十([一二三四五六七八九])?/g, (_whole, tens?: string, ones?: string) =>
      String((tens === undefined ? 1 : digit(tens)) * 10 + (ones === undefined ? 0 : digit(ones))),
    )
    .replace(/[一二两三四五六七八九](?=个?\p{Script=Han})/gu, (han) => String(digit(han)));
}

function meantDuration(given: string): string | undefined {
  const text = inDigits(given);
  // No limit runs backwards.
  const forwards = text.replace(/^[-−]|(?<=^PT?)[-−]/i, '');
  if (duration.safeParse(forwards.toUpperCase()).success) return forwards.toUpperCase();
  // The letters of ISO 8601, but in the wrong place: P24H, PT1D.
  const parts = forwards.toLowerCase().replace(/^p?t?/, '');
  if (!/^(?:\d+(?:\.\d+)?\s*[a-z\p{Script=Han}]+\s*)+$/u.test(parts)) return undefined;
  const found = [...parts.matchAll(/(\d+(?:\.\d+)?)\s*([a-z\p{Script=Han}]+)/gu)].map(([, number = '', unit = '']) => ({
    number,
    place: UNITS.findIndex(([, written]) => written.test(unit)),
  }));
  if (found.some(({ place }) => place === -1)) return undefined;
  const ordered = found.toSorted((a, b) => a.place - b.place);
  const written = (isTime: boolean) =>
    ordered.flatMap(({ number, place }) => (UNITS[place]?.[2] === isTime ? [`${number}${UNITS[place][0]}`] : [])).join('');
  return `P${written(false)}${written(true) === '' ? '' : `T${written(true)}`}`;
}

function meantDate(text: string): string | undefined {
  const [, year, month = '', day = ''] = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(text) ?? [];
  return year === undefined ? undefined : `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

function meantRange(text: string): string | undefined {
  const parts = text.split(/\s+(?:-|to)\s+|\s*(?:~|–|—|至|\.\.)\s*|(?<=\d{4}-\d{2}-\d{2})\//);
  const dates = parts.flatMap((part) => meantDate(part) ?? []);
  if (dates.length !== parts.length || dates.length > 2) return undefined;
  const [first = '', last = first] = dates;
  return first <= last ? dates.join('/') : `${last}/${first}`;
}

function meantHours(text: string): string | undefined {
  return text
    .replace(/\s+/g, '')
    .replace(/[~–—至]|to/g, '-')
    .replace(/(\d)[.时点](\d\d)/g, '$1:$2');
}
