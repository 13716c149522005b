import type { FilterTexts } from './filter.texts.zh.ts';

export const filterTextsEn: FilterTexts = {
  any: 'all',
  clear: (name) => `Remove ${name}`,
  find: (name) => `Find: ${name}`,
  more: (count) => `${count} more. Type a part of a name or code.`,
};
