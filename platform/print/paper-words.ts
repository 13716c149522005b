/** What the printer itself writes on a sheet; the labels of the forms stand in their definitions. Paper is Chinese. */
export const paperWords = {
  documentLine: (number: string, version: string): string => `（文件编号：${number}　版次：${version}）`,
  recordLine: (record: string): string => `记录编号：${record}`,
  draft: '草稿',
  /** The foot of the first sheet, as the template writes it. */
  firstPage: (sheets: number): string => `第1页，共${sheets}页${sheets > 1 ? `（含附页${sheets - 1}张）` : ''}`,
  /** What freezes the sheet: its signatures, or the end of what it records. */
  digestLine: (digest: string, isSigned: boolean): string =>
    `内容摘要 ${digest}　${isSigned ? '签字' : '办结'}后冻结，更正须另出修订并注明原因`,
  voided: (at: string, reason: string): string => `本记录已于${at}作废。原因：${reason}`,
  means: { handwritten: '', portal: '（网上确认）', scanned: '（见扫描件）', phone: '（电话确认，已记录）' },
  listSeparator: '；',
  item: (first: string, rest: readonly string[]): string => (rest.length === 0 ? first : `${first}（${rest.join('，')}）`),
};
