import type { Storyteller } from './storyteller.ts';

const DAY = 24 * 60;
const HOUR = 60;

/** The everyday: one answered and confirmed, one deferred with a promised time, one waiting for the customer's word, a task order waiting for its approval. */
export async function consultations(tell: Storyteller): Promise<void> {
  await confirmed(tell);
  await deferred(tell);
  await answered(tell);
  await approvalWaiting(tell);
}

async function confirmed(tell: Storyteller): Promise<void> {
  const at = (minutes: number): number => 6 * DAY - minutes;
  await tell.report(at(0), 'dispatcher', {
    channel: 'phone',
    contactId: tell.contact('CT-01'),
    siteId: tell.site('SITE-C'),
    kind: 'consultation',
    content: '策略路由与备份链路的切换时间大约是多少？',
    headquarters: true,
  });
  await tell.fire(at(5), 'support', ['request', 'startHandling']);
  await tell.fire(at(30), 'support', [
    'request',
    'answer',
    {
      finding: '主用链路中断后，策略路由在三秒内切到备份链路。',
      action: '已核对现网配置，探测间隔为一秒。',
      nextStep: '如需更快，可在下次巡检时把探测间隔改为五百毫秒。',
    },
  ]);
  await tell.fire(at(3 * HOUR), 'wang', ['request', 'confirm', { rating: 'satisfied', comment: '清楚了，谢谢。' }]);
  await tell.fire(at(5 * HOUR), 'support', ['request', 'linkKnowledge', { articleReference: '策略路由切换时间' }]);
}

async function deferred(tell: Storyteller): Promise<void> {
  const at = (minutes: number): number => 26 * HOUR - minutes;
  await tell.report(at(0), 'wang', {
    content: 'IPv6改造时，现有防火墙策略需要重写吗？有没有可参考的资料？',
    siteId: tell.site('SITE-C'),
    kind: 'consultation',
  });
  await tell.fire(at(6), 'support', [
    'request',
    'contact',
    { contactName: '王工', channel: 'phone', text: '您好，问题收到了，我先核对现有策略再答复您。' },
  ]);
  await tell.fire(at(8), 'support', ['request', 'startHandling']);
  await tell.fire(at(45), 'support', [
    'request',
    'defer',
    {
      reason: '需要向厂商核对双栈策略的写法。',
      finding: '现有策略中有四十二条引用了IPv4地址组。',
      nextStep: '请厂商提供双栈样例，整理成对照表。',
      promisedAnswerAt: tell.iso(2 * DAY),
    },
  ]);
}

async function answered(tell: Storyteller): Promise<void> {
  const at = (minutes: number): number => 7 * HOUR - minutes;
  await tell.report(at(0), 'dispatcher', {
    channel: 'phone',
    contactId: tell.contact('CT-02'),
    siteId: tell.site('SITE-C'),
    kind: 'consultation',
    content: '链路质量月度简报能否增加时延曲线？',
    headquarters: true,
  });
  await tell.fire(at(10), 'support', ['request', 'startHandling']);
  await tell.fire(at(50), 'support', [
    'request',
    'answer',
    {
      finding: '采集数据中已有时延，简报模板没有画出来。',
      action: '已在模板中加入时延曲线。',
      nextStep: '下期简报起附时延曲线，请您过目。',
    },
  ]);
}

async function approvalWaiting(tell: Storyteller): Promise<void> {
  const at = (minutes: number): number => 30 * HOUR - minutes;
  await tell.report(at(0), 'dispatcher', {
    channel: 'phone',
    contactId: tell.contact('CT-01'),
    siteId: tell.site('SITE-C'),
    kind: 'consultation',
    content: '防火墙策略多年未清理，想请你们到现场一起梳理一次。',
    headquarters: true,
  });
  await tell.fire(at(10), 'support', ['request', 'startHandling']);
  await tell.fire(at(60), 'support', [
    'request',
    'orderTask',
    {
      furtherHandling: true,
      taskContent: '到中央网络中心与王工一起梳理防火墙策略，形成清理清单。',
      requiredBy: tell.iso(4 * DAY),
      serviceMode: 'onSite',
      visitReason: '策略须与现场人员逐条确认，不宜远程进行。',
    },
  ]);
  await tell.fire(at(65), 'support', ['order', 'submit']);
}
