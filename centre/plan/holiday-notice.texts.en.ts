import type { holidayTextsZh } from './holiday-notice.texts.zh.ts';

export const holidayTextsEn: typeof holidayTextsZh = {
  noJson: 'The file is no JSON. Give a year’s notice in the format of holiday-cn: year, papers, days.',
  wrongShape:
    '{at} has not the shape of a notice: year is a number, days a list of { date: "YYYY-MM-DD", isOffDay: true or false }.',
  notAnnounced: 'The file has no day of {year}: the holidays are not announced yet. Import it when they are.',
  dateTwice: '{date} stands there twice. Keep one.',
  otherYear: '{date} is no day of the notice for {year}. Look at year and date.',
};
