import type { ClockMark, ClockView } from '#centre/commitments/clock-view.schema.ts';

/** The worked example of National Day 2026: demonstration data of the gallery and of the tests of the strip. */

export const nightOfOctober4 = '2026-10-04T01:42:00+08:00';

const continuous: ClockView['calendar'] = {
  id: 'continuous',
  name: { zh: '7×24', en: 'round the clock' },
  kind: 'continuous',
  timezone: 'Asia/Shanghai',
  openNow: true,
  opensAt: null,
  closesAt: null,
  restCause: null,
};
const office: ClockView['calendar'] = {
  id: 'office',
  name: { zh: '工作时间', en: 'office hours' },
  kind: 'hours',
  timezone: 'Asia/Shanghai',
  openNow: false,
  opensAt: '2026-10-08T08:30:00+08:00',
  closesAt: null,
  restCause: 'holiday',
};
const dates: ClockView['calendar'] = { ...continuous, id: 'date', name: { zh: '按日期', en: 'by date' }, kind: 'days' };
export const calendars = { continuous, office, officeOpen: { ...office, openNow: true, opensAt: null, restCause: null }, dates };

const states: Record<ClockMark, ClockView['state']> = {
  notStarted: 'notStarted',
  running: 'running',
  resting: 'running',
  warning: 'running',
  paused: 'paused',
  kept: 'stopped',
  breached: 'stopped',
  waived: 'cancelled',
  cancelled: 'cancelled',
};

export interface ClockInput extends Partial<ClockView> {
  readonly id: string;
  readonly mark: ClockMark;
  readonly names: readonly [zh: string, en: string];
  readonly serves?: string;
}

export function clock({ names: [zh, en], serves, ...given }: ClockInput): ClockView {
  return {
    subject: { kind: 'serviceRequest', id: 'sr-0417' },
    cycle: 1,
    name: { zh, en },
    commitments: serves === undefined ? [] : [serves],
    state: states[given.mark],
    limit: null,
    unit: null,
    limitSeconds: null,
    elapsedSeconds: 0,
    remainingSeconds: null,
    remainingDays: null,
    startedAt: null,
    dueAt: null,
    stoppedAt: null,
    stopWord: null,
    breached: given.mark === 'breached',
    breachedAt: null,
    pastBreaches: [],
    lateSeconds: null,
    warnAt: [],
    warnShares: [],
    pausedFor: [],
    cancelCause: null,
    provisional: false,
    calendar: continuous,
    asOf: nightOfOctober4,
    ...given,
  };
}

const kept = (id: string, names: ClockInput['names'], minutes: number, at: string): ClockView =>
  clock({
    id,
    names,
    mark: 'kept',
    limit: 'PT1H',
    limitSeconds: 3600,
    elapsedSeconds: minutes * 60,
    startedAt: '2026-10-03T22:10:00+08:00',
    stoppedAt: `2026-10-03T${at}:00+08:00`,
  });

export const keptClocks: readonly ClockView[] = [
  kept('firstContact', ['首次联系', 'First contact'], 3, '22:13'),
  kept('callBack', ['回电', 'Call-back'], 3, '22:14'),
  kept('consultationRecord', ['咨询记录', 'Consultation record'], 0, '22:18'),
  kept('substantiveResponse', ['实质响应', 'Substantive response'], 12, '22:30'),
  kept('response', ['响应', 'Response'], 20, '22:31'),
  kept('response24', ['24小时响应', '24 h response'], 20, '22:32'),
  kept('remoteAttempt', ['远程尝试', 'Remote attempt'], 27, '22:58'),
  kept('dispatch', ['派出', 'Dispatch'], 7, '23:05'),
  kept('reserve', ['备件预留', 'Spare reserved'], 10, '23:55'),
];

export const arrivalLate = clock({
  id: 'arrival',
  names: ['到场', 'Arrival'],
  serves: 'C-1.1-06',
  mark: 'breached',
  limit: 'PT2H',
  limitSeconds: 7200,
  elapsedSeconds: 7500,
  remainingSeconds: -300,
  startedAt: '2026-10-03T22:10:00+08:00',
  dueAt: '2026-10-04T00:10:00+08:00',
  breachedAt: '2026-10-04T00:10:00+08:00',
  stoppedAt: '2026-10-04T00:15:00+08:00',
  lateSeconds: 300,
});

export const restoration = clock({
  id: 'restoration',
  names: ['恢复正常', 'Service restored'],
  serves: 'C-1.1-07',
  mark: 'warning',
  limit: 'PT5H',
  limitSeconds: 18_000,
  elapsedSeconds: 12_720,
  remainingSeconds: 5_280,
  startedAt: '2026-10-03T22:10:00+08:00',
  dueAt: '2026-10-04T03:10:00+08:00',
  warnAt: ['2026-10-04T00:40:00+08:00', '2026-10-04T02:10:00+08:00'],
  warnShares: [0.5, 0.8],
});

export const restorationLastHour: ClockView = {
  ...restoration,
  elapsedSeconds: 16_740,
  remainingSeconds: 1_260,
  asOf: '2026-10-04T02:49:00+08:00',
};

export const laterApproval = clock({
  id: 'laterApproval',
  names: ['事后审批', 'Later approval'],
  serves: 'C-1.3.6-12',
  mark: 'running',
  limit: 'PT24H',
  limitSeconds: 86_400,
  elapsedSeconds: 9_420,
  remainingSeconds: 76_980,
  startedAt: '2026-10-03T23:05:00+08:00',
  dueAt: '2026-10-04T23:05:00+08:00',
});

export const replacement = clock({
  id: 'replacement',
  names: ['更换货物', 'Replacement'],
  serves: 'C-1.1-09',
  mark: 'notStarted',
  limit: 'P1D',
  unit: 'calendarDays',
  calendar: dates,
});

export const strip: readonly ClockView[] = [...keptClocks, arrivalLate, restoration, laterApproval, replacement];

export const answering = clock({
  id: 'answer',
  names: ['解答', 'Answer'],
  serves: 'C-1.4.1-10',
  mark: 'resting',
  limit: 'PT8H',
  limitSeconds: 28_800,
  elapsedSeconds: 5_400,
  remainingSeconds: 23_400,
  startedAt: '2026-09-30T15:30:00+08:00',
  dueAt: '2026-10-08T15:00:00+08:00',
  calendar: office,
});
