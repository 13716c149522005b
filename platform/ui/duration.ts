import type { Language } from '#platform/i18n/language.ts';
import { two } from './zoned.ts';

const MINUTE = 60;
const HOUR = 3600;
const DAY = 86_400;
/** From so long on the hours of a figure say nothing any more. */
const LONG = 10 * DAY;

/** `1:28`, `21:23`, `0:05`: hours and minutes, the minute begun not counted. */
export function hoursMinutes(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  return `${Math.floor(whole / HOUR)}:${two(Math.floor((whole % HOUR) / MINUTE))}`;
}

/**
 * A duration as a figure: from ten days `12天`, from a day `5天15时`, from an hour `1:28`, below it `4分`, below a minute `45秒`.
 * With `seconds` an hour carries them as `1:28:00` (whole minutes: seconds run only in the last hour) and minutes as `21分00秒`.
 */
export function figure(seconds: number, language: Language, options: { seconds?: boolean; days?: boolean } = {}): string {
  const whole = Math.max(0, Math.floor(seconds));
  if (whole >= DAY && options.days !== false) {
    const days = Math.floor(whole / DAY);
    const hours = whole >= LONG ? 0 : Math.floor((whole % DAY) / HOUR);
    if (language === 'zh') return hours === 0 ? `${days}天` : `${days}天${hours}时`;
    return hours === 0 ? `${days} d` : `${days} d ${hours} h`;
  }
  if (whole >= HOUR) return options.seconds ? `${hoursMinutes(whole)}:00` : hoursMinutes(whole);
  const minutes = Math.floor(whole / MINUTE);
  const rest = whole % MINUTE;
  if (options.seconds) return language === 'zh' ? `${minutes}分${two(rest)}秒` : `${minutes} min ${two(rest)} s`;
  if (minutes === 0) return language === 'zh' ? `${rest}秒` : `${rest} s`;
  return language === 'zh' ? `${minutes}分` : `${minutes} min`;
}

/** For sentences, which are exact where figures are short: `1小时28分`, `1 h 28 min`; from two days `5天15小时`, `5 d 15 h`. */
export function durationInWords(seconds: number, language: Language): string {
  const whole = Math.max(0, Math.floor(seconds));
  const parts: [number, string, string][] =
    whole >= 2 * DAY
      ? [
          [Math.floor(whole / DAY), '天', 'd'],
          [Math.floor((whole % DAY) / HOUR), '小时', 'h'],
        ]
      : [
          [Math.floor(whole / HOUR), '小时', 'h'],
          [Math.floor((whole % HOUR) / MINUTE), '分', 'min'],
        ];
  const said = parts.filter(([count]) => count > 0);
  if (said.length === 0) return language === 'zh' ? `${whole}秒` : `${whole} s`;
  return language === 'zh'
    ? said.map(([count, zh]) => `${count}${zh}`).join('')
    : said.map(([count, , en]) => `${count} ${en}`).join(' ');
}

const ISO = /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/;
const unitWords = {
  zh: ['年', '个月', '周', '日', '小时', '分', '秒'],
  en: ['y', 'months', 'weeks', 'd', 'h', 'min', 's'],
} as const;

/** A limit of the plan (`PT5H`, `P1D`) in words: `5小时`, `5 h`; with day units `3工作日`, `3 working days`. An unreadable one stays as it is. */
export function limitInWords(limit: string, unit: 'workingDays' | 'calendarDays' | null, language: Language): string {
  const found = ISO.exec(limit);
  if (!found) return limit;
  const said: string[] = [];
  for (const [index, word] of unitWords[language].entries()) {
    const count = Number(found[index + 1] ?? 0);
    if (count === 0) continue;
    if (index === 3 && unit === 'workingDays')
      said.push(language === 'zh' ? `${count}个工作日` : `${count} working ${count === 1 ? 'day' : 'days'}`);
    else said.push(language === 'zh' ? `${count}${word}` : `${count} ${singular(word, count)}`);
  }
  return said.join(language === 'zh' ? '' : ' ');
}

function singular(word: string, count: number): string {
  return count === 1 && word.length > 3 && word.endsWith('s') ? word.slice(0, -1) : word;
}
