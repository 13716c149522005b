const zh = {
  round: (state: string, round: number) => (round > 1 ? `${state}·第${round}轮` : state),
  received: (moment: string, channel: string) => `${moment} ${channel}报修`,
  channels: {
    phone: '电话',
    mobile: '手机',
    fax: '传真',
    email: '邮件',
    web: '网页',
    remote: '远程',
    onSite: '现场',
    messageDesk: '秘书台',
  } as Readonly<Record<string, string>>,
  print: '打印过程',
  content: '报修内容',
  loading: '正在读取……',
  separator: '·',
};
const en: typeof zh = {
  round: (state, round) => (round > 1 ? `${state}, round ${round}` : state),
  received: (moment, channel) => `reported ${moment} by ${channel}`,
  channels: {
    phone: 'phone',
    mobile: 'mobile',
    fax: 'fax',
    email: 'e-mail',
    web: 'web',
    remote: 'remote session',
    onSite: 'word on site',
    messageDesk: 'message desk',
  },
  print: 'Print',
  content: 'As reported',
  loading: 'Loading…',
  separator: ', ',
};
export const requestTexts = { zh, en };
