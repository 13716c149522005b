export const shellTextsZh = {
  product: '守诺',
  toContent: '跳到内容',
  mainNavigation: '主导航',
  whereYouAre: '所在位置',
  signedInAs: (name: string) => `${name}，菜单`,
  mySignIn: '我的登录',
  scheme: { system: '外观跟随系统', light: '浅色', dark: '深色' },
  signOut: '退出登录',
  offline: '没有连上服务器，正在重连',
  waiting: (count: number) => `离线，${count}条待发`,
  waitingShort: '离线待发',
};
export type ShellTexts = typeof shellTextsZh;
