import type { FrameTexts } from './frame.texts.zh.ts';

export const frameTextsEn: FrameTexts = {
  today: 'Today',
  requests: 'Requests',
  intake: 'Calls',
  register: 'Register',
  quality: 'Quality',
  records: 'Records',
  plans: 'Plan',
  holidays: 'Holidays',
  access: 'People',
  import: 'Import',
  more: 'More',
  search: 'Search everything',
  reach: 'How to reach us',
  mySignIn: 'My sign-in',
  notFound: 'There is no such page. The address may be wrong or what it showed was moved.',
  toRequests: 'Show all open requests',
  positions: ', ',
};
