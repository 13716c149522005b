import type { Actor } from './actor.schema.ts';
import type { Condition, RightsContext } from './rights.schema.ts';

interface ConditionRule {
  /** In brackets behind the cell in the docs. */
  readonly zh: string;
  readonly en: string;
  /** Whether the reading that an act carries with it is bound by the condition as well. False where it binds the act only. */
  readonly bindsReading: boolean;
  readonly holds: (actor: Actor, context: RightsContext) => boolean;
}

function names(list: readonly string[] | undefined, actor: Actor): boolean {
  return actor.personId !== null && list !== undefined && list.includes(actor.personId);
}

function excludes(list: readonly string[] | undefined, actor: Actor): boolean {
  return list !== undefined && actor.personId !== null && !list.includes(actor.personId);
}

/** What each condition asks. Not known is not met. */
export const CONDITION_RULES: Readonly<Record<Condition, ConditionRule>> = {
  notOwn: {
    zh: '非本人',
    en: 'not own',
    bindsReading: false,
    holds: (actor, context) => excludes(context.ownerPersonIds, actor),
  },
  notSubject: {
    zh: '非被投诉人',
    en: 'not if subject',
    bindsReading: true,
    holds: (actor, context) => excludes(context.subjectPersonIds, actor),
  },
  draftOnly: { zh: '仅草稿', en: 'drafts', bindsReading: true, holds: (_, context) => context.state === 'draft' },
  published: { zh: '已发布', en: 'published', bindsReading: true, holds: (_, context) => context.state === 'published' },
  delegated: {
    zh: '受委托',
    en: 'if delegated',
    bindsReading: true,
    holds: (actor, context) => names(context.delegatedPersonIds, actor),
  },
  withConsent: { zh: '经同意', en: 'with consent', bindsReading: false, holds: (_, context) => context.consentValid === true },
  urgentIssue: {
    zh: '紧急下达',
    en: 'urgent issue',
    bindsReading: false,
    holds: (_, context) => context.event === 'issueUrgently',
  },
  handOver: { zh: '移交', en: 'hand over', bindsReading: false, holds: (_, context) => context.event === 'handOver' },
  levelOne: { zh: '一级', en: 'level 1', bindsReading: false, holds: (_, context) => context.level === 1 },
  levelTwo: { zh: '二级', en: 'level 2', bindsReading: false, holds: (_, context) => context.level === 2 },
  urgentSeverity: {
    zh: '方案中的紧急级别',
    en: "the plan's urgent severities",
    bindsReading: false,
    holds: (_, context) => context.urgentSeverity === true,
  },
  roundTwoOn: { zh: '第二轮起', en: 'round 2+', bindsReading: true, holds: (_, context) => (context.round ?? 0) >= 2 },
  roundThree: { zh: '第三轮起', en: 'round 3+', bindsReading: true, holds: (_, context) => (context.round ?? 0) >= 3 },
  receipt: { zh: '签收', en: 'receipt', bindsReading: false, holds: (_, context) => context.event === 'receive' },
  check: { zh: '校核', en: 'check', bindsReading: false, holds: (_, context) => context.event === 'check' },
  lowering: { zh: '降级', en: 'lowering', bindsReading: false, holds: (_, context) => context.event === 'lowerSeverity' },
  systemEvents: { zh: '系统事件', en: 'system events', bindsReading: true, holds: (_, context) => context.systemEvent === true },
  whomToCallNow: {
    zh: '当前联系人',
    en: 'whom to call now',
    bindsReading: true,
    holds: (_, context) => context.whomToCallNow === true,
  },
  customerAdministrator: {
    zh: '客户指定的管理员',
    en: "the customer's administrator",
    bindsReading: true,
    holds: (actor, context) => names(context.customerAdministratorPersonIds, actor),
  },
};
