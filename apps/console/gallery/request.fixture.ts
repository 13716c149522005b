import type { RequestDetail } from '#centre/requests/requests.schema.ts';
import { emergencyFlow } from './flow.fixture.ts';
import { faultRow } from './rows.fixture.ts';

/** The fault of the worked example. */
export const fault: RequestDetail = {
  ...faultRow,
  waits: { confirmation: null, word: null, approvals: [] },
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
      visitId: null,
      standing: 'given',
      why: '',
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
