import type { RequestDetail, RequestRow, TimelineEntry } from '#centre/requests/requests.schema.ts';
import type { ClockView } from '#centre/commitments/clock-view.schema.ts';
import * as clocks from './clocks.fixture.ts';
import { emergencyFlow } from './flow.fixture.ts';

/** The fault of the worked example and the rows around it. */
const customer = { id: 'cu-1', name: '示例市信息中心' };
const project = { id: 'pr-1', name: '综合业务网络系统' };
const sites = {
  east: { id: 'si-1', name: '东区节点' },
  north: { id: 'si-2', name: '北区节点' },
  centre: { id: 'si-0', name: '中央网络中心' },
};

type RowInput = Pick<RequestRow, 'id' | 'number' | 'title'> & {
  kind?: readonly [string, string, string];
  severity?: readonly [string, string, string, number];
  site: keyof typeof sites;
  owner: string;
  clocks: readonly ClockView[];
};

function row(given: RowInput): RequestRow {
  const [kind, kindZh, kindEn] = given.kind ?? ['fault', '故障', 'Fault'];
  return {
    id: given.id,
    number: given.number,
    title: given.title,
    kind,
    kindLabel: { zh: kindZh, en: kindEn },
    severity: given.severity?.[0] ?? null,
    severityLabel: given.severity ? { zh: given.severity[1], en: given.severity[2] } : null,
    severityRank: given.severity?.[3] ?? null,
    state: 'handling',
    stateLabel: { zh: '处理中', en: 'being handled' },
    road: 'onSite',
    round: 1,
    open: true,
    customer,
    project,
    site: sites[given.site],
    owner: given.owner,
    channel: 'email',
    receivedAt: '2026-10-03T22:10:00+08:00',
    version: 12,
    clocks: [...given.clocks],
  };
}

const critical = ['critical', '系统严重故障', 'Severe system fault', 0] as const;
const major = ['major', '部分重要服务不正常', 'Important services abnormal', 1] as const;
const minor = ['minor', '个别服务不正常', 'Individual service abnormal', 2] as const;
const answered = clocks.clock({
  id: 'substantiveResponse',
  names: ['实质响应', 'Substantive response'],
  mark: 'warning',
  limit: 'PT15M',
  limitSeconds: 900,
  elapsedSeconds: 660,
  remainingSeconds: 240,
  startedAt: '2026-10-04T01:31:00+08:00',
  dueAt: '2026-10-04T01:46:00+08:00',
  warnAt: ['2026-10-04T01:38:30+08:00'],
});
const arrival = clocks.clock({
  id: 'arrival',
  names: ['到场', 'Arrival'],
  mark: 'running',
  limit: 'PT4H',
  limitSeconds: 14_400,
  elapsedSeconds: 1_320,
  remainingSeconds: 13_080,
  startedAt: '2026-10-04T01:20:00+08:00',
  dueAt: '2026-10-04T05:20:00+08:00',
});
const [running, , , paused, , , waived] = clocks.states9 as [
  ClockView,
  ClockView,
  ClockView,
  ClockView,
  ClockView,
  ClockView,
  ClockView,
];

export const faultRow: RequestRow = row({
  id: 'sr-0417',
  number: 'SR-2026-0417',
  title: '东区节点核心交换机宕机，业务网络全部中断',
  severity: critical,
  site: 'east',
  owner: '成都值班',
  clocks: clocks.strip,
});

export const rows: readonly RequestRow[] = [
  row({
    id: 'sr-0418',
    number: 'SR-2026-0418',
    title: '北区节点专线丢包，视频会议卡顿',
    severity: minor,
    site: 'north',
    owner: '绵阳值班',
    clocks: [answered, running, arrival, ...clocks.keptClocks.slice(0, 2)],
  }),
  faultRow,
  row({
    id: 'sr-0412',
    number: 'SR-2026-0412',
    title: '更换东区节点汇聚交换机电源模块',
    severity: major,
    site: 'east',
    owner: '成都分支',
    clocks: [clocks.replacementToday, clocks.replacementOuter, ...clocks.keptClocks.slice(0, 8)],
  }),
  row({
    id: 'sr-0409',
    number: 'SR-2026-0409',
    title: '策略路由与备份链路的切换时间',
    kind: ['consultation', '技术咨询', 'Consultation'],
    site: 'centre',
    owner: '本部工程师',
    clocks: [clocks.answering, ...clocks.keptClocks.slice(0, 4)],
  }),
  row({
    id: 'sr-0416',
    number: 'SR-2026-0416',
    title: '核心数据库只读副本延迟增大',
    severity: major,
    site: 'centre',
    owner: '本部工程师',
    clocks: [paused, ...clocks.keptClocks.slice(0, 7)],
  }),
  row({
    id: 'sr-0402',
    number: 'SR-2026-0402',
    title: '防火墙配置丢失，已由备份恢复',
    severity: major,
    site: 'north',
    owner: '绵阳分支',
    clocks: [
      clocks.resolutionReport,
      {
        ...clocks.resolutionReport,
        id: 'knowledge',
        name: { zh: '知识入库', en: 'Knowledge entry' },
        remainingDays: 4,
        dueAt: '2026-10-12T17:00:00+08:00',
      },
      ...clocks.keptClocks,
    ],
  }),
  row({
    id: 'sr-0405',
    number: 'SR-2026-0405',
    title: 'IPv6改造方案答疑与资料',
    kind: ['technicalExchange', '技术交流', 'Technical exchange'],
    site: 'centre',
    owner: '本部工程师',
    clocks: [clocks.answerPromised, ...clocks.keptClocks.slice(0, 3)],
  }),
  row({
    id: 'sr-0400',
    number: 'SR-2026-0400',
    title: '接入交换机端口抖动，转为观察',
    severity: minor,
    site: 'east',
    owner: '成都分支',
    clocks: [clocks.resolutionReport, waived, ...clocks.keptClocks.slice(0, 6)],
  }),
];

type EntryInput = {
  at: string;
  recorded?: string;
  who: string;
  title: readonly [string, string];
  text?: string;
  channel?: string;
  effects?: TimelineEntry['effects'];
  facts?: TimelineEntry['facts'];
  message?: TimelineEntry['message'];
  kind?: TimelineEntry['kind'];
};
const entry = ({ at, recorded, who, title: [zh, en], ...given }: EntryInput, index: number): TimelineEntry => ({
  id: `en-${index}`,
  kind: given.kind ?? 'event',
  occurredAt: `2026-${at}:00+08:00`,
  recordedAt: `2026-${recorded ?? at}:00+08:00`,
  lateReason: null,
  author: { kind: 'staff', name: '', position: who },
  channel: given.channel ?? null,
  title: { zh, en },
  text: given.text ?? null,
  facts: given.facts ?? [],
  message: given.message ?? null,
  effects: given.effects ?? [],
});
const effect = (
  mark: TimelineEntry['effects'][number]['mark'],
  zh: string,
  en: string,
  seconds: number | null,
): TimelineEntry['effects'][number] => ({ mark, clock: { zh, en }, seconds });
const reply =
  '结论：东区节点核心交换机无响应，影响全部业务。已采取：申请远程诊断并通知成都分支备勤。下一步：30分钟内判断能否远程解决，否则立即派人。';

export const timeline: readonly TimelineEntry[] = [
  {
    at: '10-04T01:28',
    recorded: '10-04T01:31',
    who: '成都分支工程师',
    title: ['现场·处理步骤', 'on site, handling step'] as const,
    text: '备机已上架，核对型号SC-7706与09-28配置备份一致，开始导入。',
    facts: [
      {
        label: { zh: '同意', en: 'Consent' },
        value: { zh: '赵工：打开设备、调整参数（01:22）', en: 'Zhao: open the device, change settings (01:22)' },
      },
    ],
  },
  {
    at: '10-04T00:55',
    who: '专职服务经理',
    title: ['预留备机·成都分支备件库', 'standby reserved, Chengdu store'] as const,
    effects: [effect('kept', '备件预留', 'Spare reserved', 600)],
  },
  {
    at: '10-04T00:40',
    who: '成都分支工程师',
    title: ['判型', 'fault type'] as const,
    text: '设备问题：主控板失效，双电源告警；非人为损坏。已开设备保修单，转示例设备厂商。',
  },
  {
    at: '10-04T00:15',
    recorded: '10-04T00:19',
    who: '成都分支工程师',
    title: ['到场签到·联系人赵工', 'checked in, contact Zhao'] as const,
    effects: [effect('breached', '到场', 'Arrival', 300)],
  },
  {
    at: '10-03T23:05',
    who: '专职服务经理',
    title: ['一级派出·成都分支·任务书QR-OP10A-2026-0029', 'dispatched, Chengdu branch, QR-OP10A-2026-0029'] as const,
    effects: [effect('kept', '派出', 'Dispatch', 420), effect('started', '事后审批', 'Later approval', null)],
  },
  {
    at: '10-03T22:30',
    who: '专职服务经理',
    kind: 'message' as const,
    channel: 'email',
    title: ['回复王工', 'reply to Wang'] as const,
    text: reply,
    message: {
      id: 'me-1',
      channel: 'email',
      direction: 'outgoing' as const,
      author: { kind: 'staff' as const, name: '', position: '专职服务经理' },
      text: reply,
      files: [{ id: 'f1', name: '影响范围.pdf', mediaType: 'application/pdf', size: 181_000, url: '#' }],
      occurredAt: '2026-10-03T22:30:00+08:00',
      delivery: 'sent' as const,
      externalId: null,
    },
  },
].map((given, index) => entry({ ...given, title: given.title }, index));

export const fault: RequestDetail = {
  ...faultRow,
  content: '东区节点核心交换机无响应，业务网络全部中断，请尽快处理。',
  enquirer: { contactId: 'co-1', name: '王工', phone: '+86 10 0000 0004', email: 'wang@example.cn', role: 'customerTechnician' },
  siteContact: { name: '赵工', phone: '+86 10 0000 0003', role: 'customerSiteStaff' },
  address: '东区节点机房',
  travelTime: 'PT1H10M',
  asset: { id: 'as-1', name: '核心交换机', model: 'SC-7706', serialNumber: 'SC77-26-0103' },
  contract: {
    number: 'HT-2026-018',
    phase: 'warranty',
    phaseLabel: { zh: '售后服务期', en: 'Warranty' },
    freeUntilOn: '2029-09-17',
    phases: [
      { id: 'implementation', label: { zh: '实施', en: 'Implement' }, fromOn: '2026-03-01', toOn: '2026-06-17', current: false },
      { id: 'trialRun', label: { zh: '试运行', en: 'Trial' }, fromOn: '2026-06-18', toOn: '2026-09-17', current: false },
      { id: 'warranty', label: { zh: '售后服务期', en: 'Warranty' }, fromOn: '2026-09-18', toOn: '2029-09-17', current: true },
      { id: 'postWarranty', label: { zh: '期后', en: 'After' }, fromOn: '2029-09-18', toOn: null, current: false },
    ],
  },
  entitlements: [
    { label: { zh: '免费更换，运费我方承担', en: 'Free replacement, carriage ours' }, commitments: ['C-1.1-09'] },
    { label: { zh: '备机借用至修复归还', en: 'Standby unit until repaired' }, commitments: ['C-1.1-08'] },
    { label: { zh: '未列出费用的服务免费', en: 'Unlisted services are free' }, commitments: ['C-1.1-22'] },
  ],
  openItems: 7,
  records: [
    {
      id: 're-1',
      form: 'taskOrder',
      title: { zh: '维护与服务任务书', en: 'Task order' },
      number: 'QR-OP10A-2026-0029',
      state: 'issued',
      stateLabel: { zh: '待审批', en: 'to be approved' },
      url: '/api/records/re-1',
    },
  ],
  visits: [],
  consents: [
    {
      scope: 'openDevice',
      label: { zh: '打开设备、调整参数', en: 'Open the device' },
      what: '',
      by: '赵工',
      at: '2026-10-04T01:22:00+08:00',
      until: null,
    },
  ],
  flow: emergencyFlow,
};
