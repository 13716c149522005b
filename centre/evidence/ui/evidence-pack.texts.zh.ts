export const evidencePackTextsZh = {
  title: '证据包',
  about:
    '所选项目和期间内的请求，连同全部事件、文本、记录、计时结论、方案、封印和公钥，附一个无需服务器即可运行的核对程序。每条承诺都写明：哪些已有证据、期间内是否无事、未测量的在等什么；已删除的写明依何种权利。',
  project: '项目',
  all: '全部项目',
  from: '自（受理日期）',
  to: '至（含当日）',
  wrongDays: '结束日期早于开始日期。',
  note: '包内有当事人的原话：请只交给有权阅读的人。请求多时需要几分钟，下载会自动开始。',
  download: '下载',
  close: '关闭',
};
export type EvidencePackTexts = typeof evidencePackTextsZh;
