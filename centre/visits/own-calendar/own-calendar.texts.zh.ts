export const ownCalendarTextsZh = {
  name: '守诺：{person}',
  onCall: '值班（{level}，{unit}）',
  visit: '现场服务 {number}',
  inspection: '巡检到期：{project}',
  staffOnly: '只有公司人员有自己的日历。',
  notFound: '没有这个日历地址。地址可能已更换，请向本人索取新的。',
};
