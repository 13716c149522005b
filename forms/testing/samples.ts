import type { FieldSpec, FormDefinition, FormValues } from '#platform/form/definition.schema.ts';
import type { Strokes } from '#platform/form/signature.schema.ts';
import type { PrintRequest } from '#platform/print/print.schema.ts';
import { instant } from '#platform/time/instant.ts';
import { forms } from '../index.ts';

/** The sample plan's worked example as filled forms, for tests and benchmarks of the printer. */

const signedAt = instant(Date.parse('2026-10-04T03:08:00+08:00'));

const lines = [
  [
    [12, 17],
    [20, 16],
    [30, 14],
    [39, 12],
  ],
  [
    [26, 5],
    [25, 14],
    [22, 29],
  ],
  [
    [10, 31],
    [24, 29],
    [41, 26],
  ],
  [
    [24, 30],
    [20, 38],
    [8, 49],
  ],
  [
    [9, 49],
    [15, 45],
    [25, 40],
    [40, 44],
    [57, 48],
  ],
  [
    [46, 13],
    [52, 22],
    [59, 32],
  ],
  [
    [60, 11],
    [54, 24],
    [45, 34],
  ],
  [
    [76, 19],
    [90, 17],
    [108, 15],
  ],
  [
    [92, 17],
    [91, 27],
    [89, 36],
  ],
  [
    [70, 46],
    [95, 43],
    [121, 42],
  ],
] as const;

/** A name drawn on the screen. */
export const handwriting: Strokes = lines.map((line) => ({ points: line.map(([x, y]) => ({ x, y })) }));

const common = {
  documentVersion: 'A/0',
  documentNumbers: { taskOrder: 'QR-OP10A' },
  liveUrl: 'https://pledge.example/records/01990b5e-7d2a-7c31-9f40-5d5e8a3f2c11',
  contentDigest: '9f3c71e04ad2b856'.padEnd(64, '0'),
  createdAt: signedAt,
  timeZone: 'Asia/Shanghai',
};

const consultation: PrintRequest = {
  ...common,
  definition: forms.consultationRecord,
  documentNumber: 'QR-OP09',
  recordNumber: 'QR-OP09-2026-0031',
  values: {
    enquirerName: '赵工',
    phone: '+86 10 0000 0003',
    email: 'noc@info.example',
    organisationName: '示例市信息中心',
    recordedOn: '2026-10-03',
    projectOrProductName: '骨干网扩容项目/核心交换机SC-7706',
    enquiryStage: 'afterSales',
    enquiryContent: '2026年10月3日22:10来信报修：东区节点核心交换机无响应，业务网络全部中断。',
    serviceNumber: 'SC77-26-0103（核心交换机SC-7706）',
    answer: '22:26核实为系统严重故障；22:58判定不可远程解决，已派成都分支工程师赴现场。',
    recorder: '值班技术支持人员',
    furtherHandling: 'yes',
    taskOrderNumber: 'QR-OP10A-2026-0029',
  },
};

const order: PrintRequest = {
  ...common,
  definition: forms.taskOrder,
  documentNumber: 'QR-OP10A',
  recordNumber: 'QR-OP10A-2026-0029',
  values: {
    issuedOn: '2026-10-03',
    productOrProjectName: '骨干网扩容项目',
    requiredBy: '2026-10-04T06:10:00+08:00',
    customerName: '示例市信息中心',
    contractNumber: 'HT-2025-118',
    contactName: '赵工',
    address: '东区节点机房',
    phoneOrFax: '+86 10 0000 0003',
    email: 'noc@info.example',
    taskContent: '赴东区节点机房处理核心交换机故障：核对告警，必要时以备机替换，导入09-28配置备份，恢复业务并请客户确认。',
    proposer: '专职服务经理',
    approvalVerdict: 'approved',
    approvalOpinion: '请带备机前往。',
    approvedOn: '2026-10-04',
    retrospectiveRemark: '紧急派单，事后审批',
    assignees: [
      { name: '成都分支工程师', unit: '成都分支', level: '1' },
      { name: '本部技术支持工程师', unit: '技术支持与售后服务组', level: '2' },
    ],
    acceptedOn: '2026-10-04',
  },
  signatures: {
    leaderSignature: {
      name: '赵工',
      at: instant(Date.parse('2026-10-04T00:06:00+08:00')),
      means: 'handwritten',
      drawing: { strokes: handwriting },
    },
    approvalSignature: { name: '部门经理', at: instant(Date.parse('2026-10-04T09:12:00+08:00')), means: 'portal' },
  },
};

const service: PrintRequest = {
  ...common,
  definition: forms.serviceRecord,
  documentNumber: 'QR-OP10B',
  recordNumber: 'QR-OP10B-2026-0031',
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
    workProcessAndResult: [
      '一、00:15到场，赵工确认；经同意登录系统、打开设备。',
      '二、00:40判为设备问题：主控板失效，双电源告警，非人为损坏；已开设备保修单。',
      '三、00:55成都分支备件库预留备机；01:28上架，型号与09-28配置备份核对一致。',
      '四、02:44备机上线，导入配置并拨测；旧值与新值见附页第1页。',
      '五、02:50业务恢复正常，客户确认。备机借用至修复归还。',
      '六、到场迟5分，原因：派出至现场行程1小时10分。',
    ].join('\n'),
    serviceMode: 'onSite',
    customerOpinion: '业务已恢复，现场已清理。请尽快更换故障设备。',
    customerSignedOn: '2026-10-04',
  },
  signatures: { customerSignature: { name: '赵工', at: signedAt, means: 'handwritten', drawing: { strokes: handwriting } } },
};

/** The forms, filled, each under the name of its folder. */
export const filled = {
  'consultation-record': consultation,
  'task-order': order,
  'service-record': service,
} as const satisfies Readonly<Record<string, PrintRequest>>;

/** Nothing filled in, no number: a sheet to be filled by hand. */
export function empty(request: PrintRequest): PrintRequest {
  return { ...request, values: {}, signatures: {}, recordNumber: undefined };
}

export function voided(request: PrintRequest): PrintRequest {
  return { ...request, voided: { reason: '任务书编号填错，另开一份。', at: instant(Date.parse('2026-10-05T10:00:00+08:00')) } };
}

/** A text of that many characters, each piece of six with its own number, so that a lost or doubled one is found. */
export function numbered(mark: string, length: number): string {
  const pieces = Math.ceil(length / 6);
  return Array.from({ length: pieces }, (_, index) => `${mark}${String(index).padStart(4, '0')}。`)
    .join('')
    .slice(0, length);
}

const isTall = (spec: FieldSpec): boolean => spec.type === 'longText';

/** The fields that may hold long texts. */
export function tallFields(definition: FormDefinition): readonly string[] {
  return Object.entries(definition.fields)
    .filter(([, spec]) => isTall(spec))
    .map(([field]) => field);
}

const MARKS = ['甲', '乙', '丙', '丁', '戊', '己'];

/** Every tall cell filled with so many numbered characters. */
export function long(request: PrintRequest, length: number): PrintRequest {
  const texts = tallFields(request.definition).map((field, index) => [field, numbered(MARKS[index] ?? '庚', length)]);
  return { ...request, values: { ...request.values, ...(Object.fromEntries(texts) as FormValues) } };
}
