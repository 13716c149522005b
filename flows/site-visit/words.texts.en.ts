import type { VisitWords } from './words.texts.zh.ts';

export const visitWordsEn: VisitWords = {
  onTheWay: 'The engineer is on the way and expected on site at {time}.',
  changed: ' (old value: {old}; new value: {new})',
};
