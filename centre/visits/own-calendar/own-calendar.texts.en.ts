import type { ownCalendarTextsZh } from './own-calendar.texts.zh.ts';

export const ownCalendarTextsEn: typeof ownCalendarTextsZh = {
  name: 'Pledge: {person}',
  onCall: 'On call ({level}, {unit})',
  visit: 'Site visit {number}',
  inspection: 'Inspection due: {project}',
  staffOnly: 'Only people of the provider have a calendar of their own.',
  notFound: 'There is no calendar at this address. It may have been renewed: ask its owner for the new one.',
};
