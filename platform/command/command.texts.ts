/** Words of the envelope's refusals. */
export const lateTexts = {
  withoutOffset: {
    zh: '发生时间没有时区。写成2026-10-03T22:10:00+08:00的样子。',
    en: 'The time has no offset. Write it like 2026-10-03T22:10:00+08:00.',
  },
  inFuture: {
    zh: '发生时间晚于现在2分钟以上。请核对时间，或留空按现在记。',
    en: 'The time is more than two minutes ahead of now. Check it, or leave it out to record it as now.',
  },
  tooEarly: {
    zh: '发生时间早于2000年。请核对年份，或留空按现在记。',
    en: 'The time lies before the year 2000. Check the year, or leave it out to record it as now.',
  },
  reasonMissing: {
    zh: '补录超过24小时，缺补录原因。写明为什么现在才记。',
    en: 'This is entered more than 24 hours late and has no reason. Say why it is entered only now.',
  },
} as const;
