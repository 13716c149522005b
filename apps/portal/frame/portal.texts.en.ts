import type { PortalTexts } from './portal.texts.zh.ts';

export const portalTextsEn: PortalTexts = {
  product: 'Pledge',
  title: (page) => `${page} · Pledge`,
  requests: 'My requests',
  requestsShort: 'Requests',
  records: 'Records to sign',
  recordsShort: 'Sign',
  register: 'Commitments',
  registerShort: 'Promised',
  report: 'Report or ask',
  reportShort: 'Report',
  call: 'Call',
  callNumber: (number) => `Call ${number}`,
  opinion: 'Opinion',
  loading: 'Loading…',
  notFound: 'There is no such page. The address may be wrong or what it showed was moved.',
  toRequests: 'Show my requests',
  notYours: (name) => `This is the customers’ portal. You are signed in as ${name}, of the service centre.`,
  toConsole: 'Go to the console',
  signOut: 'Sign in as somebody else',
};
