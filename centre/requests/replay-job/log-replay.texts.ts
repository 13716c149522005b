import { refusal, type Refusal } from '#platform/command/refusal.ts';

const notAllowed = {
  zh: '只有可以编制方案的人（专职服务经理、方案编制人）可以回放日志。请交给他们。',
  en: 'Only those who may author plans (dedicated service managers, plan authors) may replay logs. Ask one.',
};

/** Why something is not done with a log that is to be replayed. */
export const replayRefusals = {
  notAllowed: refusal(403, 'notAllowed', notAllowed),
  notFound: refusal(404, 'notFound', {
    zh: '没有这份日志。请从列表中打开。',
    en: 'There is no such log. Open one from the list.',
  }),
  planNotFound: refusal(404, 'planNotFound', {
    zh: '没有这个版本的方案或草稿，或者您不编制这个项目的方案。请从列表中选择。',
    en: 'There is no such version of a plan or a draft, or you do not author the plans of its project. Choose one from the list.',
  }),
  atWork: refusal(409, 'replayAtWork', {
    zh: '正在回放这份日志。请等它完成，或先取消。',
    en: 'This log is being replayed. Wait until that is done, or cancel it first.',
  }),
  notAtWork: refusal(409, 'replayNotAtWork', {
    zh: '现在没有什么可以取消：没有在回放。',
    en: 'There is nothing to cancel: it is not being replayed.',
  }),
  hasErrors: refusal(422, 'replayHasErrors', {
    zh: '映射、方案或修改的时限有错误，没有开始。请逐条改正。',
    en: 'The map, the plan or a changed limit has errors, and nothing was begun. Mend each of them.',
  }),
} as const satisfies Record<string, Refusal>;

/** Why a replay ended before its end. */
export const replayFailures = {
  rightsLost: {
    zh: '您已不再编制这个方案，没有回放。请交给可以编制方案的同事。',
    en: 'You no longer author this plan, so it was not replayed. Ask somebody who does.',
  },
  noLongerFits: {
    zh: '映射与日志或方案不再相符，没有回放。请检查映射，再试一次。',
    en: 'The map no longer fits the log or the plan, so it was not replayed. Check the map and try again.',
  },
};

/** Why a limit cannot be changed so. */
export const limitTexts = {
  unknownClock: { zh: '方案里没有这个计时。', en: 'The plan has no such clock.' },
  unknownSeverity: { zh: '这个计时没有这个等级的时限。', en: 'The clock has no limit at this severity.' },
  notALimit: {
    zh: '这不是可用的时限。请写成 PT4H（4小时）、P3D（3天）这样。',
    en: 'This is no limit that can be counted. Write PT4H for four hours, P3D for three days.',
  },
} as const;
