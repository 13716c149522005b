export const flowTextsZh = {
  title: '流程',
  status: { taken: '已走过', current: '当前', ahead: '尚未到', broken: '已走过，有违约' },
  comma: '，',
  names: { supportResponse: '技术支持响应流程', faultEmergency: '技术故障应急流程', intake: '受理' } as Readonly<
    Record<string, string>
  >,
};
export type FlowTexts = typeof flowTextsZh;
