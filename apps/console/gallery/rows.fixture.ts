import { wholeStrip } from '#centre/commitments/strip-order.rules.ts';
import type { RequestRow } from '#centre/requests/requests.schema.ts';
import type { ClockView } from '#centre/commitments/clock-view.schema.ts';
import * as clocks from './clocks.fixture.ts';
import * as states from './states.fixture.ts';

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
    imported: null,
    receivedAt: '2026-10-03T22:10:00+08:00',
    version: 12,
    ...wholeStrip(given.clocks),
    clocks: [...given.clocks],
    gateBreaches: [],
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
  warnShares: [0.5],
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
const [running, , , paused, , , waived] = states.states9 as [
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
    clocks: [states.replacementToday, states.replacementOuter, ...clocks.keptClocks.slice(0, 8)],
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
      states.resolutionReport,
      {
        ...states.resolutionReport,
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
    clocks: [states.answerPromised, ...clocks.keptClocks.slice(0, 3)],
  }),
  row({
    id: 'sr-0400',
    number: 'SR-2026-0400',
    title: '接入交换机端口抖动，转为观察',
    severity: minor,
    site: 'east',
    owner: '成都分支',
    clocks: [states.resolutionReport, waived, ...clocks.keptClocks.slice(0, 6)],
  }),
];
