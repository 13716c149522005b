import type { FlowTexts } from '#platform/flow/texts.ts';

/** Words of the guards that several flows ask. */
export const sharedGuardTextsZh = {
  approvedForm: { reason: '方案中没有这张表单的有效版本。', remedy: '请质量控制员先登记文件编号和版次，再填写。' },
  noForbiddenPhrase: { reason: '给客户的话里有禁用语。', remedy: '换一种说法：说明原因，并告知下一步。' },
  'noForbiddenPhrase.found': { reason: '给客户的话里有禁用语“{phrases}”。', remedy: '换一种说法：说明原因，并告知下一步。' },
  engineerCompetent: {
    reason: '不能派出{people}：能力档案未达到方案的要求。',
    remedy: '改派符合要求的人，或先由客户服务中心经理补全能力档案。',
  },
  'engineerCompetent.nobody': { reason: '没有写明派谁去。', remedy: '选出要派的人。' },
  'engineerCompetent.unknown': { reason: '所选的人不在服务人员名册上。', remedy: '从名册中另选。' },
  knowledgeLink: { reason: '还没有写明知识库怎么处理。', remedy: '关联一篇知识条目；没有新内容的，勾选“无新内容”并写明原因。' },
  'knowledgeLink.lacking': { reason: '知识条目尚未关联。', remedy: '先办“关联知识”：关联一篇条目，或说明没有新内容。' },
} as const satisfies FlowTexts['guards'];
export type SharedGuardTexts = {
  readonly [Guard in keyof typeof sharedGuardTextsZh]: { readonly reason: string; readonly remedy: string };
};

export const sharedFieldTextsZh = { articleReference: '知识条目', nothingNew: '无新内容', nothingNewReason: '为什么没有新内容' };

/** How content a customer is, in every flow that asks. */
export const ratingTextsZh = {
  verySatisfied: '非常满意',
  satisfied: '满意',
  neutral: '一般',
  dissatisfied: '不满意',
  veryDissatisfied: '非常不满意',
};

const signatureWords = {
  notDrawn: {
    reason: '签字处是空白，或只有点、一条直线。',
    remedy: '请在签字框内手写姓名：至少{points}个落笔点，笔迹长度至少{extent}像素，不能只是一条直线。',
  },
  withoutFile: { reason: '纸面或电话签字没有附件。', remedy: '请附上签过字的扫描件，或电话记录。' },
  notInPortal: { reason: '门户确认只由客户本人在自己的门户中办理。', remedy: '请在签字框内手写签名。' },
  onTheSpot: { reason: '现场服务的客户签字当面办理。', remedy: '请客户在签字框内手写签名，或在客户门户中确认。' },
} as const satisfies FlowTexts['guards'];

/** Words of a guard that asks for a signature, by what is wrong with it. */
export function signatureTextsZh(guard: string): FlowTexts['guards'] {
  return Object.fromEntries(Object.entries(signatureWords).map(([code, words]) => [`${guard}.${code}`, words]));
}
export type SignatureTexts = Record<keyof typeof signatureWords, { readonly reason: string; readonly remedy: string }>;
