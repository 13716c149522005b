import { drawn } from './signature.ts';
import type { Storyteller } from './storyteller.ts';

const HOUR = 60;

const verification = {
  since: '约半小时前',
  extent: '该节点全部业务',
  changesBefore: '此前没有变更',
  backupState: '昨夜02:00已备份',
} as const;

/** Now: the engineer is on site, the service is not restored, departure would be refused. */
export async function faultInProgress(tell: Storyteller): Promise<void> {
  const start = 118;
  const at = (minutes: number): number => start - minutes;
  await tell.report(at(0), 'zhao', {
    content: '东区节点汇聚交换机电源告警，部分业务时断时续。',
    siteId: tell.site('SITE-01'),
    kind: 'fault',
    severity: 'major',
    symptom: '汇聚交换机电源告警，链路反复断开',
    assetId: tell.asset('SC55-26-0211'),
  });
  await tell.fire(at(2), 'chengdu', [
    'request',
    'contact',
    { contactName: '赵工', channel: 'phone', text: '您好，已收到报修，正在安排，请您留意电话。' },
  ]);
  await tell.fire(at(7), 'dispatcher', [
    'request',
    'verify',
    { ...verification, symptom: '汇聚交换机电源告警，链路反复断开', severity: 'major', extent: '东区节点约一半用户' },
  ]);
  await tell.fire(at(11), 'dispatcher', [
    'request',
    'respond',
    { finding: '汇聚交换机一路电源异常。', action: '成都工程师已领备用电源。', nextStep: '到场后切换电源并逐条核对链路。' },
  ]);
  await tell.fire(at(18), 'dispatcher', [
    'request',
    'dispatch',
    {
      people: [{ personId: tell.person('chengdu'), level: 1 }],
      taskContent: '更换汇聚交换机电源，恢复东区节点链路。',
      requiredBy: tell.iso(-at(5 * HOUR)),
    },
  ]);
  await tell.fire(at(21), 'chengdu', ['visit', 'acceptTask', { signature: drawn('何川'), siteRulesRead: true }]);
  await tell.fire(at(23), 'chengdu', ['visit', 'depart', { partsReady: true, expectedAt: tell.iso(-at(92)) }]);
  await tell.fire(at(90), 'chengdu', ['visit', 'arrive', { place: '东区节点机房', contactId: tell.contact('CT-03') }]);
  await tell.fire(at(100), 'chengdu', [
    'request',
    'classify',
    { faultType: 'equipment', faultPoint: '二路电源模块', evidence: '二路电源无输出，切换后告警消失。', damageCause: 'notHuman' },
  ]);
  await tell.fire(at(104), 'chengdu', [
    'visit',
    'askConsent',
    {
      scopes: ['openEquipment'],
      what: '汇聚交换机电源仓',
      why: '更换二路电源模块',
      answer: 'given',
      givenBy: '赵工',
      means: 'onScreen',
    },
  ]);
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
