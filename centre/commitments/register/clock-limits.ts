import type { ServicePlan } from '#centre/plan/index.ts';
import type { BothLanguages } from '../clock-view.schema.ts';
import { limitText } from '../clock/terms.rules.ts';
import { clockName } from '../clock-names.rules.ts';
import { CALENDAR_WORDS, calendarKind } from '../calendar-name.rules.ts';
import { limitWords } from '../limit-words.ts';
import type { PlanClockRules } from '../plan-clocks.rules.ts';

/** A clock of the plan with its limits, the gravest severity first: `到场：2小时（7×24）、4小时（7×24）`. */
export function clockLimit(rules: PlanClockRules, plan: Pick<ServicePlan, 'clocks'>, clock: string): BothLanguages {
  const limits = limitsOf(rules, clock);
  const name = clockName(clock, plan);
  const say = (language: 'zh' | 'en', join: string): string => [...new Set(limits.map((words) => words[language]))].join(join);
  return { zh: `${name.zh}：${say('zh', '、')}`, en: `${name.en}: ${say('en', ', ')}` };
}

function limitsOf({ plan, clocks }: PlanClockRules, clock: string): BothLanguages[] {
  const rule = clocks.find(({ name }) => name === clock);
  if (rule === undefined) return [];
  const words = (limit: string | null, unit: 'workingDays' | 'calendarDays' | null, calendar: string): BothLanguages =>
    limitWords({ limit, unit, calendar: { name: CALENDAR_WORDS[calendarKind(plan.calendars[calendar], unit)] } });
  const definitions = [...(rule.fixed === undefined ? [] : [rule.fixed]), ...rule.bySeverity.values()];
  if (definitions.length === 0) return [words(null, null, rule.calendar.name)];
  return definitions.map((terms) => words(limitText(terms), terms.unit ?? null, terms.calendar));
}
