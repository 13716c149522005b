import type { CompiledCalendar } from './calendar/calendar.rules.ts';
import { fitOf, NOT_PROMISED, type ClockRule, type Fit, type PlanClockRules } from './plan-clocks.rules.ts';
import type { Instant } from '#platform/time/instant.ts';
import type { Facts, SubjectEvent } from './subject-clocks.schema.ts';

/** What the clocks of a request hear when it goes over to another version of its plan; its facts name both versions. */
export const PLAN_MOVED = 'planMoved';

/** The versions of a plan that a subject has lived under: the first, and the one that each move brought. */
export interface VersionsLived {
  readonly first: PlanClockRules;
  readonly moved: ReadonlyMap<SubjectEvent, PlanClockRules>;
}

/** One clock in one version of a plan; without a rule the version does not promise it. */
export interface ClockVersion {
  readonly rules: PlanClockRules;
  readonly rule: ClockRule | undefined;
}

/** A clock in the version that each move brought. */
export type Moves = ReadonlyMap<SubjectEvent, ClockVersion>;

/**
 * Which versions a subject has lived under by its events: without a move the one in force for its request. Throws where a version that an
 * event names was not brought along in `rules.versions`.
 */
export function versionsLived(rules: PlanClockRules, events: readonly SubjectEvent[]): VersionsLived {
  const moves = movesIn(events);
  return {
    first: moves[0] === undefined ? rules : versionNamed(rules, moves[0].fields?.['from']),
    moved: new Map(moves.map((move) => [move, versionNamed(rules, move.fields?.['to'])])),
  };
}

/** The id of the version that was in force at an instant, by the moves known then; undefined where nothing ever moved. */
export function versionAt(events: readonly SubjectEvent[], asOf: Instant): string | undefined {
  const moves = movesIn(events);
  const last = moves.findLast(({ at, recordedAt }) => at <= asOf && recordedAt <= asOf);
  const id = last === undefined ? moves[0]?.fields?.['from'] : last.fields?.['to'];
  return typeof id === 'string' ? id : undefined;
}

function movesIn(events: readonly SubjectEvent[]): SubjectEvent[] {
  return events.filter(({ type }) => type === PLAN_MOVED).sort((a, b) => a.at - b.at || a.seq - b.seq);
}

/** The ids of the versions that events name. */
export function versionsNamed(events: readonly Pick<SubjectEvent, 'type' | 'fields'>[]): string[] {
  const named = events
    .filter(({ type }) => type === PLAN_MOVED)
    .flatMap(({ fields }) => [fields?.['from'], fields?.['to']])
    .filter((id) => typeof id === 'string');
  return [...new Set(named)];
}

const byName = new WeakMap<PlanClockRules['clocks'], ReadonlyMap<string, ClockRule>>();

/** A clock of a version, by its name and its kind of subject. */
export function versionOf(rules: PlanClockRules, named: Pick<ClockRule, 'name' | 'per'>): ClockVersion {
  const key = ({ name, per }: Pick<ClockRule, 'name' | 'per'>): string => `${per}/${name}`;
  const known = byName.get(rules.clocks) ?? new Map(rules.clocks.map((rule) => [key(rule), rule]));
  byName.set(rules.clocks, known);
  return { rules, rule: known.get(key(named)) };
}

/** What a version has for a clock on the facts known: a clock that it does not have is not promised. */
export function fitIn({ rules, rule }: ClockVersion, facts: Facts): Fit {
  return rule === undefined ? { misfit: NOT_PROMISED } : fitOf(rules, rule, facts);
}

const ofKind = new WeakMap<PlanClockRules['clocks'], Map<string, readonly ClockRule[]>>();

/** The clocks of a kind of subject in any of the versions, each as the latest that has it defines it. */
export function clocksIn(lived: readonly PlanClockRules[], subjectKind: string): readonly ClockRule[] {
  const [first, ...others] = lived.map((rules) => clocksOfKind(rules, subjectKind));
  if (first === undefined || others.length === 0) return first ?? [];
  return [...new Map([first, ...others].flat().map((rule) => [rule.name, rule])).values()];
}

/** The version that a clock of {@link clocksIn} is of: the latest that has it. */
export function versionWith(lived: readonly PlanClockRules[], rule: ClockRule): PlanClockRules {
  const version = lived.length === 1 ? lived[0] : lived.findLast((rules) => versionOf(rules, rule).rule === rule);
  if (version === undefined) throw new Error(`no version has the clock ${rule.name}`);
  return version;
}

function clocksOfKind(rules: PlanClockRules, subjectKind: string): readonly ClockRule[] {
  const kinds = ofKind.get(rules.clocks) ?? new Map<string, readonly ClockRule[]>();
  ofKind.set(rules.clocks, kinds);
  const found = kinds.get(subjectKind) ?? rules.clocks.filter(({ per }) => per === subjectKind);
  kinds.set(subjectKind, found);
  return found;
}

const compared = new WeakMap<CompiledCalendar, WeakMap<CompiledCalendar, boolean>>();

/** Whether two calendars open alike and know as much, whatever version of a plan each is of. */
export function opensAlike(one: CompiledCalendar, other: CompiledCalendar): boolean {
  if (one === other) return true;
  const known = compared.get(one) ?? new WeakMap<CompiledCalendar, boolean>();
  compared.set(one, known);
  const alike = known.get(other) ?? JSON.stringify(spelled(one)) === JSON.stringify(spelled(other));
  known.set(other, alike);
  return alike;
}

function spelled({ zone, week, dates, dataEndsAt }: CompiledCalendar): unknown {
  return [zone.name, week, [...dates].sort(([a], [b]) => a - b), dataEndsAt];
}

function versionNamed(rules: PlanClockRules, id: unknown): PlanClockRules {
  const version = typeof id === 'string' ? rules.versions?.get(id) : undefined;
  if (version === undefined) throw new Error(`the version ${String(id)} of a plan was not brought along`);
  return version;
}
