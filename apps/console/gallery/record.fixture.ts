import { serviceRecord } from '#forms/service-record/form.ts';
import type { RecordRow, RecordView } from '#centre/records/records.schema.ts';

const row: RecordRow = {
  id: 're-1',
  form: 'serviceRecord',
  title: serviceRecord.title,
  recordNumber: 'QR-OP10B-2026-0031',
  state: 'open',
  stateLabel: { zh: '待审核', en: 'to be reviewed' },
  createdAt: '2026-10-04T02:55:00+08:00',
  request: { id: 'sr-0417', number: 'SR-2026-0417', title: '东区节点核心交换机宕机，业务网络全部中断' },
  customer: '示例市信息中心',
  signatures: 1,
  blocks: 2,
};
const line = (...points: readonly (readonly [number, number])[]) => ({ points: points.map(([x, y]) => ({ x, y })) });
const strokes = [
  line([12, 17], [39, 12]),
  line([26, 5], [22, 30]),
  line([10, 31], [41, 26]),
  line([24, 30], [8, 49], [25, 40], [57, 48]),
  line([46, 13], [59, 32]),
  line([60, 11], [45, 34]),
  line([76, 19], [108, 15]),
  line([92, 17], [89, 44]),
  line([70, 46], [121, 42]),
];

export const recordRows: readonly RecordRow[] = [
  row,
  {
    ...row,
    id: 're-2',
    form: 'taskOrder',
    title: { zh: '维护与服务任务书', en: 'Task order' },
    recordNumber: 'QR-OP10A-2026-0029',
    stateLabel: { zh: '已冻结', en: 'frozen' },
    signatures: 2,
  },
  { ...row, id: 're-3', recordNumber: null, stateLabel: { zh: '草稿', en: 'draft' }, signatures: 0 },
];

export const recordPaper: RecordView = {
  ...row,
  documentNumber: 'QR-OP10B',
  documentVersion: 'A/0',
  version: 4,
  definition: serviceRecord,
  values: {
    taskOrderNumber: 'QR-OP10A-2026-0029',
    performer: '成都分支工程师',
    performedOn: '2026-10-04',
    customerName: '示例市信息中心',
    address: '东区节点机房',
    phoneOrFax: '+86 10 0000 0003',
    contactName: '赵工',
    serviceNumber: 'SC77-26-0103（核心交换机SC-7706）',
    problemContent:
      '2026年10月3日22:10来信报修：东区节点核心交换机无响应，业务网络全部中断。22:26核实为系统严重故障，22:58判定不可远程解决。',
    workProcessAndResult:
      '一、00:15到场，赵工确认；经同意登录系统、打开设备。\n二、00:40判为设备问题：主控板失效，双电源告警，非人为损坏；已开设备保修单。\n三、00:55成都分支备件库预留备机；01:28上架，型号与09-28配置备份核对一致。\n四、02:44备机上线，导入配置并拨测；旧值与新值见附页第1页。\n五、02:50业务恢复正常，客户确认。备机借用至修复归还。\n六、到场迟5分，原因：派出至现场行程1小时10分。',
    serviceMode: 'onSite',
    customerOpinion: '业务已恢复，现场已清理。请尽快更换故障设备。',
  },
  open: ['reviewOpinion'],
  frozen: [],
  signable: [{ field: 'reviewSignature', block: 'review', ready: true, name: '周经理', contactId: null, own: true }],
  missing: [{ anyOf: ['reviewOpinion'] }, { anyOf: ['reviewSignature'] }],
  contentDigest: '9f3c71e04ad2b856aa',
  liveUrl: 'https://pledge.example/records/0199',
  signed: [
    {
      field: 'customerSignature',
      block: 'customer',
      name: '赵工',
      role: 'customerSiteStaff',
      at: '2026-10-04T03:08:00+08:00',
      means: 'handwritten',
      digest: '9f3c71e04ad2b856aa',
      strokes,
    },
  ],
  voidReason: null,
  replacesId: null,
  taskOrderId: 'to-1',
  next: [
    {
      event: 'fillRecord',
      label: { zh: '填写', en: 'Fill' },
      path: '/api/records/re-1/fill-record',
      allowed: true,
      needs: [],
      refusedBy: [],
      guards: [],
      reason: null,
      version: 4,
    },
    {
      event: 'correctRecord',
      label: { zh: '更正', en: 'Correct' },
      path: '/api/records/re-1/correct-record',
      allowed: true,
      needs: [{ name: 'reason', label: { zh: '更正原因', en: 'Reason' }, type: 'longText', required: true }],
      refusedBy: [],
      guards: [],
      reason: null,
      version: 4,
    },
  ],
};
