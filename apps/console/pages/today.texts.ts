const zh = {
  title: '今日',
  sections: {
    warning: '将要违约',
    mine: '我的待办',
    registration: '未登记的来件',
    overdueApproval: '事后审批逾期',
    approval: '等待审批',
    review: '等待审核',
    breached: '有违约，未办完',
  },
  empty: {
    warning: '没有将要违约的请求。',
    mine: '没有等您办理的请求。',
    registration: '来件都已登记。',
    overdueApproval: '没有逾期未批的任务书。',
    approval: '没有等待审批的任务书。',
    review: '没有等待审核的记录。',
    breached: '没有未办完的违约。',
  },
  all: (count: number) => `全部${count}项`,
  loading: '正在读取……',
};
const en: typeof zh = {
  title: 'Today',
  sections: {
    warning: 'At risk',
    mine: 'My work',
    registration: 'Not registered yet',
    overdueApproval: 'Approval overdue',
    approval: 'To approve',
    review: 'To review',
    breached: 'Breached and open',
  },
  empty: {
    warning: 'Nothing is about to breach.',
    mine: 'No request waits for you.',
    registration: 'Everything received is registered.',
    overdueApproval: 'No approval is overdue.',
    approval: 'No task order waits for approval.',
    review: 'No record waits for review.',
    breached: 'No open breach.',
  },
  all: (count) => `All ${count}`,
  loading: 'Loading…',
};
export const todayTexts = { zh, en };
