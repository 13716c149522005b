export const attestTextsZh = {
  notYours: '这条承诺由方案写明的岗位确认，您不在其中。',
  wrongEnd: (most: string) => `有效期至须在今天之后，最迟${most}。`,
  unknownFile: '没有找到证明文件，或不是您上传的。请重新上传。',
};
export type AttestTexts = typeof attestTextsZh;
