import type { Words } from '#platform/command/refusal.ts';

/** What an import of a history is answered where it is not done. */
export const importTexts = {
  notAllowed: {
    zh: '只有系统管理员可以导入历史请求。请交给系统管理员。',
    en: 'Only the system administrator may import histories. Ask one.',
  },
  importedOtherwise: {
    zh: '以前导入过，但当时的行或映射与这次不同。已有的请求保持不变；确实要改的，请在请求里补记。',
    en: 'It was imported before with other rows or under another map. What is here stays as it is; what has to be said still is written in the request itself.',
  },
  planChanged: {
    zh: '导入期间启用了新的方案。请再次运行同一导入：已导入的不会重复。',
    en: 'Another plan became active while this ran. Run the same import again: what is here is not doubled.',
  },
  unknownState: {
    zh: '映射给出的状态不属于这类请求的流程。请核对映射里的 state。',
    en: 'The map names a state that the process of this kind does not have. Check state in the map.',
  },
  readOnly: {
    zh: '这是从别的系统导入的已结束请求，只能查看。客户再有需要，请新建请求，并写上它的编号。',
    en: 'This request ended in another system and was imported: it can only be read. Report a new one and name its number.',
  },
} as const satisfies Readonly<Record<string, Words>>;
