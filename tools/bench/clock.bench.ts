import type { Figure } from './figures.ts';
import { instant } from '#platform/time/instant.ts';
import { compileCalendar } from '#centre/commitments/calendar/calendar.rules.ts';
import type { CalendarDefinition } from '#centre/commitments/calendar/calendar.schema.ts';
import type { ClockDefinition, ClockEvent } from '#centre/commitments/clock/clock.schema.ts';
import { evaluateClock } from '#centre/commitments/clock/evaluate.rules.ts';

const HOUR = 3_600_000;
const MEASURE_MS = 1000;
const BATCH = 200;

const day = [['08:30', '17:00']] as const;
const OFFICE: CalendarDefinition = {
  timezone: 'Asia/Shanghai',
  weekly: { mon: day, tue: day, wed: day, thu: day, fri: day },
  dates: { '2026-10-01': [], '2026-10-02': [], '2026-10-05': [], '2026-10-06': [], '2026-10-07': [], '2026-10-10': day },
  holidayDataUntil: '2026-12-31',
};

/** The pure engine over a clock's events, warnings included: inside a week, and 1,000 office hours across a year. */
export async function benchClock(): Promise<Figure[]> {
  const week = { ...clock('PT17H'), pauseOn: ['customerDelay'] };
  return [
    figure('clock inside a week, one pause', measure(week, warm()), 200_000),
    figure('clock of 1,000 office hours across a year', measure(clock('PT1000H'), warm()), 200),
    figure('the same with a calendar not yet counted', measure(clock('PT1000H'), cold()), 200),
  ];
}

function figure(name: string, perSecond: number, least: number): Figure {
  return { name, value: perSecond, unit: '/s', bar: { of: 'value', least } };
}

type CalendarSource = () => ReadonlyMap<string, ReturnType<typeof compileCalendar>>;

function warm(): CalendarSource {
  const calendars = new Map([['office', compileCalendar('office', OFFICE)]]);
  return () => calendars;
}

function cold(): CalendarSource {
  return () => new Map([['office', compileCalendar('office', OFFICE)]]);
}

function clock(limit: string): ClockDefinition {
  return { id: 'c', limit, calendar: 'office', start: 'started', stop: ['stopped'], warnAt: [{ percent: 50 }, { percent: 80 }] };
}

function measure(definition: ClockDefinition, calendars: CalendarSource): number {
  const start = Date.parse('2026-09-28T01:00:00Z');
  const events: ClockEvent[] = [
    { at: instant(start), type: 'started' },
    { at: instant(start + 2 * HOUR), type: 'pause', reason: 'customerDelay' },
    { at: instant(start + 3 * HOUR), type: 'resume', reason: 'customerDelay' },
  ];
  // Time the processor gave, not time that passed: the bar is for one core, whatever else the machine does.
  const run = (milliseconds: number): number => {
    const begins = process.cpuUsage();
    let done = 0;
    let used = 0;
    while (used < milliseconds) {
      for (let i = 0; i < BATCH; i++) evaluateClock(definition, calendars(), events, instant(start + 4 * HOUR + i));
      done += BATCH;
      const { user, system } = process.cpuUsage(begins);
      used = (user + system) / 1000;
    }
    return Math.round(done / (used / 1000));
  };
  run(MEASURE_MS / 4);
  return run(MEASURE_MS);
}
