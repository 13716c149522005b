import type { NeededField, NextEvent } from '#centre/requests/requests.schema.ts';

const field = (
  name: string,
  type: NeededField['type'],
  zh: string,
  en: string,
  given: Partial<NeededField> = {},
): NeededField => ({ name, type, label: { zh, en }, required: true, ...given });
const step = (
  event: string,
  zh: string,
  en: string,
  needs: NeededField[],
  refusal?: { by: string; zh: string; en: string },
): NextEvent => ({
  event,
  label: { zh, en },
  path: `/api/service-requests/sr-0417/${event}`,
  allowed: refusal === undefined,
  needs,
  refusedBy: refusal ? [refusal.by] : [],
  guards: refusal ? ['guard'] : [],
  reason: refusal ? { zh: refusal.zh, en: refusal.en } : null,
  version: 12,
});
const option = (value: string, zh: string, en: string) => ({ value, label: { zh, en } });

export const steps: readonly NextEvent[] = [
  step('restore', '登记恢复正常', 'Record the restoration', [
    field('means', 'choice', '恢复方式', 'Means', {
      options: [
        option('standby', '备机替换', 'standby unit'),
        option('repair', '修复', 'repair'),
        option('workaround', '变通', 'workaround'),
      ],
    }),
    field('contactId', 'contact', '谁确认业务正常', 'Who confirms', {
      options: [option('co-1', '赵工', 'Zhao'), option('co-2', '王工', 'Wang')],
    }),
    field('restoredAt', 'instant', '恢复时间', 'Restored at', { required: false, initial: '2026-10-04T01:40:00+08:00' }),
    field('note', 'longText', '说明', 'Note', { required: false }),
  ]),
  step('request-part', '登记所需备件', 'Record parts needed', [field('part', 'text', '备件与设备', 'Part and device')]),
  step('not-solved', '本轮未解决', 'Not solved in this round', [field('result', 'longText', '本轮结果', 'Result of this round')]),
  step('assign', '增派人员', 'Assign more people', [
    field('people', 'people', '人员', 'People', {
      options: [option('p1', '本部支持工程师', 'HQ engineer'), option('p2', '成都分支工程师', 'Branch engineer')],
    }),
  ]),
  step('leave', '离场', 'Leave', [], {
    by: 'C-1.4.4-06',
    zh: '不能离场：服务尚未恢复。恢复正常、接替人员到场或客户书面豁免后可离场。',
    en: "Cannot leave: service is not restored. Record the restoration, wait for relief, or obtain the customer's written waiver.",
  }),
  step('close', '关闭请求', 'Close', [], {
    by: 'C-1.6.2-37',
    zh: '不能关闭：故障解决方法报告尚未送达客户。根治后3个工作日内提交。',
    en: 'Cannot close: the resolution report has not reached the customer. It is due three working days after the fix.',
  }),
];
