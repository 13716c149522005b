import type { SearchTexts } from './search.texts.zh.ts';

export const searchTextsEn: SearchTexts = {
  title: 'Search',
  search: 'Search numbers, texts, messages, records',
  short: 'Search all texts',
  hint: 'Type two characters or more. Traditional finds simplified, full width finds half width, capitals find small letters; of a telephone or a number a few digits are enough.',
  oneMore: 'Type one more character.',
  kind: 'In',
  kinds: { serviceRequest: 'Requests', message: 'Messages', event: 'Steps', record: 'Records' },
  notFound: (q) => `No match for “${q}”. Type less of it, or say it in another way.`,
  filling: 'Earlier requests are still being entered into the index: there may be more to find.',
  more: 'Show more',
  loading: 'Searching…',
  everywhere: (q) => `Search all texts for “${q}”`,
  hits: 'Hits',
};
