export const filterTextsZh = {
  any: '全部',
  clear: (name: string) => `去掉${name}`,
};
export type FilterTexts = typeof filterTextsZh;
