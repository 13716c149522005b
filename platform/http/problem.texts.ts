import type { Words } from '../command/refusal.ts';
import { NOT_ONE_LINE } from '../text/line.schema.ts';

export const problemTexts: { readonly titles: Readonly<Record<number, Words>>; readonly unknownField: Words } = {
  titles: {
    400: { zh: '填写有误', en: 'Not understood' },
    401: { zh: '请先登录', en: 'Sign in first' },
    403: { zh: '没有这项权限', en: 'Not allowed' },
    404: { zh: '没有找到', en: 'Not found' },
    405: { zh: '不能这样请求', en: 'Method not taken' },
    408: { zh: '请求没有及时到达', en: 'Not in time' },
    409: { zh: '情况已变', en: 'Changed meanwhile' },
    413: { zh: '内容太大', en: 'Too large' },
    415: { zh: '不收这种格式', en: 'Type not accepted' },
    422: { zh: '条件不满足', en: 'Conditions not met' },
    429: { zh: '请稍后再试', en: 'Try again later' },
    431: { zh: '请求头太大', en: 'Headers too large' },
    500: { zh: '没有成功', en: 'Did not work' },
    507: { zh: '没有空间了', en: 'Out of space' },
    503: { zh: '暂时不可用', en: 'Not available now' },
  },
  unknownField: { zh: '没有这个字段。核对拼写，或去掉它。', en: 'There is no such field. Check the spelling or leave it out.' },
};

/** One fault of a schema in words. */
export function faultWords(issue: {
  readonly code: string;
  readonly message: string;
  readonly expected?: unknown;
  readonly maximum?: unknown;
  readonly minimum?: unknown;
  readonly origin?: unknown;
  readonly format?: unknown;
  readonly values?: unknown;
}): Words {
  switch (issue.code) {
    case 'invalid_type':
      if (issue.message.endsWith('received undefined')) return { zh: '没有填写。', en: 'Not filled in.' };
      return expected(String(issue.expected));
    case 'too_big':
      return { zh: `太长或太大，最多${String(issue.maximum)}。`, en: `Too long or too large: at most ${String(issue.maximum)}.` };
    case 'too_small':
      if (issue.origin === 'string' && issue.minimum === 1) return { zh: '没有填写。', en: 'Not filled in.' };
      return {
        zh: `太短或太小，至少${String(issue.minimum)}。`,
        en: `Too short or too small: at least ${String(issue.minimum)}.`,
      };
    case 'invalid_format':
      return expected(String(issue.format));
    case 'invalid_value':
      return { zh: `不在可选的值里：${listed(issue.values)}。`, en: `Not one of: ${listed(issue.values)}.` };
    default:
      return issue.message === NOT_ONE_LINE
        ? { zh: '只能写一行，不能有换行或制表符。', en: 'One line only, without breaks or tabs.' }
        : { zh: '这里的值用不了。', en: 'This value cannot be used.' };
  }
}

/** What a type or a format is called by people; programs find its own name in the description of the API. */
const NAMED: Readonly<Record<string, Words>> = {
  string: { zh: '文字', en: 'text' },
  number: { zh: '数字', en: 'a number' },
  int: { zh: '整数', en: 'a whole number' },
  boolean: { zh: '是或否', en: 'yes or no' },
  array: { zh: '列表', en: 'a list' },
  object: { zh: '一组字段', en: 'a group of fields' },
  email: { zh: '电子邮件地址，如name@example.cn', en: 'an e-mail address such as name@example.com' },
  uuid: { zh: '标识（UUID）', en: 'an id (UUID)' },
  datetime: { zh: '带时差的时间，如2026-10-03T22:10:00+08:00', en: 'a time with its offset such as 2026-10-03T22:10:00+08:00' },
  date: { zh: '日期，如2026-10-03', en: 'a date such as 2026-10-03' },
  url: { zh: '网址', en: 'an address of the web' },
};

function expected(name: string): Words {
  const words = NAMED[name] ?? { zh: name, en: name };
  return { zh: `应为${words.zh}。`, en: `Expected ${words.en}.` };
}

function listed(values: unknown): string {
  return Array.isArray(values) ? values.map(String).join(', ') : '';
}
