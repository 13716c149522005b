import type { Caller, IntakeContext } from '#centre/requests/ui/intake.queries.ts';
import type { SitesAnswer } from '#centre/requests/sites.schema.ts';
import { rows } from './rows.fixture.ts';

export const callers: readonly Caller[] = [
  {
    id: 'co-1',
    name: '王工',
    role: 'customerTechnician',
    phone: '+86 10 0000 0004',
    email: 'wang@example.cn',
    siteId: 'si-2',
    customer: { id: 'cu-1', name: '示例市信息中心' },
  },
  {
    id: 'co-2',
    name: '赵工',
    role: 'customerSiteStaff',
    phone: '+86 10 0000 0003',
    email: null,
    siteId: 'si-1',
    customer: { id: 'cu-1', name: '示例市信息中心' },
  },
];

export const intakeContext: IntakeContext = {
  projects: [{ id: 'pr-1', name: '综合业务网络系统', contractNumber: 'HT-2026-018' }],
  sites: [
    { id: 'si-0', name: '中央网络中心', isCentral: true },
    { id: 'si-1', name: '东区节点', isCentral: false },
    { id: 'si-2', name: '北区节点', isCentral: false },
  ],
  assets: [{ id: 'as-1', name: '接入交换机', model: 'SA-2408', serialNumber: 'SA24-26-0310', siteId: 'si-2' }],
  openItems: rows.slice(1, 5),
  kinds: [
    { value: 'consultation', label: { zh: '技术咨询', en: 'Consultation' } },
    { value: 'fault', label: { zh: '故障', en: 'Fault' } },
    { value: 'technicalExchange', label: { zh: '技术交流', en: 'Technical exchange' } },
  ],
  severities: [
    {
      value: 'critical',
      label: { zh: '系统严重故障', en: 'Severe system fault' },
      criteria: ['整体或核心业务中断'],
      appliesTo: ['fault'],
    },
    {
      value: 'major',
      label: { zh: '部分重要服务不正常', en: 'Important services abnormal' },
      criteria: ['部分中断或明显降级'],
      appliesTo: ['fault'],
    },
    {
      value: 'minor',
      label: { zh: '个别服务不正常', en: 'Individual service abnormal' },
      criteria: ['主要业务可用'],
      appliesTo: ['fault'],
    },
  ],
  phrases: { courteous: ['您好', '请', '谢谢'], forbidden: ['不知道', '这不是我们的服务范围'] },
  form: { documentNumber: 'QR-OP09', documentVersion: 'A/0' },
  phone: '400-000-0000',
};

export const sitesOffered: SitesAnswer = {
  items: intakeContext.sites.map(({ id, name }, at) => ({ id, code: `SITE-0${at}`, name, customer: '示例市信息中心' })),
  fitting: intakeContext.sites.length,
  chosen: null,
};
