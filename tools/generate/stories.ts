import { beginFault, leaveSite } from '#apps/server/demonstration/fault-course.ts';
import { drawn } from '#apps/server/demonstration/signature.ts';
import type { Storyteller } from '#apps/server/demonstration/storyteller.ts';
import { OPEN } from './words.ts';

/** A request that was told by commands, of which variants are made. */
export interface ToldStory {
  readonly requestId: string;
  /** Whether it came to its end; those that did lie in the past, the others go on now. */
  readonly isOver: boolean;
  /** How often it is drawn, against the others. */
  readonly weight: number;
}

const { device, trouble, otherDevice, remark, measure, outlook } = OPEN;
const [HOUR, DAY, WEEK] = [60, 24 * 60, 7 * 24 * 60];
const SITES = ['SITE-C', 'SITE-01', 'SITE-02'] as const;

/**
 * The stories, each told with the product's own commands at another weekday and hour. Those that are over are told two weeks back,
 * so that their variants need only be moved by whole weeks; those that go on have just begun.
 */
export async function tellStories(tell: Storyteller): Promise<ToldStory[]> {
  const told: ToldStory[] = [];
  const keep = (requestId: string, of: Omit<ToldStory, 'requestId'>): void => void told.push({ requestId, ...of });
  for (const [place, site] of SITES.entries()) {
    for (const [turn, startsAt] of STARTS.entries()) {
      const at = backTo(tell, (place + turn) % 5, startsAt);
      keep(await askedByPhone(tell, at, site), { isOver: true, weight: 6 });
      keep(await askedInPortal(tell, (minutes) => at(minutes + 7), site), { isOver: true, weight: 6 });
    }
  }
  for (const [place, { site, engineer, engineerName, contact, name }] of BRANCHES.entries())
    keep(await faultOnSite(tell, backTo(tell, place, 9 * HOUR + 20), { site, engineer, engineerName, contact, name }), {
      isOver: true,
      weight: 1,
    });
  for (const site of SITES) {
    keep(await justReported(tell, site), { isOver: false, weight: 2 });
    keep(await beingHandled(tell, site), { isOver: false, weight: 3 });
  }
  return told;
}

const STARTS = [8 * HOUR + 40, 10 * HOUR + 15, 14 * HOUR + 5] as const;
const BRANCHES = [
  { site: 'SITE-01', engineer: 'chengdu', engineerName: '何川', contact: 'CT-03', name: '赵工' },
  { site: 'SITE-02', engineer: 'mianyang', engineerName: '罗明', contact: 'CT-01', name: '王工' },
] as const;

type At = (minutes: number) => number;

/** 1970-01-01 was a Thursday; the weeks of a plan in China begin on Monday at midnight there. */
const FIRST_MONDAY = Date.UTC(1970, 0, 5) / 60_000 - 8 * HOUR;

/** Minutes ago, by minutes after a time of day on a weekday (0: Monday) two weeks back. */
function backTo(tell: Storyteller, weekday: number, minuteOfDay: number): At {
  const now = Math.floor(tell.now / 60_000);
  const week = Math.floor((now - FIRST_MONDAY) / WEEK) - 2;
  const start = FIRST_MONDAY + week * WEEK + weekday * DAY + minuteOfDay;
  return (minutes) => now - start - minutes;
}

async function askedByPhone(tell: Storyteller, at: At, site: string): Promise<string> {
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

async function askedInPortal(tell: Storyteller, at: At, site: string): Promise<string> {
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

interface Branch {
  readonly site: string;
  readonly engineer: string;
  readonly engineerName: string;
  readonly contact: string;
  readonly name: string;
}

async function faultOnSite(tell: Storyteller, at: At, { site, engineer, engineerName, contact, name }: Branch): Promise<string> {
  let id = '';
  const remembering: Storyteller = {
    ...tell,
    report: async (...asked) => {
      const told = await tell.report(...asked);
      id = told.id;
      return told;
    },
  };
  await beginFault(remembering, at, {
    engineer,
    engineerName,
    report: {
      by: 'wang',
      content: `${device}${trouble}，${remark}。`,
      siteId: tell.site(site),
      severity: 'major',
      symptom: `${device}${trouble}`,
    },
    contact: [4, { contactName: '王工', text: `您好，已收到报修，正在核实${device}。` }],
    verify: [9, { severity: 'major' }],
    respond: [
      13,
      { finding: `${device}疑似${trouble}。`, action: '已派工程师带备件出发。', nextStep: `到场后${measure}，${outlook}。` },
    ],
    dispatch: [20, `检查${device}，${measure}，恢复业务。`],
    accept: 24,
    depart: [26, 80],
    arrive: [78, { place: `${site}机房`, contact }],
    classify: [
      90,
      { faultType: 'configuration', faultPoint: `${otherDevice}配置`, evidence: `日志显示${otherDevice}参数被误设。` },
    ],
    consent: [92, { scopes: ['logIn', 'adjust'], what: device, why: measure, givenBy: name, means: 'word' }],
  });
  await tell.fire(at(100), engineer, [
    'visit',
    'act',
    { text: `${measure}，恢复${device}。`, scope: 'adjust', oldValue: '10 A', newValue: '16 A' },
  ]);
  await tell.fire(at(102), engineer, [
    'request',
    'treat',
    { what: `对${device}${measure}。`, steps: `一、核对；二、${measure}；三、观察。` },
  ]);
  await tell.fire(at(140), engineer, ['request', 'restore', { how: 'fix', confirmedBy: name, confirmedMeans: 'onSite' }]);
  await leaveSite(tell, at, {
    engineer,
    asks: 150,
    check: [156, { name, contact, opinion: `响应快，${outlook}。`, rating: 'verySatisfied' }],
    leaves: 158,
  });
  await concluded(tell, at, engineer);
  return id;
}

/** Approved, reviewed, explained and closed within the same day. */
async function concluded(tell: Storyteller, at: At, engineer: string): Promise<void> {
  const signature = drawn('周国强');
  await tell.fire(at(4 * HOUR), 'manager', ['order', 'approveAfterwards', { opinion: '同意', signature }]);
  await tell.fire(at(5 * HOUR), 'manager', ['order', 'reviewRecord', { opinion: '过程完整，同意归档。', signature }]);
  const cause = `例行维护时误改了${otherDevice}的参数。`;
  await tell.fire(at(6 * HOUR), engineer, ['request', 'permanentFix', { cause, solution: `恢复参数，${measure}。` }]);
  await tell.fire(at(7 * HOUR), 'support', [
    'request',
    'sendReport',
    {
      overview: `${device}${trouble}，业务中断约两小时。`,
      diagnosis: '查看日志，核对备份，定位到参数。',
      cause,
      solution: `按备份恢复参数，${measure}。`,
      impact: '没有数据丢失，没有遗留。',
      prevention: `维护检查单增加一项，${outlook}。`,
      reviewerId: tell.person('manager'),
      explainedTo: '王工',
    },
  ]);
  await tell.fire(at(8 * HOUR), engineer, ['request', 'linkKnowledge', { articleReference: `${device}${trouble}` }]);
  await tell.fire(at(9 * HOUR), 'dispatcher', [
    'request',
    'close',
    { loanSettled: 'returned', opinion: `响应快，${outlook}。`, opinionBy: '王工', rating: 'verySatisfied' },
  ]);
}

async function justReported(tell: Storyteller, site: string): Promise<string> {
  const { id } = await tell.report(12, 'wang', {
    content: `${device}${trouble}，${remark}。`,
    siteId: tell.site(site),
    kind: 'fault',
    severity: 'minor',
    symptom: `${device}${trouble}`,
  });
  return id;
}

async function beingHandled(tell: Storyteller, site: string): Promise<string> {
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
