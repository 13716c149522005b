import type { BothLanguages, ClockView } from './clock-view.schema.ts';

const PARTS = /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/;
const WORDS = {
  zh: ['年', '个月', '周', '天', '小时', '分钟', '秒'],
  en: ['year', 'month', 'week', 'day', 'hour', 'minute', 'second'],
} as const;
/** Where days stand among the parts of a duration. */
const DAYS = 3;

/** The plan's value in words: `5小时`, `3个工作日`; an instant given by the record says so. */
export function limitWords(
  view: Pick<ClockView, 'limit' | 'unit'> & { readonly calendar: Pick<ClockView['calendar'], 'name'> },
): BothLanguages {
  const parts = view.limit === null ? null : PARTS.exec(view.limit);
  if (parts === null) return { zh: '以记录所定的时间为准', en: 'the time that the record gives' };
  const counts = parts.slice(1).map((part) => (part === undefined ? 0 : Number(part)));
  const word = (language: 'zh' | 'en', index: number, count: number): string => {
    if (language === 'zh') return `${count}${index === DAYS && view.unit === 'workingDays' ? '个工作日' : WORDS.zh[index]}`;
    return `${count} ${index === DAYS && view.unit === 'workingDays' ? 'working ' : ''}${WORDS.en[index]}${count === 1 ? '' : 's'}`;
  };
  const say = (language: 'zh' | 'en', join: string): string =>
    counts.flatMap((count, index) => (count === 0 ? [] : [word(language, index, count)])).join(join);
  return { zh: `${say('zh', '')}（${view.calendar.name.zh}）`, en: `${say('en', ' ')} (${view.calendar.name.en})` };
}
