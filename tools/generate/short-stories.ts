import type { Storyteller } from '#apps/server/demonstration/storyteller.ts';
import { DAY, HOUR, type At } from './story-times.ts';
import { OPEN } from './words.ts';

const { device, trouble, otherDevice, remark, measure, outlook } = OPEN;

/** Told to the dispatcher on the telephone, answered by headquarters, confirmed by the customer. */
export async function askedByPhone(tell: Storyteller, at: At, site: string): Promise<string> {
  const { id } = await tell.report(at(0), 'dispatcher', {
    channel: 'phone',
    contactId: tell.contact('CT-01'),
    siteId: tell.site(site),
    kind: 'consultation',
    content: `${device}${trouble}之后，${otherDevice}要不要${measure}？${remark}。`,
    headquarters: true,
  });
  await tell.fire(at(5), 'support', ['request', 'startHandling']);
  await tell.fire(at(30), 'support', ['request', 'answer', answer]);
  await tell.fire(at(3 * HOUR), 'wang', ['request', 'confirm', { rating: 'satisfied', comment: `清楚了，谢谢。${outlook}` }]);
  await tell.fire(at(4 * HOUR), 'support', ['request', 'linkKnowledge', { articleReference: `${device}${trouble}` }]);
  return id;
}

const answer = {
  finding: `已查看${device}的记录，${trouble}与${otherDevice}有关，${remark}。`,
  action: `已${measure}，并核对现网配置。`,
  nextStep: `如再出现，请先记下时间，我们再次${measure}，${outlook}。`,
} as const;

/** Written in the portal, called back, answered and confirmed. */
export async function askedInPortal(tell: Storyteller, at: At, site: string): Promise<string> {
  const { id } = await tell.report(at(0), 'wang', {
    content: `请问${device}的${otherDevice}可以${measure}吗？${remark}，${outlook}。`,
    siteId: tell.site(site),
    kind: 'consultation',
  });
  await tell.fire(at(6), 'support', [
    'request',
    'contact',
    { contactName: '王工', channel: 'phone', text: `您好，问题收到了，我先查看${device}再答复您。` },
  ]);
  await tell.fire(at(8), 'support', ['request', 'startHandling']);
  await tell.fire(at(50), 'support', ['request', 'answer', answer]);
  await tell.fire(at(2 * HOUR), 'wang', ['request', 'confirm', { rating: 'verySatisfied', comment: `很清楚，${outlook}。` }]);
  await tell.fire(at(3 * HOUR), 'support', ['request', 'linkKnowledge', { articleReference: `${otherDevice}${measure}` }]);
  return id;
}

/** Written in the portal, and withdrawn before anybody had called: it went by itself. */
export async function withdrawn(tell: Storyteller, at: At, site: string): Promise<string> {
  const { id } = await tell.report(at(0), 'wang', {
    content: `${device}${trouble}，${remark}。`,
    siteId: tell.site(site),
    kind: 'consultation',
  });
  await tell.fire(at(9), 'wang', ['request', 'cancel', { reason: `${otherDevice}已恢复，${outlook}。` }]);
  return id;
}

/** Reported as a fault that it was not: the manager calls back, and the customer agrees. */
export async function noFault(tell: Storyteller, at: At, site: string): Promise<string> {
  const { id } = await tell.report(at(0), 'wang', {
    content: `${device}${trouble}，${remark}。`,
    siteId: tell.site(site),
    kind: 'fault',
    severity: 'minor',
    symptom: `${device}${trouble}`,
  });
  await tell.fire(at(7), 'dispatcher', [
    'request',
    'contact',
    { contactName: '王工', channel: 'phone', text: `您好，正在核实${device}的情况，请查看${otherDevice}。` },
  ]);
  await tell.fire(at(25), 'dispatcher', [
    'request',
    'noFault',
    { reason: `经${measure}，属正常现象，${outlook}。`, agreedBy: '王工' },
  ]);
  return id;
}

/** Promised for the next day, and answered twice: the first answer did not solve it. */
export async function answeredTwice(tell: Storyteller, at: At, site: string): Promise<string> {
  const { id } = await tell.report(at(0), 'wang', {
    content: `请问${device}${trouble}与${otherDevice}有关吗？${remark}，${outlook}。`,
    siteId: tell.site(site),
    kind: 'consultation',
  });
  await tell.fire(at(6), 'support', [
    'request',
    'contact',
    { contactName: '王工', channel: 'phone', text: `您好，问题收到了，我先查看${device}再答复您。` },
  ]);
  await tell.fire(at(9), 'support', ['request', 'startHandling']);
  await tell.fire(at(100), 'support', [
    'request',
    'defer',
    {
      reason: `要等${otherDevice}的日志。`,
      finding: `${device}暂未见异常，${remark}。`,
      nextStep: `收到日志后${measure}。`,
      promisedAnswerAt: tell.iso(-at(DAY)),
    },
  ]);
  await tell.fire(at(DAY - HOUR), 'support', ['request', 'answer', answer]);
  await tell.fire(at(DAY), 'wang', ['request', 'notSolved', { comment: `还是${trouble}，${remark}。` }]);
  await tell.fire(at(DAY + HOUR), 'support', ['request', 'answer', answer]);
  await tell.fire(at(DAY + 2 * HOUR), 'wang', ['request', 'confirm', { rating: 'satisfied', comment: `这次好了，${outlook}。` }]);
  await tell.fire(at(DAY + 3 * HOUR), 'support', ['request', 'linkKnowledge', { articleReference: `${device}${trouble}` }]);
  return id;
}

/** Reported minutes ago. */
export async function justReported(tell: Storyteller, site: string): Promise<string> {
  const { id } = await tell.report(12, 'wang', {
    content: `${device}${trouble}，${remark}。`,
    siteId: tell.site(site),
    kind: 'fault',
    severity: 'minor',
    symptom: `${device}${trouble}`,
  });
  return id;
}

/** Called back, and being looked into. */
export async function beingHandled(tell: Storyteller, site: string): Promise<string> {
  const { id } = await tell.report(40, 'wang', {
    content: `${device}${trouble}时，${otherDevice}要不要${measure}？${remark}。`,
    siteId: tell.site(site),
    kind: 'consultation',
  });
  await tell.fire(34, 'support', [
    'request',
    'contact',
    { contactName: '王工', channel: 'phone', text: `您好，问题收到了，我先查看${device}再答复您，${outlook}。` },
  ]);
  await tell.fire(30, 'support', ['request', 'startHandling']);
  return id;
}
