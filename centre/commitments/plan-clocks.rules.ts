import { instant, type Instant } from '#platform/time/instant.ts';
import { endOfDay, type CompiledCalendar } from './calendar/calendar.rules.ts';
import { correctedCalendars, type CalendarCorrection, type CorrectedCalendars } from './calendar-corrections.rules.ts';
import { addMonths, parseDay } from './calendar/civil-date.rules.ts';
import { ClockFault } from './clock/clock.errors.ts';
import type { ClockDefinition, DayUnit, GivenLimit, Rollover, Warning } from './clock/clock.schema.ts';
import { compileClock } from './clock/compile.rules.ts';
import { parseDuration, type Duration } from './clock/duration.rules.ts';
import { calendarNamed, type Calendars } from './clock/terms.rules.ts';
import { factNamed, instantFact, kindOf, meetsAll, severityOf } from './facts.rules.ts';
import { planCalendars, type PlanCalendars } from './plan-calendars.rules.ts';
import type { Facts, PlanClock, PlanClocks, SeverityTerms } from './subject-clocks.schema.ts';

/** Events of intake: the clocks that start with one of them are listed by kind of request. */
export const INTAKE_EVENTS: readonly string[] = ['reportReceived', 'registered'];

/** Event types by which the product itself moves a clock; no flow can write a name with a space. */
export const OTHER_KIND = 'ends: otherKind';
export const DOES_NOT_FIT = 'ends: doesNotFit';
export const NOT_PROMISED = 'ends: notPromised';
export const ANCHOR_KNOWN = 'starts: anchor known';
export const CALENDAR_CORRECTED = 'calendar corrected';
export const CANCEL = 'cancel';

/** The clocks of a plan, read once. */
export interface PlanClockRules extends CorrectedCalendars {
  readonly plan: PlanClocks;
  readonly clocks: readonly ClockRule[];
  /** The versions that a request has run under, by their ids, where it has moved from one to another. */
  readonly versions?: ReadonlyMap<string, PlanClockRules>;
}

/** One clock of a plan; an outer limit is one of its own (R22). */
export interface ClockRule {
  readonly name: string;
  readonly planClock: string;
  readonly per: string;
  readonly start: string;
  readonly written: PlanClock;
  readonly anchor: AnchorRule | undefined;
  readonly sources: readonly string[];
  readonly calendar: CompiledCalendar;
  /** The definition at fixed terms; undefined where the terms depend on severity or on the record. */
  readonly fixed: ClockDefinition | undefined;
  readonly bySeverity: ReadonlyMap<string, ClockDefinition>;
  /** Everything but limit and terms. */
  readonly frame: Omit<ClockDefinition, 'limit' | 'calendar' | 'unit' | 'rollover'>;
}

export interface AnchorRule {
  readonly name: string;
  readonly before: Duration;
}

/** Whether a clock exists for a subject, and on which terms. */
export type Fit =
  | { readonly definition: ClockDefinition; readonly misfit?: undefined }
  | { readonly misfit: typeof OTHER_KIND | typeof DOES_NOT_FIT | typeof NOT_PROMISED; readonly definition?: undefined };

/**
 * Reads calendars and clocks of a plan, with the corrections the holiday table has had since.
 * Throws `ClockFault`: a plan that passed its checks has none.
 */
export function planClocksFrom(plan: PlanClocks, corrections: readonly CalendarCorrection[] = []): PlanClockRules {
  const read = planCalendars(plan);
  const clocks = Object.entries(plan.clocks).flatMap(([name, written]) => {
    const cited = written.source ?? [];
    if (written.outer === undefined) return [ruleOf(plan, read, { name, planClock: name, written, sources: cited })];
    const looser = looserSources(plan, name);
    const { bySeverity: _strict, ...rest } = written;
    const strict = { name, planClock: name, written, sources: cited.filter((id) => !looser.includes(id)) };
    const outer = {
      name: `${name}Outer`,
      planClock: name,
      written: { ...rest, limit: written.outer },
      sources: looser.length > 0 ? looser : cited,
    };
    return [ruleOf(plan, read, strict), ruleOf(plan, read, outer)];
  });
  return { plan, ...correctedCalendars(plan, read.calendars, corrections), clocks };
}

/**
 * Looks at `when`, at the severity and at the list of the kind (R22, "From a plan to clocks"). The limit of an
 * anchored clock comes with its anchor; here its definition says only that it fits.
 */
export function fitOf(rules: PlanClockRules, rule: ClockRule, facts: Facts): Fit {
  const { plan } = rules;
  const kind = kindOf(plan, facts);
  if (!isListed(plan, rule, kind)) return { misfit: OTHER_KIND };
  const severity = severityOf(plan, facts);
  if (rule.written.when !== undefined && !meetsAll(rule.written.when, { ...facts, kind, severity }, rule.per))
    return { misfit: DOES_NOT_FIT };
  if (rule.anchor !== undefined) return { definition: withGivenLimit(rule, instant(0)) };
  const bySeverity = severity === undefined ? undefined : rule.bySeverity.get(severity);
  const definition = bySeverity ?? rule.fixed ?? givenDefinition(rule, facts);
  return definition === undefined ? { misfit: DOES_NOT_FIT } : { definition };
}

/** Clocks that start with intake are listed by kind; a kind without a list has them all. */
function isListed(plan: PlanClocks, rule: ClockRule, kind: string | undefined): boolean {
  if (rule.per !== 'serviceRequest' || !INTAKE_EVENTS.includes(rule.start)) return true;
  const listed = kind === undefined ? undefined : plan.requestKinds?.[kind]?.clocks;
  return listed === undefined || listed.includes(rule.planClock);
}

/** The clock with a limit that the record gives as an instant. */
export function withGivenLimit(rule: ClockRule, at: Instant): ClockDefinition {
  return { ...rule.frame, limit: { at } satisfies GivenLimit, calendar: rule.calendar.name };
}

/** R21: 24:00 local of the date that lies `before` ahead of the anchor date; undefined where the fact is no date. */
export function anchoredDue(rule: ClockRule, anchor: AnchorRule, facts: Facts): number | undefined {
  const value = factNamed(facts, anchor.name, rule.per);
  const { zone } = rule.calendar;
  const day =
    typeof value === 'number'
      ? zone.dayAt(value)
      : typeof value === 'string'
        ? (parseDay(value) ?? dayOfInstant(value, zone))
        : undefined;
  return day === undefined ? undefined : endOfDay(zone, addMonths(day, -anchor.before.months) - anchor.before.days);
}

function dayOfInstant(text: string, zone: CompiledCalendar['zone']): number | undefined {
  const at = instantFact(text, zone);
  return at === undefined ? undefined : zone.dayAt(at);
}

function givenDefinition(rule: ClockRule, facts: Facts): ClockDefinition | undefined {
  const { limit } = rule.written;
  if (typeof limit !== 'object') return undefined;
  const at = instantFact(factNamed(facts, limit.field, rule.per), rule.calendar.zone);
  return at === undefined ? undefined : withGivenLimit(rule, at);
}

function ruleOf(
  plan: PlanClocks,
  read: PlanCalendars,
  named: Pick<ClockRule, 'name' | 'planClock' | 'written' | 'sources'>,
): ClockRule {
  const { name, written } = named;
  const defaults = plan.clockDefaults ?? {};
  const calendarName = written.calendar ?? defaults.calendar;
  const calendar = calendarNamed(read.calendars, calendarName);
  const start = written.anchor === undefined ? written.start : ANCHOR_KNOWN;
  if (start === undefined) throw new ClockFault('invalidLimit', `${name}: no start`);
  const frame = frameOf(name, start, written, defaults);
  const definition = (terms: SeverityTerms): ClockDefinition =>
    checked({ ...frame, ...termsOn(read, terms, calendar.name, written) }, read.calendars);
  return {
    ...named,
    per: written.per ?? defaults.per ?? 'serviceRequest',
    start,
    calendar,
    frame,
    anchor: anchorOf(name, written),
    fixed: typeof written.limit === 'string' ? definition({ limit: written.limit }) : undefined,
    bySeverity: new Map(
      Object.entries(written.bySeverity ?? {}).map(([severity, terms]) => [
        severity,
        definition(typeof terms === 'string' ? { limit: terms } : terms),
      ]),
    ),
  };
}

function frameOf(
  name: string,
  start: string,
  written: PlanClock,
  defaults: NonNullable<PlanClocks['clockDefaults']>,
): ClockRule['frame'] {
  return {
    id: name,
    start,
    stop: written.stop,
    cancelOn: [...(written.cancelOn ?? []), CANCEL, OTHER_KIND, DOES_NOT_FIT, NOT_PROMISED],
    pauseOn: written.pauseOn ?? [],
    warnAt: (written.warnAt ?? defaults.warnAt ?? []).map((warning): Warning =>
      typeof warning === 'number' ? { percent: warning } : warning,
    ),
    onChange: written.onChange ?? defaults.onChange ?? 'retroactive',
    ...(written.reopen === undefined ? {} : { reopen: written.reopen }),
  };
}

/** Terms on a calendar: one of kind `calendarDays` brings its unit and its rollover. */
function termsOn(
  read: PlanCalendars,
  terms: SeverityTerms,
  ownCalendar: string,
  written: PlanClock,
): Pick<ClockDefinition, 'limit' | 'calendar' | 'unit' | 'rollover'> {
  const calendar = terms.calendar ?? ownCalendar;
  const dayRollover = read.dayCalendars.get(calendar);
  const ofDays: DayUnit | undefined = dayRollover === undefined ? undefined : 'calendarDays';
  const unit = terms.unit ?? (terms.calendar === undefined ? (written.unit ?? ofDays) : (ofDays ?? written.unit));
  const rollover: Rollover = terms.rollover ?? written.rollover ?? dayRollover ?? 'none';
  return { limit: terms.limit, calendar, rollover, ...(unit === undefined ? {} : { unit }) };
}

function anchorOf(name: string, written: PlanClock): AnchorRule | undefined {
  if (written.anchor === undefined) return undefined;
  const before = parseDuration(written.before);
  if (before === undefined || before.timeMs !== 0)
    throw new ClockFault('invalidLimit', `${name}: before ${String(written.before)}`);
  return { name: written.anchor, before };
}

/** A definition read once here, so that a plan with a faulty clock fails when it is read and not in the night. */
function checked(definition: ClockDefinition, calendars: Calendars): ClockDefinition {
  compileClock(definition, calendars);
  return definition;
}

/** The clauses of the conflict that an outer limit is kept from: all but the first, which is the stricter one chosen. */
function looserSources(plan: PlanClocks, name: string): readonly string[] {
  const conflict = (plan.conflicts ?? []).find(({ chosen }) => chosen['clock'] === name && chosen['outer'] !== undefined);
  return conflict?.clauses.slice(1) ?? [];
}
