import { BorderStyle } from 'docx';

/** What every DOCX of ours has in common: measures, faces, what may stand in it. */
export const twips = (mm: number): number => Math.round((mm / 25.4) * 1440);
export const none = { style: BorderStyle.NIL, size: 0 } as const;
export const face = { ascii: 'Times New Roman', hAnsi: 'Times New Roman', eastAsia: 'SimSun', cs: 'Times New Roman' } as const;

/** What XML may hold; anything else is shown as what the paper cannot draw. */
export const isText = (codePoint: number): boolean =>
  codePoint >= 0x20 && !(codePoint >= 0xd800 && codePoint <= 0xdfff) && codePoint !== 0xfffe && codePoint !== 0xffff;
