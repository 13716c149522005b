export const flowTextsZh = {
  title: '流程',
  status: { taken: '已走过', current: '当前', ahead: '尚未到', broken: '已走过，有违约' },
  comma: '，',
};
export type FlowTexts = typeof flowTextsZh;
