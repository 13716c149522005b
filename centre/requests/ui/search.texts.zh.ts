export const searchTextsZh = {
  title: '搜索',
  search: '搜索编号、正文、往来消息、记录',
  short: '搜索全部文字',
  hint: '输入两个字或更多。繁体与简体、全角与半角、大小写都一样能找到；电话和编号输入其中几位即可。',
  oneMore: '再输入一个字。',
  kind: '范围',
  kinds: { serviceRequest: '请求', message: '往来消息', event: '办理步骤', record: '记录' },
  notFound: (q: string) => `没有找到“${q}”。可少输几个字，或换一种说法。`,
  filling: '以前的请求还在编入索引，结果可能不全。',
  more: '再显示一页',
  loading: '正在搜索……',
  everywhere: (q: string) => `在全部文字中搜索“${q}”`,
  hits: '搜索结果',
};
export type SearchTexts = typeof searchTextsZh;
