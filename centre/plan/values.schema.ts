/** Single values of a plan: texts, names, durations, dates. Blocks are built from these. */
import { z } from 'zod';

/** A date, ISO 8601 (`2026-03-01`), that exists in the calendar. */
export const dateValue = z.stringFormat('date', isDate);

/** A date or an inclusive range of dates (`2026-10-01/2026-10-07`). */
export const dateRange = z.stringFormat('dateRange', (text) => {
  const [from = '', to = from, ...rest] = text.split('/');
  return rest.length === 0 && isDate(from) && isDate(to) && from <= to;
});

const DURATION =
  /^P(?=[\dT])(?:\d{1,6}Y)?(?:\d{1,6}M)?(?:\d{1,6}W)?(?:\d{1,6}D)?(?:T(?=\d)(?:\d{1,9}H|\d{1,9}[.,]\d{1,9}H$)?(?:\d{1,9}M|\d{1,9}[.,]\d{1,9}M$)?(?:\d{1,9}(?:[.,]\d{1,9})?S)?)?$/;

/** A duration, ISO 8601; only the smallest part below a day may have a fraction (`PT8H30M`, `P10D`, `P6M`). */
export const duration = z.stringFormat('duration', DURATION);

/** Opening hours of one day, half-open; an end above 24:00 runs into the next day (R1). */
export const hoursRange = z.stringFormat('hours', (text) => {
  const match = /^(\d{1,2}):([0-5]\d)-(\d{1,2}):([0-5]\d)$/.exec(text);
  if (match === null) return false;
  const opens = Number(match[1]) * 60 + Number(match[2]);
  const closes = Number(match[3]) * 60 + Number(match[4]);
  return opens < 1440 && closes > opens && closes <= 2880;
});

/** A time of day (`09:00`); 24:00 is the end of the day. */
export const timeOfDay = z.stringFormat('timeOfDay', /^(?:[01]\d|2[0-3]):[0-5]\d$|^24:00$/);

/** Day and time of a weekly handover (`mon 09:00`). */
export const weekdayTime = z.stringFormat('weekdayTime', /^(?:mon|tue|wed|thu|fri|sat|sun) (?:[01]\d|2[0-3]):[0-5]\d$/);

/** An IANA time zone that this runtime knows. */
export const timezone = z.stringFormat('timezone', (text) => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
});

/** A name that the plan gives or uses: letters, digits, `.`, `_` and `-`, at most 80. */
export const name = z.stringFormat('name', /^[\p{L}\d][\p{L}\d._-]{0,79}$/u);

/** A word of the product in lower camelCase, not checked against a list. */
export const word = z.stringFormat('word', /^[a-z][A-Za-z0-9]{0,79}$/);

/** A text for people, never empty. */
export const text = z.string().min(1).max(4000);

/** A text in both languages. */
export const bilingual = z.strictObject({ zh: text, en: text });

/** A name for people: one text for both languages (a person, a company) or one each. */
export const nameText = z.union([text.transform((value) => ({ zh: value, en: value })), bilingual]);

/** What every entry may carry: the commitments it carries out, whether the source gives the value, a remark. */
export const cited = {
  source: z.array(name).default([]),
  assumed: z.boolean().optional(),
  note: text.optional(),
};

/**
 * One word of a closed list. The list's name travels as the message: that is how a diagnostic
 * knows whether an event, a position or a unit is unknown.
 */
export function oneOf<const Words extends readonly [string, ...string[]]>(list: string, words: Words) {
  return z.enum(words, { error: () => list });
}

function isDate(text: string): boolean {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (match === null) return false;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  if (year < 1 || month < 1 || month > 12 || day < 1) return false;
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return day <= ([31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0);
}
