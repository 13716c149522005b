export const entitlementTexts = {
  freeReplacement: {
    zh: '非人为损坏免费更换，运费我方承担',
    en: 'Free replacement of what is not damaged by people, freight ours',
  },
  standbyUnits: { zh: '备机借用至修复归还', en: 'Standby unit on loan until the repair is back' },
  unlistedFees: { zh: '未列出费用的服务免费', en: 'Services without a listed fee are free' },
} as const;
