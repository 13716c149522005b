import type { StretchCause, StretchKind } from './explain.schema.ts';
import type { ClockFaultCode } from './clock.errors.ts';
import type { ClockState } from './clock.schema.ts';

/** Words of an explanation; `{name}` stands for what is put in. */
export interface ExplainTexts {
  readonly kinds: Readonly<Record<StretchKind, string>>;
  readonly causes: Readonly<Record<StretchCause, string>>;
  readonly states: Readonly<Record<ClockState, string>>;
  readonly faults: Readonly<Record<ClockFaultCode, string>>;
  readonly weekdays: readonly [string, string, string, string, string, string, string];
  readonly case: string;
  readonly asOf: string;
  readonly clock: string;
  readonly due: string;
  readonly noDue: string;
  readonly sum: string;
  readonly noLimit: string;
  readonly provisional: string;
  readonly breached: string;
  readonly pastBreach: string;
  readonly withoutPauses: string;
  readonly noticed: string;
  readonly started: string;
  readonly notStarted: string;
  readonly counts: string;
  readonly unknownCase: string;
}

export const explainTextsZh: ExplainTexts = {
  kinds: { counted: '计入', skipped: '不计', paused: '暂停', expected: '预计' },
  causes: {
    roundTheClock: '全天计时',
    workingHours: '工作时间',
    makeUpWorkday: '调休上班',
    specialHours: '当日另定时间',
    night: '下班时间',
    break: '午休',
    weekend: '周末',
    holiday: '法定节假日',
    restDay: '休息日',
    pause: '暂停',
    stopped: '已停止，等待重新启动',
    startDay: '起算当日（不算作一日）',
    calendarDays: '自然日',
    givenInstant: '按记录所定时刻',
  },
  states: { notStarted: '未起算', running: '计时中', paused: '已暂停', stopped: '已停止', cancelled: '已取消' },
  faults: {
    timestampWithoutOffset: '时间没有写明时差',
    invalidTimestamp: '不是日期和时间',
    unknownCalendar: '没有这个日历',
    invalidInterval: '日历的时段有误',
    invalidLimit: '时限有误',
  },
  weekdays: ['周一', '周二', '周三', '周四', '周五', '周六', '周日'],
  case: '案例：{name}',
  asOf: '截至 {at}',
  clock: '{id}：{state}，时限 {limit}',
  started: '起算 {at}',
  notStarted: '尚未起算，没有到期时间。',
  due: '到期 {at}',
  noDue: '目前没有到期时间',
  sum: '合计 {sum}，时限 {limit}',
  noLimit: '工作日不足，时限未知',
  provisional: '尚无该年放假安排，到期时间为暂定。',
  breached: '已超时，自 {at} 起',
  pastBreach: '此前超时：时限 {limit}，{at}',
  noticed: '放假安排在方案制定之后有更改，已按更改后的日历计算',
  withoutPauses: '若未暂停，到期时间为 {at}',
  counts: '累计 {total}',
  unknownCase: '文件中没有案例“{name}”。可选：{names}',
};
