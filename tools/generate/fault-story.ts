import { beginFault, leaveSite } from '#apps/server/demonstration/fault-course.ts';
import { drawn } from '#apps/server/demonstration/signature.ts';
import type { Storyteller } from '#apps/server/demonstration/storyteller.ts';
import { HOUR, type At } from './story-times.ts';
import { OPEN } from './words.ts';

const { device, trouble, otherDevice, remark, measure, outlook } = OPEN;

/** Who of the branch goes, where to, and who stands there for the customer. */
export interface Branch {
  readonly site: string;
  readonly engineer: string;
  readonly engineerName: string;
  readonly contact: string;
  readonly name: string;
}

/** A major fault from the report to the signed papers: a visit, a consent, an order approved afterwards. */
export async function faultOnSite(
  tell: Storyteller,
  at: At,
  { site, engineer, engineerName, contact, name }: Branch,
): Promise<string> {
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
