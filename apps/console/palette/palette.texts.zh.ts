export const paletteTextsZh = {
  open: '搜索编号、客户、拼音首字母',
  palette: '搜索与操作',
  placeholder: '编号、标题、客户、操作；拼音首字母也可',
  groups: {
    here: '这里可以做',
    places: '页面与视图',
    requests: '请求',
    records: '记录',
    customers: '客户',
    plans: '方案',
    commitments: '承诺',
    always: '其他操作',
  },
  draftOf: (project: string) => `草稿：${project}`,
  nothing: (typed: string) => `没有找到“${typed}”。可试编号后四位或标题里的两个字。`,
  count: (count: number) => `${count}项`,
  searching: '正在查找……',
  keys: { move: '上下', choose: '执行', close: '关闭' },
  view: '请求视图',
  openItems: (contacts: string) => `全部请求 · ${contacts}`,
};
export type PaletteTextsOfConsole = typeof paletteTextsZh;
