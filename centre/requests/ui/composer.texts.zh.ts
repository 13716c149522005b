export const composerTextsZh = {
  composer: '写一条',
  kinds: { reply: '回复客户', note: '内部备注', call: '通话' },
  reply: (name: string) => `回复${name}……`,
  note: '只有同事看得到……',
  call: '通话里说了什么，约定了什么……',
  send: { reply: '发送', note: '记下', call: '记下通话' },
  sending: '正在发送……',
  by: '经由',
  channels: { web: '客户门户', email: '邮件' },
  whoCalled: '通话方向',
  directions: { incoming: '客户来电', outgoing: '我方去电' },
  kept: '您写的内容还在。',
  refused: '没有发出',
};
export type ComposerTexts = typeof composerTextsZh;
