import type { Words } from '#platform/command/refusal.ts';
import { csvTexts } from '#platform/csv/csv.texts.ts';
import type { RowFault, RowFaultCode } from './history.schema.ts';

/** What is wrong with a row, and what to do; `{value}` is what stands there. */
const words: Readonly<Record<RowFaultCode, Words>> = {
  strayQuote: csvTexts.strayQuote,
  undecodable: csvTexts.undecodable,
  unfitCharacter: {
    zh: '有看不见、不能用的字符（{value}）。请删去它再导入。',
    en: 'There is an invisible character that cannot be used ({value}). Remove it and import again.',
  },
  wrongWidth: {
    zh: '单元格数与列名数不一致（{value}）。请补齐分隔符，或去掉多余的；写着“（缺）”的格子请填上或清空。',
    en: 'The row has other cells than the header has columns ({value}). Add or remove delimiters; fill or empty each cell that says “lacking”.',
  },
  idMissing: {
    zh: '没有编号，不知道属于哪个请求。请填上编号。',
    en: 'The id is missing, so nobody knows whose row it is. Fill it in.',
  },
  idTooLong: {
    zh: '编号超过 120 个字符。请核对映射里的 id 列。',
    en: 'The id is longer than 120 characters. Check the column id of the map.',
  },
  invalidTimestamp: {
    zh: '“{value}”不是所写格式的时间。请改正，或核对映射里的 format。',
    en: '“{value}” is no time in this format. Correct it, or check the format in the map.',
  },
  timestampWithoutOffset: {
    zh: '“{value}”没有时差。请在映射里写明 zone，例如 Asia/Shanghai。',
    en: '“{value}” has no offset. Name a zone in the map, such as Asia/Shanghai.',
  },
  missingHour: {
    zh: '“{value}”这个时刻不存在：当地时钟拨快时跳过了它。请核对时间，或改用带时差的时间。',
    en: '“{value}” never was: the clocks went forward over it. Check the time, or give it with its offset.',
  },
  occurredInFuture: {
    zh: '“{value}”在将来。历史只能是已经发生的事，请核对时间。',
    en: '“{value}” lies in the future. History has happened: check the time.',
  },
  occurredTooEarly: {
    zh: '“{value}”早于2000年。请核对年份；若是代替空白的日期，请删去。',
    en: '“{value}” lies before the year 2000. Check the year, or clear the cell if the date stands for none.',
  },
  notMapped: {
    zh: '映射没有说“{value}”是什么。请在 values 里加上它，或写 default。',
    en: 'The map does not say what “{value}” is. Add it to values, or give a default.',
  },
  noState: {
    zh: '最后一行不符合任何一条 state（“{value}”）。请在映射里加一条。',
    en: 'The last row fits no entry of state (“{value}”). Add one to the map.',
  },
  unknownSite: {
    zh: '客户没有站点“{value}”。请改正，或先写进方案。',
    en: 'The customer has no site “{value}”. Correct it, or add it to the plan first.',
  },
  unknownChannel: {
    zh: '没有渠道“{value}”。请用方案里的渠道名。',
    en: 'There is no channel “{value}”. Use the name of a channel of the plan.',
  },
  tooManyRows: {
    zh: '同一编号有超过 5000 行。请核对映射里的 id 列。',
    en: 'More than 5,000 rows have this id. Check the column id of the map.',
  },
  refused: { zh: '没有导入。', en: 'Not imported.' },
};

/** What is not there cannot be quoted. */
const timeMissing: Words = {
  zh: '没有时间，不知道何时发生。请填上时间。',
  en: 'The time is missing, so nobody knows when it happened. Fill it in.',
};

/** The reason why a row keeps its request out, in both languages. */
export function rowFaultWords({ code, value, words: told }: Pick<RowFault, 'code' | 'value' | 'words'>): Words {
  if (told !== undefined) return told;
  if (code === 'invalidTimestamp' && value.trim() === '') return timeMissing;
  return { zh: words[code].zh.replaceAll('{value}', value), en: words[code].en.replaceAll('{value}', value) };
}
