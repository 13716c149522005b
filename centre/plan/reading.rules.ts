/**
 * A reading: clauses of a plan that contradict each other, or leave a question open, without two numbers in one entry. What shows it
 * stands in `*-readings.rules.ts`; what settles it is told here.
 */
import type { PlanClock } from './clock.schema.ts';
import type { FindingOptions, PlanPath } from './plan-diagnostic.schema.ts';
import type { PlanParts } from './plan.schema.ts';
import type { PlanConflict } from './terms.schema.ts';

/** What readings are about; a settlement on one of them speaks of no other. */
const READING_SUBJECTS = [
  'hours',
  'serviceStage',
  'remoteBeforeSite',
  'approvalBeforeDispatch',
  'signatureByMode',
  'freeScope',
  'freePeriodNames',
  'fees',
  'humanDamage',
  'residentChanges',
  'rates',
  'intake',
  'unitNames',
  'channels',
  'makeUpWorkdays',
  'month',
  'quarter',
  'halfYear',
  'year',
] as const;
type ReadingSubject = (typeof READING_SUBJECTS)[number];

/** What is left open, in words; `restored` stands for a reading whose subject is a clock. */
export type ReadingTexts = Readonly<Record<ReadingSubject | 'restored', string>>;

export interface Reading {
  subject: ReadingSubject | { clock: string };
  path: PlanPath;
  /** Both readings, in words of the plan. */
  values: string;
  /** Clauses behind the one and the other; of a question that clauses leave open only those. */
  sides: readonly [readonly string[]] | readonly [readonly string[], readonly string[]];
  /** Ids of the plan that a settlement may have chosen, instead of naming the subject. */
  ids?: readonly string[];
}

export function unsettled(plan: PlanParts, readings: readonly Reading[]): Reading[] {
  return readings.filter((reading) => isLive(reading) && !(plan.conflicts ?? []).some((conflict) => settles(conflict, reading)));
}

/** Without a clause nothing was promised, without two nothing contradicts. */
function isLive({ sides: [one, other] }: Reading): boolean {
  return one.length > 0 && (other === undefined || (other.length > 0 && new Set([...one, ...other]).size > 1));
}

/**
 * By its subject or by what it chose. An entry on a subject of its own settles what contradicts where it names a clause of each side, and
 * what one side leaves open where it speaks of that side alone.
 */
function settles(conflict: PlanConflict, { subject, ids = [], sides: [one, other] }: Reading): boolean {
  const { clauses, chosen } = conflict;
  if (conflict.subject === nameOf(subject) || Object.values(chosen).some((value) => ids.some((id) => id === value))) return true;
  if (READING_SUBJECTS.some((known) => known === conflict.subject)) return false;
  if (other === undefined) return clauses.every((clause) => one.includes(clause));
  const named = (clause: string) => clauses.includes(clause);
  return one.some((clause) => named(clause) && other.some((against) => against !== clause && named(against)));
}

export function told({ subject, values, sides: [one, other = []] }: Reading): FindingOptions {
  const question = typeof subject === 'string' ? subject : 'restored';
  return { details: { subject: nameOf(subject), question, values }, clauses: [...new Set([...one, ...other])] };
}

function nameOf(subject: Reading['subject']): string {
  return typeof subject === 'string' ? subject : subject.clock;
}

/** Clocks of the plan, with their ids, that fit. */
export function clocksWhere(plan: PlanParts, fits: (clock: PlanClock) => boolean): [string, PlanClock][] {
  return Object.entries(plan.clocks ?? {}).filter(([, clock]) => fits(clock));
}

export function sourcesOf(entries: readonly [string, { source: readonly string[] }][]): string[] {
  return entries.flatMap(([, { source }]) => source);
}

export function idsOf(entries: readonly [string, unknown][]): string {
  return entries.map(([id]) => id).join(', ');
}

/** Commitments behind a guard of the flows: none where the plan switches it off or the provider asks it himself. */
export function behindGate(plan: PlanParts, guard: string): readonly string[] {
  const gate = Object.hasOwn(plan.gates ?? {}, guard) ? plan.gates?.[guard] : undefined;
  return gate === undefined || gate === 'off' ? [] : gate;
}
