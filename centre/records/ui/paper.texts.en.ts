import type { PaperTexts } from './paper.texts.zh.ts';

export const paperTextsEn: PaperTexts = {
  missing: (count) => `${count} missing: `,
  complete: 'All cells are filled',
  or: ' or ',
  comma: ', ',
  fillHere: (label) => `Write here: ${label.replace(/ \(.*$/u, '')}`,
  signHere: 'Sign here',
  clear: 'Sign again',
  confirmSignature: 'Sign',
  signing: 'Signing…',
  cancel: 'Cancel',
  signerName: 'Name of the signer',
  signsAs: (name) => `Signed by ${name}`,
  signedBy: (name) => `Signature of ${name}`,
  means: { portal: 'in the portal', scanned: 'scanned', phone: 'by phone' },
  addRow: 'Add a row',
  removeRow: 'Remove this row',
  choose: 'Choose',
  sheet: 'The sheet, A4',
  code: (url) => `The live record: ${url}`,
  fields: 'To fill in',
};
