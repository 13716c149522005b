import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { parse } from 'yaml';
import { parseInstant, type Instant } from '#platform/time/instant.ts';
import type { ClockDefinition } from './clock/clock.schema.ts';
import { evaluateClock } from './clock/evaluate.rules.ts';
import { calendarDefinition, planCalendars } from './plan-calendars.rules.ts';
import type { PlanCalendar, PlanClocks } from './subject-clocks.schema.ts';

const plan = parse(readFileSync(new URL('../../plans/sample-plan.yaml', import.meta.url), 'utf8')) as PlanClocks;

type WrittenTerms = Pick<ClockDefinition, 'calendar' | 'unit' | 'rollover'> & { readonly limit: string };

function at(text: string): Instant {
  const read = parseInstant(text.length === 16 ? `${text}:00+08:00` : text);
  if (read === undefined) throw new Error(text);
  return read;
}

function due(of: PlanClocks, start: Instant, terms: WrittenTerms): Instant | null {
  const clock: ClockDefinition = { id: 'c', start: 'start', stop: [], ...terms };
  return evaluateClock(clock, planCalendars(of).calendars, [{ at: start, type: 'start' }], start).dueAt;
}

describe('the table of calendar-and-people', () => {
  const rows: readonly (readonly [start: string, terms: WrittenTerms, due: string])[] = [
    ['2026-02-13T16:00', { limit: 'PT2H', calendar: 'office' }, '2026-02-14T09:30'],
    ['2026-02-14T16:30', { limit: 'PT1H', calendar: 'office' }, '2026-02-24T09:00'],
    ['2026-09-30T16:00', { limit: 'PT8H', calendar: 'office' }, '2026-10-08T15:30'],
    ['2026-09-20T10:00', { limit: 'PT8H30M', calendar: 'office' }, '2026-09-21T10:00'],
    ['2026-09-30T20:00', { limit: 'P1D', calendar: 'office', unit: 'workingDays' }, '2026-10-08T17:00'],
    ['2026-09-30T15:00', { limit: 'P1D', calendar: 'office', unit: 'workingDays' }, '2026-10-08T17:00'],
    ['2026-10-03T09:00', { limit: 'P1D', calendar: 'office', unit: 'workingDays' }, '2026-10-08T17:00'],
    ['2026-10-01T03:00', { limit: 'PT1H', calendar: 'continuous' }, '2026-10-01T04:00'],
    ['2026-10-03T09:00', { limit: 'P1D', calendar: 'date', unit: 'calendarDays' }, '2026-10-05T00:00'],
    [
      '2026-10-03T09:00',
      { limit: 'P1D', calendar: 'office', unit: 'calendarDays', rollover: 'nextWorkingDay' },
      '2026-10-08T17:00',
    ],
    ['2026-10-12T08:00', { limit: 'PT1H', calendar: 'office' }, '2026-10-12T09:30'],
    ['2026-10-13T15:00', { limit: 'PT8H30M', calendar: 'office' }, '2026-10-14T15:00'],
    ['2026-10-13T15:00', { limit: 'P1D', calendar: 'office', unit: 'workingDays' }, '2026-10-14T17:00'],
  ];
  for (const [start, terms, expected] of rows) {
    test(
      `${start} and ${terms.limit} ${terms.unit ?? ''} on ${terms.calendar} ${terms.rollover ?? ''}`.replace(/ +/g, ' ').trim(),
      () => {
        assert.equal(due(plan, at(start), terms), at(expected));
      },
    );
  }
});

/** A plan with one weekly calendar, changed as a test wants it. */
function planWith(calendar: Partial<PlanCalendar>, more: Partial<PlanClocks> = {}): PlanClocks {
  const weekly: PlanCalendar = {
    kind: 'weekly',
    hours: { mon: ['09:00-17:00'], tue: ['08:00-16:00'], fri: ['09:00-15:00'] },
    holidays: 'ours',
    ...calendar,
  };
  const ours = {
    '2026': { off: ['2026-05-01/2026-05-05'], makeUp: ['2026-05-09'] },
    '2025': { off: ['2025-05-01'], makeUp: [] },
    yearMissing: { warnFrom: '11-15' },
  };
  return { plan: { timezone: 'Asia/Shanghai' }, calendars: { work: weekly }, holidaySets: { ours }, clocks: {}, ...more };
}

test('ranges of days off close each date; the data end with the last year that has any', () => {
  const { dates, holidayDataUntil } = calendarDefinition(planWith({}), 'work');
  assert.deepEqual(
    Object.entries(dates ?? {})
      .filter(([, hours]) => hours.length === 0)
      .map(([date]) => date),
    ['2025-05-01', '2026-05-01', '2026-05-02', '2026-05-03', '2026-05-04', '2026-05-05'],
  );
  assert.equal(holidayDataUntil, '2026-12-31');
});

test("a make-up day has Monday's hours unless the plan names another day or says closed", () => {
  assert.deepEqual(calendarDefinition(planWith({}), 'work').dates?.['2026-05-09'], [['09:00', '17:00']]);
  assert.deepEqual(calendarDefinition(planWith({ makeUpHoursOf: 'fri' }), 'work').dates?.['2026-05-09'], [['09:00', '15:00']]);
  assert.deepEqual(calendarDefinition(planWith({ makeUpWorkdays: 'closed' }), 'work').dates?.['2026-05-09'], []);
});

test('the lunch break is cut out of every day, make-up days included', () => {
  const { weekly, dates } = calendarDefinition(planWith({ lunchBreak: '12:00-13:00' }), 'work');
  assert.deepEqual(weekly?.mon, [
    ['09:00', '12:00'],
    ['13:00', '17:00'],
  ]);
  assert.deepEqual(dates?.['2026-05-09'], [
    ['09:00', '12:00'],
    ['13:00', '17:00'],
  ]);
  assert.deepEqual(calendarDefinition(planWith({ lunchBreak: ['14:30-18:00'] }), 'work').weekly?.fri, [['09:00', '14:30']]);
});

test('extraOff and extraOn of the plan stand above the notice', () => {
  const { dates } = calendarDefinition(
    planWith({ extraOff: ['2026-05-09', '2026-06-01/2026-06-02'], extraOn: ['2026-05-05', '2026-05-03'] }),
    'work',
  );
  assert.deepEqual(dates?.['2026-05-09'], []);
  assert.deepEqual(dates?.['2026-06-02'], []);
  assert.deepEqual(dates?.['2026-05-05'], [['08:00', '16:00']], 'a Tuesday has its own hours');
  assert.deepEqual(dates?.['2026-05-03'], [['09:00', '17:00']], 'a Sunday has those of a make-up day');
});

test('a date with hours of its own has these and no others: a half day, several intervals, none, in any zone', () => {
  const office = plan.calendars['office'];
  if (office === undefined) throw new Error('the sample plan has office hours');
  const inZone = (timezone: string, dates: NonNullable<PlanCalendar['dates']>): PlanClocks => ({
    ...plan,
    calendars: { ...plan.calendars, office: { ...office, timezone, dates } },
  });
  const limit = { limit: 'PT4H', calendar: 'office' };
  const half = inZone('Asia/Shanghai', { '2026-02-13': ['8:30-12:00'], '2026-02-14': ['09:00-10:00', '14:00-15:00'] });
  assert.equal(due(half, at('2026-02-13T08:30'), limit), at('2026-02-14T09:30'));
  assert.equal(due(half, at('2026-02-13T11:00'), limit), at('2026-02-24T09:30'));
  // Above the notice: a holiday on which an hour is worked, a make-up day that is not.
  const moved = inZone('Asia/Shanghai', { '2026-02-14': [], '2026-02-17': ['10:00-11:00'] });
  assert.equal(due(moved, at('2026-02-13T13:00'), { ...limit, limit: 'PT5H' }), at('2026-02-17T11:00'));
  const berlin = inZone('Europe/Berlin', { '2026-03-27': ['08:30-12:00'] });
  // Friday noon to Monday morning across the missing hour of 29 March.
  assert.equal(due(berlin, at('2026-03-27T08:30:00+01:00'), limit), at('2026-03-30T09:00:00+02:00'));
});

test('without data for any year every due time is provisional; without a holiday set none is', () => {
  const start = at('2026-05-11T10:00');
  const provisional = (of: PlanClocks) =>
    evaluateClock(
      { id: 'c', start: 's', stop: [], limit: 'PT1H', calendar: 'work' },
      planCalendars(of).calendars,
      [{ at: start, type: 's' }],
      start,
    ).provisional;
  assert.equal(provisional(planWith({}, { holidaySets: { ours: {} } })), true);
  assert.equal(provisional(planWith({ holidays: null })), false);
  assert.equal(provisional(planWith({})), false);
});

test('a calendar of days looks for working days where its rollover says, else in the one weekly calendar', () => {
  const start = at('2026-05-15T10:00');
  const days: PlanCalendar = { kind: 'calendarDays', rollover: 'nextWorkingDay' };
  const one = planWith({}, {});
  const plans = [
    { ...one, calendars: { ...one.calendars, days } },
    {
      ...one,
      calendars: {
        ...one.calendars,
        other: { kind: 'weekly', hours: { sat: '10:00-12:00' } } as PlanCalendar,
        days: { ...days, workingDaysOf: 'work' },
      },
    },
  ];
  for (const each of plans) {
    const terms = { limit: 'P1D', calendar: 'days', unit: 'calendarDays', rollover: 'nextWorkingDay' } as const;
    assert.equal(due(each, start, terms), at('2026-05-18T17:00'));
  }
});
