import type { FilterTexts } from './filter.texts.zh.ts';

export const filterTextsEn: FilterTexts = {
  any: 'all',
  clear: (name) => `Remove ${name}`,
};
