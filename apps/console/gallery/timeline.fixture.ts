import type { TimelineEntry } from '#centre/requests/requests.schema.ts';

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
