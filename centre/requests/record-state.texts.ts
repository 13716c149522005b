export const recordStateWords: Readonly<Record<'draft' | 'open' | 'frozen' | 'voided', { zh: string; en: string }>> = {
  draft: { zh: '草稿', en: 'Draft' },
  open: { zh: '填写中', en: 'Being filled' },
  frozen: { zh: '已定稿', en: 'Final' },
  voided: { zh: '作废', en: 'Voided' },
};
