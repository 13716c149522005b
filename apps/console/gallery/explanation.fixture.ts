import type { ClockExplanation } from '#centre/commitments/clock-view.schema.ts';
import { answering, calendars } from './clocks.fixture.ts';

const H = 3600;
type Stretch = ClockExplanation['stretches'][number];
let total = 0;

function stretch(
  from: string,
  to: string,
  given: Pick<Stretch, 'kind' | 'cause'> & { zh: string; en: string; hours?: number; note?: Stretch['note'] },
): Stretch {
  const countedSeconds = (given.hours ?? 0) * H;
  total += countedSeconds;
  return {
    from: `2026-${from}:00+08:00`,
    to: `2026-${to}:00+08:00`,
    kind: given.kind,
    cause: given.cause,
    label: { zh: given.zh, en: given.en },
    note: given.note ?? null,
    pauses: [],
    countedSeconds,
    totalSeconds: total,
  };
}

/** The office-hours clock of the design's drawer: across National Day, a pause, a make-up Saturday. */
export const answerExplained: ClockExplanation = {
  clock: {
    ...answering,
    mark: 'running',
    calendar: calendars.officeOpen,
    elapsedSeconds: 4 * H + 20 * 60,
    remainingSeconds: 3 * H + 40 * 60,
    dueAt: '2026-10-10T10:30:00+08:00',
    asOf: '2026-10-09T15:20:00+08:00',
  },
  plan: { id: '01990000-0000-7000-8000-000000000001', code: 'SP-2026-001', revision: 1 },
  clauses: [
    {
      id: 'C-1.4.1-10',
      clause: '1.4.1',
      quote: '及时……相应的答复',
      text: { zh: '及时给予相应的答复', en: 'an answer in good time' },
    },
  ],
  planValue: {
    zh: '方案定为登记后8个工作小时。工作时间为周一至周五8:30–17:00，法定节假日除外，调休上班日计入（C-1.4.1-02，冲突X19）。',
    en: 'The plan sets 8 office hours from registration. Office hours are Monday to Friday 8:30–17:00, statutory holidays excepted, make-up days included (C-1.4.1-02, conflict X19).',
  },
  calendarHours: null,
  assumed: false,
  stretches: [
    stretch('09-30T15:30', '09-30T17:00', {
      kind: 'counted',
      cause: 'workingHours',
      zh: '工作时间，登记起算',
      en: 'office hours, from registration',
      hours: 1.5,
    }),
    stretch('09-30T17:00', '10-01T00:00', { kind: 'skipped', cause: 'night', zh: '夜间', en: 'night' }),
    stretch('10-01T00:00', '10-08T00:00', { kind: 'skipped', cause: 'holiday', zh: '国庆放假', en: 'National Day holiday' }),
    stretch('10-08T00:00', '10-08T08:30', { kind: 'skipped', cause: 'night', zh: '夜间', en: 'night' }),
    stretch('10-08T08:30', '10-08T11:00', {
      kind: 'counted',
      cause: 'workingHours',
      zh: '工作时间',
      en: 'office hours',
      hours: 2.5,
    }),
    stretch('10-08T11:00', '10-09T15:00', {
      kind: 'paused',
      cause: 'pause',
      zh: '暂停：客户要求延期',
      en: 'paused: customer asked to wait',
      note: {
        zh: '王工来电，等现网拓扑资料；专职服务经理11:04记入，资料到时恢复',
        en: 'Wang phoned: wait for the topology; entered 11:04 by the dedicated service manager, goes on when it arrives',
      },
    }),
    stretch('10-09T15:00', '10-09T15:20', {
      kind: 'counted',
      cause: 'workingHours',
      zh: '工作时间，至现在',
      en: 'office hours, until now',
      hours: 1 / 3,
    }),
    stretch('10-09T15:20', '10-09T17:00', {
      kind: 'expected',
      cause: 'workingHours',
      zh: '工作时间',
      en: 'office hours',
      hours: 5 / 3,
    }),
    stretch('10-09T17:00', '10-10T00:00', { kind: 'skipped', cause: 'night', zh: '夜间', en: 'night' }),
    stretch('10-10T00:00', '10-10T08:30', { kind: 'skipped', cause: 'night', zh: '夜间', en: 'night' }),
    stretch('10-10T08:30', '10-10T10:30', {
      kind: 'expected',
      cause: 'makeUpWorkday',
      zh: '调休上班，国庆调休',
      en: 'make-up working day',
      hours: 2,
    }),
  ],
  sumSeconds: 8 * H,
  dueWithoutPauses: '2026-10-08T15:00:00+08:00',
  holidayNotices: [],
};
