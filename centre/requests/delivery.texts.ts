import type { Words } from '#platform/command/refusal.ts';

/** What is said about the way of a message. */
export const deliveryWords = {
  failed: (error: string): Words => ({ zh: `邮件没有发出：${error}`, en: `the mail did not go out: ${error}` }),
  nobodyReached: {
    zh: '没有发给任何人：来电人不明，没有客户门户，也没有联系人邮箱',
    en: 'reached nobody: the caller is unknown, without a portal or the address of a contact',
  },
  portalAlone: {
    zh: '只在客户门户送达：没有设邮件服务器，或联系人没有邮箱',
    en: 'in the portal alone: no mail server is set, or the contact has no address',
  },
} as const;
