export const firstTextsZh = {
  title: '起草新项目的第一版方案',
  about: '项目还没有方案时由此开始。草稿和其他草稿一样检查、请客户看、启用；启用之前不受理它的请求。',
  origin: '从什么开始',
  brought: '带来的文字（文件或粘贴）',
  copyOf: (code: string, project: string) => `抄用${project}（${code}）生效中的方案`,
  text: '方案文字（YAML）',
  textAbout: '文字里要有project和customer的id与name，其余可以以后再写。',
  chooseFile: '选择文件',
  begin: '开始起草',
  fields: {
    plan: '新方案编号',
    project: '项目编号',
    projectName: '项目名称',
    customer: '客户编号',
    customerName: '客户名称',
  },
};
export type FirstTexts = typeof firstTextsZh;
