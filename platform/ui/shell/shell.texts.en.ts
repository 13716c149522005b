import type { ShellTexts } from './shell.texts.zh.ts';

export const shellTextsEn: ShellTexts = {
  product: 'Pledge',
  toContent: 'Skip to content',
  mainNavigation: 'Main',
  whereYouAre: 'Where you are',
  signedInAs: (name) => `${name}, menu`,
  mySignIn: 'My sign-in',
  scheme: { system: 'As the system', light: 'Light', dark: 'Dark' },
  signOut: 'Sign out',
  offline: 'Not connected; trying again',
  waiting: (count) => `Offline, ${count} waiting`,
  waitingShort: 'Waiting',
};
