/** Words of the kinds of request where a plan gives none of its own. */
export const kindNames: {
  readonly unknown: { zh: string; en: string };
  readonly known: Readonly<Record<string, { zh: string; en: string }>>;
} = {
  unknown: { zh: '种类未定', en: 'Kind not set' },
  known: {
    fault: { zh: '故障', en: 'Fault' },
    consultation: { zh: '技术咨询', en: 'Consultation' },
    technicalExchange: { zh: '技术交流', en: 'Technical exchange' },
    enhancement: { zh: '优化与扩充', en: 'Enhancement' },
    softwareUpgrade: { zh: '软件升级', en: 'Software upgrade' },
    other: { zh: '其他', en: 'Other' },
  },
};
