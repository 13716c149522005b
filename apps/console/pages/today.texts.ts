import { countedText } from '#centre/requests/counted.rules.ts';
import type { Counted } from '#centre/requests/counted.schema.ts';

const zh = {
  title: '今日',
  sections: {
    warning: '将要违约',
    mine: '我的待办',
    nobodys: '新到，无人接手',
    registration: '未登记的来件',
    overdueApproval: '事后审批逾期',
    approval: '等待审批',
    review: '等待审核',
    breached: '有违约，未办完',
  },
  empty: {
    warning: '没有将要违约的请求。',
    mine: '没有等您办理的请求。',
    nobodys: '新到的请求都有人接手。',
    registration: '来件都已登记。',
    overdueApproval: '没有逾期未批的任务书。',
    approval: '没有等待审批的任务书。',
    review: '没有等待审核的记录。',
    breached: '没有未办完的违约。',
  },
  all: (total: Counted) => `全部${countedText(total)}项`,
  loading: '正在读取……',
};
const en: typeof zh = {
  title: 'Today',
  sections: {
    warning: 'At risk',
    mine: 'My work',
    nobodys: 'New, taken up by nobody',
    registration: 'Not registered yet',
    overdueApproval: 'Approval overdue',
    approval: 'To approve',
    review: 'To review',
    breached: 'Breached and open',
  },
  empty: {
    warning: 'Nothing is about to breach.',
    mine: 'No request waits for you.',
    nobodys: 'Every new request is taken up.',
    registration: 'Everything received is registered.',
    overdueApproval: 'No approval is overdue.',
    approval: 'No task order waits for approval.',
    review: 'No record waits for review.',
    breached: 'No open breach.',
  },
  all: (total) => `All ${countedText(total)}`,
  loading: 'Loading…',
};
export const todayTexts = { zh, en };
