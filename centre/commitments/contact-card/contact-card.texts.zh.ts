export const contactCardTextsZh = {
  channels: {
    phone: '服务热线',
    mobile: '手机',
    fax: '传真',
    email: '电子邮箱',
    web: '网站',
    remote: '远程服务',
    onSite: '现场服务',
    messageDesk: '秘书台',
  } as Readonly<Record<string, string>>,
  hours: '时间',
  afterHours: (who: string) => `其余时间转接${who}`,
  thisPortal: '本门户',
  consent: '每次都先征得您的同意',
  officeHours: '服务时间',
  policy: '质量方针',
  join: '，',
  lacks: {
    number: '方案没有写号码',
    mailbox: '方案没有写邮箱',
    person: (role: string) => `现在没有写明号码的${role}`,
  },
};
export type ContactCardTexts = typeof contactCardTextsZh;
