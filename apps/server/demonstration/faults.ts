import { beginFault } from './fault-course.ts';
import type { Storyteller } from './storyteller.ts';

/** Now: the engineer is on site, the service is not restored, departure would be refused. */
export async function faultInProgress(tell: Storyteller): Promise<void> {
  const start = 118;
  const at = (minutes: number): number => start - minutes;
  await beginFault(tell, at, {
    engineer: 'chengdu',
    engineerName: '何川',
    report: {
      by: 'zhao',
      content: '东区节点汇聚交换机电源告警，部分业务时断时续。',
      siteId: tell.site('SITE-01'),
      severity: 'major',
      symptom: '汇聚交换机电源告警，链路反复断开',
      assetId: tell.asset('SC55-26-0211'),
    },
    contact: [2, { contactName: '赵工', text: '您好，已收到报修，正在安排，请您留意电话。' }],
    verify: [7, { severity: 'major', extent: '东区节点约一半用户' }],
    respond: [
      11,
      { finding: '汇聚交换机一路电源异常。', action: '成都工程师已领备用电源。', nextStep: '到场后切换电源并逐条核对链路。' },
    ],
    dispatch: [18, '更换汇聚交换机电源，恢复东区节点链路。'],
    accept: 21,
    depart: [23, 92],
    arrive: [90, { place: '东区节点机房', contact: 'CT-03' }],
    classify: [
      100,
      {
        faultType: 'equipment',
        faultPoint: '二路电源模块',
        evidence: '二路电源无输出，切换后告警消失。',
        damageCause: 'notHuman',
      },
    ],
    consent: [
      104,
      { scopes: ['openEquipment'], what: '汇聚交换机电源仓', why: '更换二路电源模块', givenBy: '赵工', means: 'onScreen' },
    ],
  });
  await tell.fire(at(110), 'chengdu', ['visit', 'act', { text: '拆下二路电源模块，装入备用模块。', scope: 'openEquipment' }]);
  await tell.fire(at(112), 'chengdu', [
    'request',
    'treat',
    { what: '更换二路电源模块，观察链路。', steps: '一、拆下；二、装入；三、观察。', claimReference: 'RMA-2217' },
  ]);
}

/** Ten minutes ago: somebody reported in the portal, nobody has called back yet; and a report whose kind is still open. */
export async function faultReported(tell: Storyteller): Promise<void> {
  await tell.report(9, 'wang', {
    content: '中央网络中心到北区节点的专线从半小时前开始丢包，视频会议卡顿，网页可以打开。',
    siteId: tell.site('SITE-C'),
    kind: 'fault',
    severity: 'minor',
    symptom: '专线丢包约百分之五',
  });
  await tell.report(3, 'li', { content: '想了解一下下季度巡检能不能安排在月中，顺便看看防火墙的策略。' });
}
