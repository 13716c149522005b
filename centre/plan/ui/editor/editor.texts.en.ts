import type { EditorTexts } from './editor.texts.zh.ts';

export const editorTextsEn: EditorTexts = {
  error: 'Error',
  warning: 'Warning',
  find: 'Find',
  replaceWith: 'Replace with',
  next: 'next',
  previous: 'previous',
  all: 'select all',
  matchCase: 'match case',
  byWord: 'whole word',
  regexp: 'regular expression',
  replace: 'replace',
  replaceAll: 'replace all',
  close: 'close',
  currentMatch: 'current match',
  replaced: 'replaced $ matches',
  replacedOnLine: 'replaced the match on line $',
  onLine: 'on line',
  completions: 'What may stand here',
};
