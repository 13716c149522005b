import { refusal, type Words } from '#platform/command/refusal.ts';
import type { BulkAction } from './bulk-actions.ts';

const note: Words = { zh: '记内部备注', en: 'Note for the house' };
/** What a step is called that the flows of several requests call differently. */
const shared: Partial<Record<BulkAction, Words>> = { linkKnowledge: { zh: '关联知识', en: 'Link knowledge' } };

export const bulkTexts = {
  note,
  noteText: { zh: '备注（仅内部可见）', en: 'Note (seen by the house alone)' },
  shared,
  notOfFlow: () =>
    refusal(409, 'notPossibleNow', {
      zh: '这条请求的流程没有这一步。请打开它看下一步。',
      en: 'The flow of this request has no such step. Open it to see the next ones.',
    }),
  notOfHouse: () =>
    refusal(403, 'notAllowed', {
      zh: '内部备注只有服务方的人能写。请在对话里留言。',
      en: 'Notes for the house are written by its people. Write in the conversation.',
    }),
  noteLacks: () => refusal(422, 'missing', { zh: '备注是空的。请写下内容。', en: 'The note is empty. Write what it says.' }),
} as const;
