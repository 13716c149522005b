import { DRAWN } from '#platform/form/drawn.rules.ts';

export const signatureTextsZh = {
  tooLittle: `请手写姓名：笔迹长度至少${DRAWN.extent}像素，不能只是点或一条直线。`,
};
export type SignatureTexts = typeof signatureTextsZh;
