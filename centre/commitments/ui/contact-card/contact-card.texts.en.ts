import type { CardTexts } from './contact-card.texts.zh.ts';

export const cardTextsEn: CardTexts = {
  title: 'How to reach us',
  project: 'Project',
  since: (plan, revision, day) => `By service plan ${plan}, revision ${revision}, shown since ${day}`,
  loading: 'Reading…',
  lacks: (what) => `Missing: ${what}`,
  none: 'This project has no plan in force yet.',
  join: '; ',
};
