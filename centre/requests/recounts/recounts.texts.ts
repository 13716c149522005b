import { refusal, type Refusal } from '#platform/command/refusal.ts';

/** Why somebody does not get at notices and recounts. */
export const recountRefusals = {
  mayNotImport: refusal(403, 'notAllowed', {
    zh: '只有客服中心经理和系统管理员可以导入放假通知。请让他们来办。',
    en: 'Only the centre manager and the system administrator may import a notice of holidays. Ask one of them.',
  }),
  mayNotRead: refusal(403, 'notAllowed', {
    zh: '您的岗位不查看放假通知和重算。',
    en: 'Your position does not read notices of holidays and recounts.',
  }),
  notFound: refusal(404, 'notFound', {
    zh: '没有这次重算。请从列表中打开。',
    en: 'There is no such recount. Open one from the list.',
  }),
} as const satisfies Record<string, Refusal>;
