import type { Words } from '../command/refusal.ts';
import type { CsvRefusal, CsvRefused } from './csv.schema.ts';
import { csvTexts } from './csv.texts.ts';

/** What a file is refused for at one of its lines; the others concern all of it. */
const AT_A_LINE: readonly CsvRefusal[] = ['recordTooLong', 'quoteMisplaced', 'quoteNotClosed'];

/** Why a file is read no further, with the line where it is one line's fault. */
export function csvRefusedWords({ line, code }: Pick<CsvRefused, 'line' | 'code'>): Words {
  const { zh, en } = csvTexts[code];
  return AT_A_LINE.includes(code) ? { zh: `第${line}行：${zh}`, en: `Line ${line}: ${en}` } : { zh, en };
}
