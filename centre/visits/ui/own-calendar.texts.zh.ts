export const ownCalendarUiTextsZh = {
  title: '我的日历',
  about:
    '把值班、现场服务和到期的巡检放进您用的日历程序（Outlook、手机日历等）：用下面的地址添加“网络日历”。知道地址的人都能看到，请勿转发；外泄时请更换。',
  none: '还没有地址。',
  since: (at: string) => `地址自${at}起有效。它只显示一次，忘记了就更换一个。`,
  make: '生成地址',
  renew: '更换地址',
  end: '停用',
  once: '请现在复制，离开本页后不再显示：',
  renewed: '原来的地址已失效。',
};
