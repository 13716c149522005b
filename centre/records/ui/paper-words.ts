/** What is printed on the paper itself. Paper has one language: the forms are Chinese ones. */
export const paperWords = {
  documentNumber: '文件编号：',
  documentVersion: '版次：',
  recordNumber: '记录编号：',
  numberLater: '签发时发给',
  voided: '作废',
} as const;
