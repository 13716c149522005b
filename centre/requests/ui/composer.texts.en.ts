import type { ComposerTexts } from './composer.texts.zh.ts';

export const composerTextsEn: ComposerTexts = {
  composer: 'Write',
  kinds: { reply: 'Reply', note: 'Internal note', call: 'Call' },
  reply: (name) => `Reply to ${name}…`,
  note: 'Only colleagues see this…',
  call: 'What was said and agreed on the phone…',
  send: { reply: 'Send', note: 'Note', call: 'Note the call' },
  sending: 'Sending…',
  by: 'By',
  channels: { web: 'portal', email: 'e-mail' },
  whoCalled: 'Who called',
  directions: { incoming: 'customer called', outgoing: 'we called' },
  kept: 'Your text is kept.',
  refused: 'Not sent',
};
