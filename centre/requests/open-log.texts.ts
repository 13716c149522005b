import { refusal, type Refusal } from '#platform/command/refusal.ts';

const MEGA = 1024 * 1024;

/** What is said of a log, whatever it was brought in for. */
export const unknownEncoding: Refusal = refusal(422, 'unknownEncoding', {
  zh: '不认识这种编码。例如 utf-8、gbk。',
  en: 'This encoding is not known. Examples: utf-8, gbk.',
});

export const notATable: Refusal = refusal(415, 'fileTypeNotAccepted', {
  zh: '这不是文本表格。请传 CSV（在电子表格里另存为“CSV UTF-8”），或用 gzip 压缩的 CSV。',
  en: 'This is no table of text. Send a CSV (a spreadsheet saves one as “CSV UTF-8”), or one packed with gzip.',
});

/** `limit`: of this installation, in bytes. */
export function logTooLarge(limit: number): Refusal {
  const most = limit / MEGA;
  return refusal(413, 'fileTooLarge', {
    zh: `日志超过上限${most} MB。用 gzip 压缩后再传，或用命令行。`,
    en: `The log is larger than ${most} MB. Pack it with gzip, or use the command line.`,
  });
}

/** Why work on a log ended before its end. */
export const fileMissing = {
  zh: '日志文件不在了或已损坏。请重新上传。',
  en: 'The file of the log is gone or damaged. Upload it again.',
};
