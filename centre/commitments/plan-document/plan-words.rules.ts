/** Values of a plan as a sentence says them. */
import type { ServicePlan } from '#centre/plan/plan.schema.ts';
import { say } from '#platform/i18n/language.ts';
import { limitInWords } from '#platform/ui/duration.ts';
import { calendarName } from '#centre/plan/calendar-name.rules.ts';
import { clockName, objectiveName, phaseName, scheduleName, weekdayName } from '#centre/plan/plan-names.rules.ts';
import { holdsAt } from '../served.rules.ts';
import type { Condition } from '../subject-clocks.schema.ts';
import { planChapterTextsEn } from './plan-chapter.texts.en.ts';
import { planChapterTextsZh, type PlanChapterTexts } from './plan-chapter.texts.zh.ts';

/** A plan being put into words of one language. */
export interface Wording {
  readonly plan: ServicePlan;
  readonly language: 'zh' | 'en';
  readonly texts: PlanChapterTexts;
}

export function wordingOf(plan: ServicePlan, language: 'zh' | 'en'): Wording {
  return { plan, language, texts: language === 'zh' ? planChapterTextsZh : planChapterTextsEn };
}

type Clock = ServicePlan['clocks'][string];
type Calendar = ServicePlan['calendars'][string];
type Schedule = ServicePlan['schedules'][string];
type Unit = 'workingDays' | 'calendarDays' | undefined;

/** Of a severity its name; the identifier where the plan has none. */
export function severityName({ plan, language }: Wording, id: string): string {
  const severity = plan.severities[id];
  return severity === undefined ? id : say(severity, language);
}

function duration({ language }: Wording, text: string, unit: Unit): string {
  return limitInWords(text, unit ?? null, language);
}

/** The limits of a clock, those that are alike together: `1小时（系统严重故障、部分重要服务不正常）；4小时†（个别服务不正常）`. With a condition those that it leaves in. */
export function limitsOf(wording: Wording, clock: Clock, condition?: Condition): string[] {
  const { texts } = wording;
  const marked = (text: string, isAssumed: boolean | undefined): string => (isAssumed === true ? text + texts.mark : text);
  const days = (calendar: string | undefined): Unit =>
    wording.plan.calendars[calendar ?? '']?.kind === 'calendarDays' ? 'calendarDays' : undefined;
  const ownUnit = clock.unit ?? days(clock.calendar ?? wording.plan.clockDefaults.calendar);
  const limits: string[] = [];
  if (typeof clock.limit === 'string') limits.push(marked(duration(wording, clock.limit, ownUnit), clock.assumed));
  if (typeof clock.limit === 'object') limits.push(texts.givenByRecord);
  if (clock.anchor !== undefined && clock.before !== undefined) {
    const anchor = texts.anchors[clock.anchor as keyof typeof texts.anchors] ?? clock.anchor;
    limits.push(marked(texts.before(duration(wording, clock.before, undefined), anchor), clock.assumed));
  }
  const gravity = ([id]: readonly [string, unknown]): number => wording.plan.severities[id]?.gravity ?? 0;
  const gravestFirst = Object.entries(clock.bySeverity ?? {})
    .filter(([severity]) => holdsAt(condition, severity))
    .toSorted((a, b) => gravity(a) - gravity(b));
  const bySeverity = gravestFirst.map(([severity, terms]) => {
    const unit = terms.calendar === undefined ? ownUnit : days(terms.calendar);
    return { severity, limit: marked(duration(wording, terms.limit, unit), terms.assumed ?? clock.assumed) };
  });
  for (const [limit, alike] of Map.groupBy(bySeverity, ({ limit }) => limit))
    limits.push(texts.limitsFor(limit, alike.map(({ severity }) => severityName(wording, severity)).join(texts.comma)));
  if (clock.outer !== undefined) limits.push(texts.outer(duration(wording, clock.outer, ownUnit)));
  return limits;
}

const WEEK = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

/** When a calendar is open. */
export function calendarWords({ language, texts }: Wording, calendar: Calendar): string[] {
  const zone = calendar.timezone === undefined ? [] : [texts.zone(calendar.timezone)];
  if (calendar.kind === 'always') return [texts.always, ...zone];
  if (calendar.kind === 'calendarDays') return [texts.calendarDays, ...zone];
  const runs: { from: (typeof WEEK)[number]; to: (typeof WEEK)[number]; hours: string }[] = [];
  for (const day of WEEK) {
    const hours = (calendar.hours[day] ?? []).join(texts.comma);
    const last = runs.at(-1);
    if (hours === '') continue;
    if (last?.hours === hours && WEEK.indexOf(last.to) === WEEK.indexOf(day) - 1) last.to = day;
    else runs.push({ from: day, to: day, hours });
  }
  return [
    ...runs.map(({ from, to, hours }) => {
      const [first, last] = [weekdayName(from)[language], weekdayName(to)[language]];
      return texts.dayHours(from === to ? first : texts.dayRange(first, last), hours);
    }),
    ...(calendar.lunchBreak.length === 0 ? [] : [texts.lunch(calendar.lunchBreak.join(texts.comma))]),
    ...(calendar.holidays == null ? [] : [texts.holidays]),
    ...(calendar.holidays != null && calendar.makeUpWorkdays === 'open' ? [texts.makeUp] : []),
    ...zone,
  ];
}

/** How often a work is done, and by when. */
export function cadenceWords(wording: Wording, schedule: Schedule): string {
  const { language, texts } = wording;
  const every = (cadence: string): string => {
    const known = texts.every[cadence as keyof typeof texts.every];
    return known ?? texts.everyDuration(duration(wording, cadence, undefined));
  };
  const said = [
    ...(schedule.every === undefined ? [] : [every(schedule.every)]),
    ...Object.entries(schedule.byPhase ?? {}).map(([phase, terms]) => {
      const outer = terms.outer === undefined ? '' : `${texts.comma}${texts.outer(duration(wording, terms.outer, undefined))}`;
      return texts.inPhase(phaseName(phase)[language], every(terms.every) + outer);
    }),
    ...(schedule.after === undefined ? [] : [texts.after(scheduleNamed(wording, schedule.after.replace(/Submitted$/, '')))]),
  ].join(texts.semicolon);
  const { due } = schedule;
  const within =
    due === undefined || due.after === 'P0D' ? '' : texts.dueWithin(duration(wording, due.after, due.unit ?? schedule.unit));
  return said + within + (schedule.assumed === true ? texts.mark : '');
}

export function scheduleNamed({ plan, language }: Wording, id: string): string {
  return scheduleName(id, plan)[language];
}

type Target = NonNullable<ServicePlan['quality']>['objectives'][string]['target'];

/** A bound of an objective: a rate as a percentage, a time in words. */
export function targetWords(wording: Wording, target: Target): string {
  const { texts } = wording;
  const value = (bound: number | string): string =>
    typeof bound === 'number' ? `${Number((bound * 100).toFixed(4))}%` : duration(wording, bound, undefined);
  return (['above', 'atLeast', 'equals', 'atMost', 'below'] as const)
    .flatMap((way) => {
      const bound = target[way];
      return bound === undefined ? [] : [texts.target[way](value(bound))];
    })
    .join(texts.comma);
}

/** A clock as people call it. */
export function clockNamed({ plan, language }: Wording, id: string): string {
  return clockName(id, plan)[language];
}

export function objectiveNamed({ plan, language }: Wording, id: string): string {
  return objectiveName(id, plan)[language];
}

export function calendarNamed({ plan, language }: Wording, id: string): string {
  return calendarName(plan.calendars[id])[language];
}
