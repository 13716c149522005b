export const draftTextsZh = {
  kept: '草稿已存在本机',
  startOver: '清空重写',
  restored: '已恢复上次没有提交的内容',
  discard: '丢弃',
};
export type DraftTexts = typeof draftTextsZh;
