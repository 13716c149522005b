import type { PaletteTextsOfConsole } from './palette.texts.zh.ts';

export const paletteTextsEn: PaletteTextsOfConsole = {
  open: 'Number, customer, pinyin',
  palette: 'Search and actions',
  placeholder: 'Number, title, customer, action; pinyin initials too',
  groups: {
    here: 'To do here',
    places: 'Pages and views',
    requests: 'Requests',
    records: 'Records',
    customers: 'Customers',
    plans: 'Plans',
    commitments: 'Commitments',
    always: 'Other actions',
  },
  draftOf: (project) => `Draft: ${project}`,
  nothing: (typed) => `Nothing found for “${typed}”. Try the last four digits of a number or two characters of a title.`,
  count: (count) => `${count} found`,
  searching: 'Searching…',
  keys: { move: 'move', choose: 'choose', close: 'close' },
  view: 'View of requests',
  openItems: (contacts) => `all requests · ${contacts}`,
};
