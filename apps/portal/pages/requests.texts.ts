import { countedText } from '#centre/requests/counted.rules.ts';
import type { Counted } from '#centre/requests/counted.schema.ts';

const zh = {
  open: '进行中',
  closed: '已结束',
  which: '看哪些',
  empty: '没有进行中的报修。',
  emptyClosed: '还没有结束的报修。',
  emptyAction: '报修或咨询',
  count: (shown: number, total: Counted) => `1–${shown}，共${countedText(total)}项`,
  same: '计时与服务方所见一致。',
};
const en: typeof zh = {
  open: 'Open',
  closed: 'Closed',
  which: 'Which to show',
  empty: 'No open request.',
  emptyClosed: 'No closed request yet.',
  emptyAction: 'Report or ask',
  count: (shown, total) => `1–${shown} of ${countedText(total)}`,
  same: 'The clocks are those the service centre sees.',
};
export const requestsTexts = { zh, en };
