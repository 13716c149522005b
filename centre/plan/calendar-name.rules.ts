import type { BothLanguages } from '#platform/i18n/language.ts';

/** How a limit on a calendar is counted, as people see it. */
export type CalendarKind = 'continuous' | 'hours' | 'days';

/** Of a plan's calendar, and of a limit's unit where it has one; a calendar that is not there runs on. */
export function calendarKind(
  written: { readonly kind?: string | undefined } | undefined,
  unit: string | null = null,
): CalendarKind {
  if (unit === 'calendarDays' || written?.kind === 'calendarDays') return 'days';
  return written?.kind === 'weekly' ? 'hours' : 'continuous';
}

export const CALENDAR_WORDS: Readonly<Record<CalendarKind, BothLanguages>> = {
  continuous: { zh: '7×24', en: 'round the clock' },
  hours: { zh: '工作时间', en: 'office hours' },
  days: { zh: '按日期', en: 'by date' },
};

export function calendarName(written: { readonly kind?: string | undefined } | undefined): BothLanguages {
  return CALENDAR_WORDS[calendarKind(written)];
}
