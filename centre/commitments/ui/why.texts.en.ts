import type { WhyTexts } from './why.texts.zh.ts';

const counted = (stretches: number): string => (stretches === 1 ? 'one stretch counted' : `${stretches} stretches counted`);

export const whyTextsEn: WhyTexts = {
  title: (name, due) => `${name}: why ${due}`,
  titleWithoutDue: (name) => `${name}: why there is no due time now`,
  quote: (text) => `“${text}”`,
  stop: '. ',
  assumed: 'The text gives no value; the plan sets it.',
  close: 'Close',
  fromTo: 'From – to',
  cause: 'Cause',
  counted: 'Counted',
  total: 'Total',
  notCounted: 'not',
  expected: 'expected',
  days: (count) => `${count} days`,
  allDay: 'all day',
  due: (moment) => `due ${moment}`,
  noDue: 'Paused; the due time is set when it goes on',
  sum: (stretches, limit) => `${counted(stretches)}, equal to the limit of ${limit}`,
  sumSoFar: (stretches, limit) => `${counted(stretches)} so far, limit ${limit}`,
  sumOnly: (stretches) => counted(stretches),
  withoutPauses: (moment) => `Without the pause it would be due ${moment}.`,
  published: (source) => ` (${source})`,
  said: (reason, who, when) => reason + (who === '' ? '' : `, said by ${who} ${when}`.trimEnd()),
  noted: (who, when) => `${who === '' ? 'recorded' : `recorded by ${who},`} ${when}`,
  told: (said, noted, note) => `${said}; ${noted}${note === '' ? '' : `: ${note}`}`,
  staysOnRecord: (breach) =>
    `${breach[0]?.toUpperCase() ?? ''}${breach.slice(1)}; the terms changed since, the breach stays on record.`,
  provisional: 'Holidays are not announced yet; the due time is provisional and is counted again when they are.',
  print: 'Print',
  cut: (count) => `${count} more days`,
  drawing: (from, to) => `Time counted on each day from ${from} to ${to}; the table below lists every stretch`,
  loading: 'Loading…',
};
