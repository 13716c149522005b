export const filterTextsZh = {
  any: '全部',
  clear: (name: string) => `去掉${name}`,
  find: (name: string) => `查找${name}`,
  more: (count: number) => `另有${count}个，请输入名称或编号的一部分。`,
};
export type FilterTexts = typeof filterTextsZh;
