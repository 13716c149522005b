import type { ServicePlan } from '#centre/plan/index.ts';
import { severityOrder } from '#centre/plan/plan.rules.ts';
import type { ClockDefinition } from '../clock/clock.schema.ts';
import { limitText } from '../clock/terms.rules.ts';
import { CALENDAR_WORDS, calendarKind } from '#centre/plan/calendar-name.rules.ts';
import type { BothLanguages } from '../clock-view.schema.ts';
import { clockName } from '#centre/plan/plan-names.rules.ts';
import { conditionWords } from '../condition-words.rules.ts';
import { limitWords } from '../limit-words.ts';
import type { ClockRule, PlanClockRules } from '../plan-clocks.rules.ts';
import { conditionOf, holdsAt } from '../served.rules.ts';
import type { Condition } from '../subject-clocks.schema.ts';

type PlanOfLimits = Pick<ServicePlan, 'clocks' | 'severities' | 'faultHandling' | 'requestKinds'>;

/**
 * What a commitment is promised by a clock of the plan, a line for each limit, the gravest severity first, with whom it holds for unless it
 * holds for all: `到场：2小时（7×24），限系统严重故障、部分重要服务不正常`.
 */
export function clockLimits(
  rules: PlanClockRules,
  plan: PlanOfLimits,
  of: { readonly clock: string; readonly commitment: string },
): BothLanguages[] {
  return rules.clocks
    .filter(({ planClock, sources }) => planClock === of.clock && sources.includes(of.commitment))
    .flatMap((rule) => limitsOf(rules, plan, { rule, condition: conditionOf(rule, of.commitment) }));
}

interface Limited {
  readonly rule: ClockRule;
  readonly condition: Condition | undefined;
}

function limitsOf(rules: PlanClockRules, plan: PlanOfLimits, { rule, condition }: Limited): BothLanguages[] {
  const name = clockName(rule.name, plan);
  const say = (limit: BothLanguages, whom: Condition | undefined): BothLanguages => {
    const { zh, en } = whom === undefined ? { zh: '', en: '' } : conditionWords(whom, plan);
    return {
      zh: `${name.zh}：${limit.zh}${zh && `，限${zh}`}`,
      en: `${name.en}: ${limit.en}${en && `, for ${en}`}`,
    };
  };
  if (rule.bySeverity.size === 0) return [say(wordsOf(rules, rule.fixed, rule.calendar.name), condition)];
  const { severity: _graded, ...others } = condition ?? {};
  const order = severityOrder(plan);
  const graded = [...rule.bySeverity]
    .filter(([severity]) => holdsAt(condition, severity))
    .sort(([one], [other]) => order.indexOf(one) - order.indexOf(other));
  const alike = Map.groupBy(graded, ([, terms]) => wordsOf(rules, terms, rule.calendar.name).zh);
  return [...alike.values()].map((group) => {
    const severity = group.map(([id]) => id);
    const whom = isAll(plan, rule, severity) ? others : { severity, ...others };
    return say(wordsOf(rules, group[0]?.[1], rule.calendar.name), Object.keys(whom).length === 0 ? undefined : whom);
  });
}

/** Whether these are all severities that a request can have on which the clock runs. */
function isAll({ severities, requestKinds }: PlanOfLimits, { planClock }: ClockRule, some: readonly string[]): boolean {
  const kinds = Object.keys(requestKinds).filter((kind) => requestKinds[kind]?.clocks.includes(planClock));
  const isPossible = ([, { appliesTo }]: [string, PlanOfLimits['severities'][string]]): boolean =>
    appliesTo === undefined || kinds.length === 0 || appliesTo.some((kind) => kinds.includes(kind));
  return Object.entries(severities)
    .filter(isPossible)
    .every(([id]) => some.includes(id));
}

function wordsOf({ plan }: PlanClockRules, terms: ClockDefinition | undefined, ownCalendar: string): BothLanguages {
  const unit = terms?.unit ?? null;
  const calendar = terms?.calendar ?? ownCalendar;
  const limit = terms === undefined ? null : limitText(terms);
  return limitWords({ limit, unit, calendar: { name: CALENDAR_WORDS[calendarKind(plan.calendars[calendar], unit)] } });
}
