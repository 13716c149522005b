/** The invented people of the demonstration centre, by the codes of the sample plan. Positions are bound as roles.md says: by project, unit or site. */
export interface DemonstrationPerson {
  readonly login: string;
  readonly name: string;
  readonly unit?: string;
  readonly contact?: string;
  readonly mobile?: string;
  readonly positions: readonly {
    readonly position: string;
    readonly bound?: 'project' | { readonly unit: string } | { readonly site: string };
  }[];
  /** Years after the sale and in integration; absent: never sent to a site. */
  readonly years?: readonly [number, number];
  /** On call round the clock at this level, for this unit. */
  readonly onCall?: string;
  readonly who: string;
}

export const demonstrationPeople: readonly DemonstrationPerson[] = [
  {
    login: 'dispatcher',
    name: '陈静',
    unit: 'HQ',
    mobile: '+86 10 0000 0101',
    positions: [{ position: 'dedicatedServiceManager', bound: 'project' }],
    onCall: 'dedicatedServiceManager',
    who: '专职服务经理 dedicated service manager',
  },
  {
    login: 'manager',
    name: '周国强',
    unit: 'CSC',
    mobile: '+86 10 0000 0102',
    positions: [{ position: 'centreManager' }],
    onCall: 'centreManager',
    who: '客户服务中心经理 centre manager, approves',
  },
  {
    login: 'assistant',
    name: '吴敏',
    unit: 'CSC',
    positions: [{ position: 'centreManagerAssistant' }],
    who: '经理助理 assistant to the centre manager',
  },
  {
    login: 'quality',
    name: '郑洁',
    unit: 'QG',
    positions: [{ position: 'qualityController' }],
    who: '质量控制员 quality controller',
  },
  {
    login: 'support',
    name: '刘洋',
    unit: 'SG',
    mobile: '+86 10 0000 0103',
    positions: [{ position: 'supportEngineer', bound: 'project' }],
    years: [6, 9],
    onCall: 'supportEngineer',
    who: '技术支持工程师 support engineer',
  },
  {
    login: 'chengdu',
    name: '何川',
    unit: 'BR-CD',
    mobile: '+86 28 0000 0104',
    positions: [{ position: 'branchEngineer', bound: { unit: 'BR-CD' } }],
    years: [4, 5],
    onCall: 'branchEngineer',
    who: '成都分支工程师 branch engineer, Chengdu',
  },
  {
    login: 'chengdu2',
    name: '唐雪',
    unit: 'BR-CD',
    positions: [{ position: 'branchEngineer', bound: { unit: 'BR-CD' } }],
    years: [1, 2],
    who: '成都分支新人 branch engineer without the years yet',
  },
  {
    login: 'mianyang',
    name: '罗明',
    unit: 'BR-MY',
    mobile: '+86 816 0000 0105',
    positions: [{ position: 'branchEngineer', bound: { unit: 'BR-MY' } }],
    years: [3, 4],
    onCall: 'branchEngineer',
    who: '绵阳分支工程师 branch engineer, Mianyang',
  },
  {
    login: 'author',
    name: '孙莉',
    unit: 'HQ',
    positions: [{ position: 'planAuthor' }],
    who: '方案编制人 plan author',
  },
  {
    login: 'auditor',
    name: '何平',
    unit: 'HQ',
    positions: [{ position: 'auditor' }],
    who: '审计员 auditor, takes evidence packs',
  },
  {
    login: 'admin',
    name: '系统管理员',
    unit: 'CSC',
    positions: [{ position: 'systemAdministrator' }],
    who: '系统管理员 system administrator',
  },
  {
    login: 'wang',
    name: '王工',
    contact: 'CT-01',
    positions: [{ position: 'customerTechnician', bound: 'project' }],
    who: '客户技术人员 customer technician',
  },
  {
    login: 'li',
    name: '李主任',
    contact: 'CT-02',
    positions: [{ position: 'customerRepresentative', bound: 'project' }],
    who: '客户代表 customer representative',
  },
  {
    login: 'zhao',
    name: '赵工',
    contact: 'CT-03',
    positions: [{ position: 'customerSiteStaff', bound: { site: 'SITE-01' } }],
    who: '客户现场人员 customer’s site staff',
  },
];

/** How contacts of the sample plan are reached in the demonstration. */
export const demonstrationContacts: Readonly<Record<string, { phone: string; email: string }>> = {
  'CT-01': { phone: '+86 10 0000 0004', email: 'wang@customer.example.cn' },
  'CT-02': { phone: '+86 10 0000 0005', email: 'li@customer.example.cn' },
  'CT-03': { phone: '+86 10 0000 0003', email: 'zhao@customer.example.cn' },
};

export const demonstrationAssets = [
  { site: 'SITE-01', name: '核心交换机', model: 'SC-7706', serialNumber: 'SC77-26-0103' },
  { site: 'SITE-01', name: '汇聚交换机', model: 'SC-5560', serialNumber: 'SC55-26-0211' },
  { site: 'SITE-02', name: '接入交换机', model: 'SC-3100', serialNumber: 'SC31-26-0417' },
  { site: 'SITE-C', name: '边界防火墙', model: 'FW-2000', serialNumber: 'FW20-26-0008' },
  { site: 'SITE-C', name: '核心数据库服务器', model: 'DB-8S', serialNumber: 'DB8S-26-0002' },
] as const;
