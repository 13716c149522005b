export const frameTextsZh = {
  today: '今日',
  requests: '请求',
  intake: '来电',
  register: '承诺',
  records: '记录',
  quality: '质量',
  plans: '方案',
  holidays: '节假日',
  access: '人员',
  import: '导入',
  more: '更多',
  search: '搜索全部',
  mySignIn: '我的登录',
  notFound: '没有这个页面。地址可能写错，或内容已移走。',
  toRequests: '看全部进行中',
  positions: '、',
};
export type FrameTexts = typeof frameTextsZh;
