import { refusal, type Refusal } from '#platform/command/refusal.ts';
import { importTexts } from '../import/import.texts.ts';

/** Why something is not done with a log that is to be imported. */
export const jobRefusals = {
  notAllowed: refusal(403, 'notAllowed', importTexts.notAllowed),
  notFound: refusal(404, 'notFound', {
    zh: '没有这个导入。请从列表中打开。',
    en: 'There is no such import. Open one from the list.',
  }),
  atWork: refusal(409, 'importAtWork', {
    zh: '正在处理这份日志。请等它完成，或先取消。',
    en: 'This log is being worked on. Wait until that is done, or cancel it first.',
  }),
  notLookedAt: refusal(409, 'importNotLookedAt', {
    zh: '还没有试运行，或已经导入完。请先试运行。',
    en: 'No dry run was made since, or it is imported already. Make a dry run first.',
  }),
  nothingToImport: refusal(409, 'nothingToImport', {
    zh: '没有可以导入的请求。请按原因修改映射或日志，再试运行。',
    en: 'There is no request that can be imported. Mend the map or the log by the reasons, then make another dry run.',
  }),
  notAtWork: refusal(409, 'importNotAtWork', {
    zh: '现在没有什么可以取消：它没有在运行。',
    en: 'There is nothing to cancel: it is not running.',
  }),
  mapHasErrors: refusal(422, 'mapHasErrors', {
    zh: '映射有错误，没有开始。请逐条改正。',
    en: 'The map has errors, and nothing was begun. Mend each of them.',
  }),
} as const satisfies Record<string, Refusal>;

/** Why an import ended before its end. */
export const failures = {
  rightsLost: {
    zh: '发起人已无权导入历史请求，后面的没有导入。请由系统管理员重新开始。',
    en: 'Whoever began it may no longer import histories, so the rest was not. A system administrator may begin again.',
  },
  mapNoLongerFits: {
    zh: '映射与现行方案不再相符，后面的没有导入。请检查映射，再试运行。',
    en: 'The map no longer fits the plan in force, so the rest was not imported. Check the map and make another dry run.',
  },
};
