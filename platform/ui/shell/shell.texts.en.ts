import type { ShellTexts } from './shell.texts.zh.ts';

export const shellTextsEn: ShellTexts = {
  product: 'Pledge',
  seal: '守',
  toContent: 'Skip to content',
  mainNavigation: 'Main',
  whereYouAre: 'Where you are',
  signedInAs: (name) => `${name}, menu`,
  language: '中文',
  signOut: 'Sign out',
  offline: 'Not connected; trying again',
  waiting: (count) => `Offline, ${count} waiting`,
  waitingShort: 'Waiting',
};
