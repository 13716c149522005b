import type { ConflictCode, PlanTexts } from './plan-diagnostic.schema.ts';
import type { ReadingTexts } from './reading.rules.ts';

export const conflictTexts: Pick<PlanTexts, ConflictCode> = {
  conflictUnsettled: {
    message: '{subject} 有两个同时有效的值：{values}，conflicts 中没有作出取舍。',
    remedy: '请在 conflicts 中写明相关条款、取舍、理由和同意人，或只保留其中一个值。',
  },
  readingUnsettled: {
    message: '条款没有说清{question}：{values}。conflicts 中也没有写明以哪种为准。',
    remedy: '请在 conflicts 中加一条，subject 写 {subject}，并写明相关条款、取舍、理由和同意人。',
  },
  channelNotOffered: {
    message: '承诺 {name} 提到渠道 {channel}，方案中却没有。',
    remedy: '请在 channels 中补上 {channel}，或从承诺的文字中删去。',
  },
  cadenceUndecided: {
    message: '日程 {name} 的周期为 {every}，但没有说明从何时算起：按日历，还是从某个日期起？',
    remedy: '按日历周期末写 {end}；从某个日期起按月计算则写 {duration}，并给出 anchor。',
  },
  settlementDiffers: {
    message: '冲突 {conflict} 对 {name} 的取舍为 {chosen}，实际生效的是 {actual}。',
    remedy: '请使取舍与实际值一致。',
  },
  conflictNotAgreed: { message: '冲突 {conflict} 的取舍尚无人同意。', remedy: '请在 agreed 中写明同意人和日期。' },
};

export const readingTexts: ReadingTexts = {
  hours: '何时有人值守：仅在办公时间，还是全天',
  serviceStage: '从何时起免费：自试运行起，还是在其后',
  restored: '时限到何时为止：修好，还是客户恢复使用',
  remoteBeforeSite: '工程师是立即出发，还是先尝试远程处理',
  approvalBeforeDispatch: '紧急任务书可否事后补批',
  signatureByMode: '哪种服务方式要客户签字，哪种要客户评价',
  freeScope: '免费的范围：两条承诺都给出免费期，只有一条写明范围',
  freePeriodNames: '免费期与产品使用期是否为一回事',
  fees: '哪些可以收费：未列明的一律免费，却又有出售',
  humanDamage: '其他原因造成的损坏由谁付费，而未列明的一律免费',
  residentChanges: '更换次数按哪一年计：日历年，还是任意连续十二个月',
  rates: '比率如何计算：条款没有给出公式',
  intake: '请求可先找不同的人时，由谁负责',
  unitNames: '两个名称是否指同一单位',
  channels: '渠道清单是否列全，其他渠道算不算',
  makeUpWorkdays: '按公告上班的调休日是否算办公日',
  month: '月如何计：日历月，还是从某个日期起',
  quarter: '季度如何计：日历季度，还是从某个日期起每三个月',
  halfYear: '半年如何计：日历半年，还是从某个日期起每六个月',
  year: '年如何计：日历年，还是从某个日期起每十二个月',
};
