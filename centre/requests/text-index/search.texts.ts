import type { Words } from '#platform/command/refusal.ts';

/** Names of what a phrase is found in, where neither a form nor a flow names it. */
export const passageLabels = {
  number: { zh: '编号', en: 'Number' },
  title: { zh: '标题', en: 'Title' },
  content: { zh: '内容', en: 'Content' },
  enquirerName: { zh: '咨询者', en: 'Enquirer' },
  enquirerPhone: { zh: '咨询者电话', en: 'Enquirer’s telephone' },
  enquirerEmail: { zh: '咨询者邮箱', en: 'Enquirer’s mail' },
  symptom: { zh: '故障现象', en: 'Symptom' },
  serviceNumber: { zh: '服务编号', en: 'Service number' },
  answer: { zh: '当时的答复', en: 'Answer at once' },
  recordNumber: { zh: '记录编号', en: 'Record number' },
} as const satisfies Readonly<Record<string, Words>>;

/** Who said it to whom. */
export const messageLabels = {
  incoming: { zh: '客户来信', en: 'From the customer' },
  outgoing: { zh: '发给客户', en: 'To the customer' },
  internal: { zh: '内部备注', en: 'Internal note' },
} as const satisfies Readonly<Record<string, Words>>;

export const searchTooShort: Words = {
  zh: '请至少输入两个字再搜索：单个字几乎每条都有。',
  en: 'Type two characters or more to search: a single one stands in nearly every text.',
};
