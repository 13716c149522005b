import type { FieldTexts } from './field.texts.zh.ts';

export const fieldTextsEn: FieldTexts = {
  product: 'Pledge',
  pageTitle: (page) => `${page} · Pledge`,
  visits: 'My visits today',
  visitsLater: 'My visits',
  count: (open) => `${open}`,
  offline: 'Offline',
  empty: 'No visit is planned for you today.',
  allOver: 'All your visits are over.',
  toConsole: 'Go to the console',
  over: 'Left',
  requiredBy: (moment) => `to be done by ${moment}`,
  expectedAt: (moment) => `expected ${moment}`,
  arrivedAt: (moment) => `on site ${moment}`,
  leftAt: (moment) => `left ${moment}`,
  back: 'My visits',
  notYours: (name) => `This is the engineers’ page for visits. You are signed in as ${name}.`,
  toPortal: 'Go to my requests',
  signOut: 'Sign in as somebody else',
};
