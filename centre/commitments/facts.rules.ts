import { instant, parseInstant, type Instant } from '#platform/time/instant.ts';
import { endOfDay } from './calendar/calendar.rules.ts';
import { parseDay } from './calendar/civil-date.rules.ts';
import type { Zone } from './calendar/zone.rules.ts';
import type { Condition, Facts, PlanClocks, SubjectEvent } from './subject-clocks.schema.ts';

/** What is known of a subject after an event: an event's facts replace earlier ones of the same name. */
export function factsAfter(facts: Facts, event: SubjectEvent): Facts {
  return event.fields === undefined || event.fields === null || Object.keys(event.fields).length === 0
    ? facts
    : { ...facts, ...event.fields };
}

/** A fact by the name a plan uses; `taskOrder.requiredBy` may stand on its own subject as `requiredBy`. */
export function factNamed(facts: Facts, name: string, subjectKind: string): unknown {
  if (Object.hasOwn(facts, name)) return facts[name];
  const [owner, own] = name.split('.');
  return own !== undefined && owner === subjectKind ? facts[own] : undefined;
}

/** The kind a request runs as: its own, or `intake.ifKindUnknown` until it has one. */
export function kindOf(plan: PlanClocks, facts: Facts): string | undefined {
  return textFact(facts['kind']) ?? plan.intake?.ifKindUnknown?.kind;
}

/** The severity a subject runs at: its own where its kind can have it, else what the plan assumes. */
export function severityOf(plan: PlanClocks, facts: Facts): string | undefined {
  const kind = kindOf(plan, facts);
  const canHave = (severity: string): boolean => isPossible(plan, severity, kind);
  const own = textFact(facts['severity']);
  if (own !== undefined && canHave(own)) return own;
  const unknownKind = textFact(facts['kind']) === undefined ? plan.intake?.ifKindUnknown?.severity : undefined;
  const assumed = unknownKind ?? plan.severityRules?.ifUnknown;
  if (assumed !== undefined && canHave(assumed)) return assumed;
  const possible = Object.keys(plan.severities ?? {}).filter(canHave);
  return possible.length === 1 ? possible[0] : undefined;
}

function isPossible(plan: PlanClocks, severity: string, kind: string | undefined): boolean {
  if (plan.severities === undefined) return true;
  const named = plan.severities[severity];
  return named !== undefined && (kind === undefined || named.appliesTo === undefined || named.appliesTo.includes(kind));
}

/** Whether every field of a condition is met by the facts of a subject of this kind. */
export function meetsAll(condition: Condition, facts: Facts, subjectKind: string): boolean {
  for (const field in condition) {
    if (!meets(condition[field], factNamed(facts, field, subjectKind))) return false;
  }
  return true;
}

/** Equality, or one of a list (R22). A fact that is not set meets no condition. */
export function meets(condition: unknown, value: unknown): boolean {
  if (value === undefined || value === null) return false;
  return Array.isArray(condition) ? condition.includes(value) : condition === value;
}

/** An instant given by a record: as it is, or 24:00 in the zone where it is a date (R22). Undefined where it is neither. */
export function instantFact(value: unknown, zone: Zone): Instant | undefined {
  if (typeof value === 'number' && Number.isFinite(value)) return instant(value);
  if (typeof value !== 'string') return undefined;
  const day = parseDay(value);
  return day === undefined ? parseInstant(value) : instant(endOfDay(zone, day));
}

function textFact(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
