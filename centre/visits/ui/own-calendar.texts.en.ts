import type { ownCalendarUiTextsZh } from './own-calendar.texts.zh.ts';

export const ownCalendarUiTextsEn: typeof ownCalendarUiTextsZh = {
  title: 'My calendar',
  about:
    'Puts your turns on call, site visits and inspections that come due into the calendar program you use (Outlook, a phone): add a calendar “from the web” with the address below. Whoever has the address can read it: do not pass it on, and renew it if it got out.',
  none: 'There is no address yet.',
  since: (at: string) => `An address is in force since ${at}. It is shown once; if it is forgotten, renew it.`,
  make: 'Make an address',
  renew: 'Renew the address',
  end: 'End it',
  once: 'Copy it now, it is not shown again once you leave this page:',
  renewed: 'The address before opens nothing any more.',
};
