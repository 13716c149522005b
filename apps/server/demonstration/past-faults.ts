import { beginFault, leaveSite } from './fault-course.ts';
import { drawn } from './signature.ts';
import type { Storyteller } from './storyteller.ts';

const DAY = 24 * 60;
const HOUR = 60;

const verdicts = { opinion: '同意', reviewed: '过程完整，同意归档。' } as const;

/** Last month: a fault solved well within its commitments, on record to the last signature. */
export async function faultKept(tell: Storyteller): Promise<void> {
  const start = 33 * DAY;
  const at = (minutes: number): number => start - minutes;
  await beginFault(tell, at, {
    engineer: 'mianyang',
    engineerName: '罗明',
    report: {
      by: 'wang',
      content: '北区节点接入交换机频繁重启，视频会议中断。',
      siteId: tell.site('SITE-02'),
      severity: 'major',
      symptom: '接入交换机每几分钟重启一次',
      assetId: tell.asset('SC31-26-0417'),
    },
    contact: [4, { contactName: '王工', text: '您好，已收到报修，正在核实，请保持电话畅通。' }],
    verify: [9, { severity: 'major' }],
    respond: [
      13,
      {
        finding: '接入交换机电源模块疑似故障。',
        action: '已派绵阳工程师带备用电源出发。',
        nextStep: '到场后更换电源并观察半小时。',
      },
    ],
    dispatch: [20, '检查并更换接入交换机电源模块，恢复北区节点业务。'],
    accept: 24,
    depart: [26, 80],
    arrive: [78, { place: '北区节点机房', contact: 'CT-01' }],
    classify: [90, { faultType: 'configuration', faultPoint: '电源管理配置', evidence: '日志显示电源保护阈值被误设。' }],
    consent: [
      92,
      { scopes: ['logIn', 'adjust'], what: '接入交换机电源保护阈值', why: '恢复为备份中的数值', givenBy: '王工', means: 'word' },
    ],
  });
  await tell.fire(at(100), 'mianyang', [
    'visit',
    'act',
    { text: '电源保护阈值恢复为备份中的数值。', scope: 'adjust', oldValue: '10 A', newValue: '16 A' },
  ]);
  await tell.fire(at(102), 'mianyang', [
    'request',
    'treat',
    { what: '按上次备份恢复电源保护阈值，重启后观察。', steps: '一、核对备份；二、改回阈值；三、重启并观察三十分钟。' },
  ]);
  await tell.fire(at(140), 'mianyang', ['request', 'restore', { how: 'fix', confirmedBy: '王工', confirmedMeans: 'onSite' }]);
  await leaveSite(tell, at, {
    engineer: 'mianyang',
    asks: 150,
    check: [156, { name: '王工', contact: 'CT-01', opinion: '响应快，讲得清楚。', rating: 'verySatisfied' }],
    leaves: 158,
  });
  await tell.fire(at(10 * HOUR), 'manager', [
    'order',
    'approveAfterwards',
    { opinion: verdicts.opinion, signature: drawn('周国强') },
  ]);
  await tell.fire(at(11 * HOUR), 'manager', [
    'order',
    'reviewRecord',
    { opinion: verdicts.reviewed, signature: drawn('周国强') },
  ]);
  await tell.fire(at(12 * HOUR), 'mianyang', [
    'request',
    'permanentFix',
    { cause: '例行维护时误改了电源保护阈值。', solution: '恢复阈值，并把该项加入维护检查单。' },
  ]);
  await tell.fire(at(14 * HOUR), 'support', [
    'request',
    'sendReport',
    {
      overview: '北区节点接入交换机频繁重启，视频会议中断约两小时。',
      diagnosis: '查看日志，核对备份，定位到电源保护阈值。',
      cause: '例行维护时误改了电源保护阈值。',
      solution: '按备份恢复阈值。',
      impact: '没有数据丢失，没有遗留。',
      prevention: '维护检查单增加阈值核对。',
      reviewerId: tell.person('manager'),
      explainedTo: '王工',
    },
  ]);
  await tell.fire(at(15 * HOUR), 'mianyang', ['request', 'linkKnowledge', { articleReference: '接入交换机电源保护阈值' }]);
  await tell.fire(at(16 * HOUR), 'dispatcher', [
    'request',
    'close',
    { loanSettled: 'returned', opinion: '响应快，讲得清楚。', opinionBy: '王工', rating: 'verySatisfied' },
  ]);
}

/** Yesterday: on site five minutes late, restored in time; the order's approval still waits. */
export async function faultBreached(tell: Storyteller): Promise<void> {
  const start = 19 * HOUR;
  const at = (minutes: number): number => start - minutes;
  await beginFault(tell, at, {
    engineer: 'chengdu',
    engineerName: '何川',
    report: {
      by: 'wang',
      content: '东区节点核心交换机宕机，业务网络全部中断。',
      siteId: tell.site('SITE-01'),
      symptom: '核心交换机无响应，双电源告警',
      assetId: tell.asset('SC77-26-0103'),
    },
    contact: [3, { contactName: '王工', text: '您好，已收到，请您先不要断电重启，我们马上核实。' }],
    verify: [9, { severity: 'critical' }],
    respond: [
      13,
      {
        finding: '东区节点核心交换机无响应，影响全部业务。',
        action: '已通知成都分支备勤。',
        nextStep: '三十分钟内判断能否远程解决，否则立即派人。',
      },
    ],
    notRemote: [40, '设备完全无响应，远程无法登录。'],
    dispatch: [47, '赶赴东区节点，查明核心交换机宕机原因并恢复业务。'],
    accept: 50,
    depart: [52, 122],
    arrive: [125, { place: '东区节点机房', contact: 'CT-03' }],
    classify: [
      140,
      { faultType: 'equipment', faultPoint: '主控板', evidence: '主控板指示灯熄灭，双电源告警。', damageCause: 'notHuman' },
    ],
    consent: [
      144,
      {
        scopes: ['logIn', 'openEquipment', 'adjust'],
        what: '核心交换机主控板与配置',
        why: '更换主控板并导入备份',
        givenBy: '赵工',
        means: 'onScreen',
      },
    ],
  });
  await tell.fire(at(150), 'chengdu', ['visit', 'act', { text: '打开机箱，确认主控板失效。', scope: 'openEquipment' }]);
  await tell.fire(at(155), 'chengdu', [
    'request',
    'treat',
    {
      what: '主控板失效，先以备机顶上，导入昨夜备份。',
      steps: '一、备机上架；二、核对型号与备份；三、导入配置；四、拨测。',
      claimReference: 'RMA-2211',
    },
  ]);
  await tell.fire(at(200), 'chengdu', [
    'visit',
    'act',
    { text: '备机导入配置并拨测。', scope: 'adjust', oldValue: '空配置', newValue: '昨夜02:00备份' },
  ]);
  await tell.fire(at(280), 'chengdu', [
    'request',
    'restore',
    { how: 'standbyUnit', confirmedBy: '赵工', confirmedMeans: 'onSite' },
  ]);
  await leaveSite(tell, at, {
    engineer: 'chengdu',
    asks: 294,
    check: [
      298,
      { name: '赵工', contact: 'CT-03', opinion: '业务已恢复，现场已清理。请尽快更换故障设备。', rating: 'satisfied' },
    ],
    leaves: 300,
  });
}
