import { answering, arrivalLate, calendars, clock, replacement, restoration } from './clocks.fixture.ts';
import type { ClockView } from '#centre/commitments/clock-view.schema.ts';

const { office, dates } = calendars;

/** Each state once, as the states page of the design shows them. */
export const states9: readonly ClockView[] = [
  clock({
    id: 'response',
    names: ['响应', 'Response'],
    serves: 'C-1.1-05',
    mark: 'running',
    limit: 'PT1H',
    limitSeconds: 3600,
    elapsedSeconds: 1320,
    remainingSeconds: 2280,
    startedAt: '2026-10-04T01:20:00+08:00',
    dueAt: '2026-10-04T02:20:00+08:00',
  }),
  answering,
  restoration,
  clock({
    id: 'restoration',
    names: ['恢复正常', 'Service restored'],
    serves: 'C-1.1-07',
    mark: 'paused',
    limit: 'PT5H',
    limitSeconds: 18_000,
    elapsedSeconds: 8_400,
    remainingSeconds: 9_600,
    startedAt: '2026-10-03T15:00:00+08:00',
    pausedFor: ['customerRequestedDelay'],
  }),
  clock({
    id: 'dispatch',
    names: ['派出', 'Dispatch'],
    serves: 'C-1.4.1-12',
    mark: 'kept',
    limit: 'PT15M',
    limitSeconds: 900,
    elapsedSeconds: 423,
    stoppedAt: '2026-10-03T23:05:00+08:00',
  }),
  arrivalLate,
  clock({
    id: 'arrival',
    names: ['到场', 'Arrival'],
    serves: 'C-1.4.4-02',
    mark: 'waived',
    stoppedAt: '2026-09-29T10:00:00+08:00',
  }),
  replacement,
  clock({ id: 'arrival', names: ['到场', 'Arrival'], serves: 'C-1.1-06', mark: 'cancelled', cancelCause: 'restoredRemotely' }),
];

export const answerPromised = clock({
  id: 'promisedAnswer',
  names: ['约定解答', 'Promised answer'],
  mark: 'running',
  limit: null,
  elapsedSeconds: 402_000,
  remainingSeconds: 487_080,
  startedAt: '2026-09-29T10:00:00+08:00',
  dueAt: '2026-10-09T17:00:00+08:00',
});
export const resolutionReport = clock({
  id: 'resolutionReport',
  names: ['解决报告', 'Resolution report'],
  mark: 'resting',
  limit: 'P3D',
  unit: 'workingDays',
  limitSeconds: 91_800,
  elapsedSeconds: 30_600,
  remainingSeconds: 61_200,
  remainingDays: 2,
  startedAt: '2026-09-29T10:00:00+08:00',
  dueAt: '2026-10-09T17:00:00+08:00',
  calendar: office,
});
export const replacementToday = clock({
  id: 'replacement',
  names: ['更换货物', 'Replacement'],
  mark: 'running',
  limit: 'P1D',
  unit: 'calendarDays',
  limitSeconds: 126_000,
  elapsedSeconds: 45_720,
  remainingSeconds: 80_280,
  remainingDays: 0,
  startedAt: '2026-10-03T13:00:00+08:00',
  dueAt: '2026-10-05T00:00:00+08:00',
  calendar: dates,
});
export const replacementOuter = clock({
  id: 'replacementOuter',
  names: ['更换外限', 'Outer replacement'],
  mark: 'running',
  limit: 'P7D',
  unit: 'calendarDays',
  limitSeconds: 644_400,
  elapsedSeconds: 45_720,
  remainingSeconds: 598_680,
  remainingDays: 6,
  startedAt: '2026-10-03T13:00:00+08:00',
  dueAt: '2026-10-11T00:00:00+08:00',
  calendar: dates,
});
