import type { Words } from '#platform/command/refusal.ts';

/** Steps of the road, as short as the names of states. */
export const roadTexts: Readonly<Record<string, Words>> = {
  dispatching: { zh: '派出', en: 'Sent' },
  enRoute: { zh: '在途', en: 'En route' },
  onSite: { zh: '现场', en: 'On site' },
};
