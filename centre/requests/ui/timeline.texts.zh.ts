type Effect = 'kept' | 'breached' | 'started' | 'warning' | 'paused' | 'resumed' | 'cancelled';

const effects: Record<Effect, (clock: string, duration: string | null) => string> = {
  kept: (clock, duration) => `${clock}守住${duration === null ? '' : `，用时${duration}`}`,
  breached: (clock, duration) => `${clock}违约${duration === null ? '' : `，迟${duration}`}`,
  started: (clock) => `${clock}起算`,
  warning: (clock) => `${clock}临期`,
  paused: (clock) => `${clock}暂停`,
  resumed: (clock) => `${clock}续计`,
  cancelled: (clock) => `${clock}取消`,
};

const channels: Record<string, string> = {
  phone: '电话',
  mobile: '手机',
  fax: '传真',
  email: '邮件',
  web: '网页',
  remote: '远程',
  onSite: '现场',
  messageDesk: '秘书台',
};

const deliveries: Record<string, string> = { noted: '', queued: '待发', sent: '已发出', failed: '没有发出', read: '已读' };

export const timelineTextsZh = {
  separator: '·',
  comma: '，',
  colon: '：',
  timeline: '处理过程',
  late: (time: string) => `补录${time}`,
  lateReason: (reason: string) => `补录原因：${reason}`,
  effects,
  channels,
  deliveries,
  incoming: '来自客户',
  outgoing: '发给客户',
  internal: '内部备注',
  system: '系统',
  attachment: (name: string, size: string) => `附件${name}，${size}`,
  empty: '还没有记录。第一条通常是回电。',
};
export type TimelineTexts = typeof timelineTextsZh;
