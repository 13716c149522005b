import type { CsvFaultTexts } from './csv.schema.ts';

/** What is wrong with a file of rows, and what to do. */
export const csvTexts: CsvFaultTexts = {
  binaryFile: {
    zh: '这不是文本表格：文件里有二进制内容。请另存为 CSV（可用 .gz 压缩）；编码不是 UTF-8 的，请在映射里写明 encoding。',
    en: 'This is no table of text: it holds binary content. Save it as CSV (.gz is fine); if it is not UTF-8, name its encoding in the map.',
  },
  damagedArchive: {
    zh: '压缩文件不完整或已损坏。请重新压缩，或直接给出 CSV。',
    en: 'The compressed file is cut off or damaged. Compress it again, or give the CSV itself.',
  },
  fileTooLarge: {
    zh: '文件展开后超过 200 MB。请分成几个文件，同一请求的各行放在同一个文件里。',
    en: 'Unpacked, the file is larger than 200 MB. Split it, keeping the rows of one request in one file.',
  },
  tooManyCells: {
    zh: '表格超过 200 万行或 2000 万个单元格。请分成几个文件，同一请求的各行放在同一个文件里，或去掉用不到的列。',
    en: 'The table has more than 2 million rows or 20 million cells. Split it, keeping the rows of one request in one file, or leave out columns that are not needed.',
  },
  recordTooLong: {
    zh: '有一行超过 1 MB，多半是引号没有配对，或分隔符不对。请检查这一行，或在映射里写明 delimiter。',
    en: 'A record is longer than 1 MB: mostly an unpaired quote or another delimiter. Check the line, or name the delimiter in the map.',
  },
  quoteMisplaced: {
    zh: '这一行的引号提前结束，后面的行从哪里开始已无法确定，所以整个文件都不读。请把单元格里的引号写两遍。',
    en: 'A quote closes too early here, and where the next row begins cannot be told, so nothing of the file is read. Double the quotes inside the cell.',
  },
  quoteNotClosed: {
    zh: '从这一行开始的引号到文件结尾也没有配对，后面的行都无法读取。请补上引号。',
    en: 'A quote that opens here is not closed before the end of the file, so nothing after it can be read. Close it.',
  },
  notATable: {
    zh: '文件是空的。请给出第一行为列名的 CSV。',
    en: 'The file is empty. Give a CSV whose first line names the columns.',
  },
  unfitHeader: {
    zh: '列名里有看不见、不能用的字符。请删去重写这个列名，再试一次。',
    en: 'A column name holds an invisible character that cannot be used. Write the name anew and try again.',
  },
  strayQuote: {
    zh: '没有加引号的单元格里有引号。请把这个单元格整个放进引号，里面的引号写两遍。',
    en: 'A quote stands inside a cell that is not quoted. Quote the whole cell and double the quotes inside it.',
  },
  undecodable: {
    zh: '这一行有无法按所写编码读出的字节。请核对映射里的 encoding（例如 gbk）。',
    en: 'The line has bytes that are no text in this encoding. Check the encoding in the map (for example gbk).',
  },
};
