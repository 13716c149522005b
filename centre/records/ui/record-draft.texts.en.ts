import type { RecordDraftTexts } from './record-draft.texts.zh.ts';

export const recordDraftTextsEn: RecordDraftTexts = {
  unsaved: (count) => `${count} not saved, kept on this device`,
  discard: 'Discard draft',
  changed: 'While you wrote, somebody changed the same cells. Say which stands, then save.',
  closed:
    'While you wrote, these cells were signed and frozen, or are no longer yours to fill: they cannot be saved. Copy what you need.',
  theirs: 'Now it says',
  mine: 'You wrote',
  empty: '(empty)',
  keepMine: 'Keep mine',
  takeTheirs: 'Keep the present one',
  drop: 'Discard',
};
