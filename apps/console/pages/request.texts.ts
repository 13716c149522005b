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
  imported: '导入的历史',
  importedAs: (moment: string, externalId: string) => `${moment}收到，原编号 ${externalId}`,
  readOnly: '这条请求在别的系统里已经结束，导入后只能查看。客户再有需要，请新建请求，并写上它的编号。',
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
  imported: 'imported history',
  importedAs: (moment, externalId) => `received ${moment}, ${externalId} in its own system`,
  readOnly:
    'This request ended in another system and was imported: it can only be read. If the customer needs something more, report a new one and name its number.',
  print: 'Print',
  content: 'As reported',
  loading: 'Loading…',
  separator: ', ',
};
export const requestTexts = { zh, en };
