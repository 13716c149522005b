import { countedText } from '#centre/requests/counted.rules.ts';
import type { Counted } from '#centre/requests/counted.schema.ts';

export const recordsTextsZh = {
  title: '记录',
  search: '搜索记录编号、客户、请求',
  form: '表单',
  state: '状态',
  states: { draft: '草稿', open: '填写中', frozen: '已签字冻结', voided: '已作废' },
  any: '全部',
  signatures: (done: number, all: number) => `签字${done}/${all}`,
  noNumber: '未编号',
  total: (total: Counted) => `${countedText(total)}份`,
  empty: '还没有记录。登记第一项请求后，咨询记录会在这里。',
  notFound: '没有符合条件的记录。',
  more: '再显示一页',
  loading: '正在读取……',
  print: '打印',
  save: '保存',
  saving: '正在保存……',
  saved: '已保存',
  signed: (name: string) => `${name}已签字`,
  waits: (label: string) => `待${label}`,
  toRequest: (number: string) => `请求${number}`,
  refused: '没有保存',
  kept: '您写的内容还在。',
  voidReason: (reason: string) => `作废原因：${reason}`,
  replaces: '本页更正前一份',
  steps: '可办',
};
export type RecordsTexts = typeof recordsTextsZh;
