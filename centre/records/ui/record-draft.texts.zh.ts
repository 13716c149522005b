export const recordDraftTextsZh = {
  unsaved: (count: number) => `${count}处未保存，草稿已存在本机`,
  discard: '放弃草稿',
  changed: '您写的时候，别人改了同一栏。请选定留哪一份，再保存。',
  closed: '您写的时候，这些栏已签字冻结或不再由您填写，存不进去了。要用的内容请先复制。',
  theirs: '现在是',
  mine: '您写的是',
  empty: '（空）',
  keepMine: '留我写的',
  takeTheirs: '留现在的',
  drop: '放弃',
};
export type RecordDraftTexts = typeof recordDraftTextsZh;
