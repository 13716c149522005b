export const cardTextsZh = {
  title: '怎样找到我们',
  project: '项目',
  since: (plan: string, revision: number, day: string) => `按服务方案${plan}第${revision}版，${day}起公布`,
  loading: '正在读取……',
  lacks: (what: string) => `缺：${what}`,
  none: '这个项目还没有启用的服务方案。',
  join: '；',
};
export type CardTexts = typeof cardTextsZh;
