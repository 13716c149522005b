import type { Instant } from '#platform/time/instant.ts';
import { calendarAt, calendarKey } from './calendar-corrections.rules.ts';
import { DEFINITION_MOVED, type ClockDefinition, type ClockEvent } from './clock/clock.schema.ts';
import { compileClock } from './clock/compile.rules.ts';
import { applyEvent, isActive, newRun, type ClockRun } from './clock/fold.rules.ts';
import {
  CALENDAR_CORRECTED,
  DOES_NOT_FIT,
  NOT_PROMISED,
  OTHER_KIND,
  type Fit,
  type PlanClockRules,
} from './plan-clocks.rules.ts';
import { opensAlike, PLAN_MOVED, type ClockVersion } from './plan-versions.rules.ts';
import type { SubjectEvent } from './subject-clocks.schema.ts';

/**
 * A clock from one start on which it fitted; one that ends because it no longer fits may begin another, back at its
 * start event's time (R22). That is why a clock of a subject can have several runs of the engine behind it.
 */
export interface ClockLife {
  readonly run: ClockRun;
  /** What the engine was told, in order. */
  readonly events: readonly ClockEvent[];
  readonly definition: ClockDefinition;
  /** The anchor became known after its due instant (R21). */
  readonly lateKnowledge: boolean;
}

export interface MutableLife {
  readonly run: ClockRun;
  readonly events: ClockEvent[];
  definition: ClockDefinition;
  lateKnowledge: boolean;
}

/** Whether a clock ended because it was never owed (R22). */
export function endedByMisfit(endedBy: string | undefined): boolean {
  return endedBy === OTHER_KIND || endedBy === DOES_NOT_FIT;
}

export function newLife(rules: PlanClockRules, definition: ClockDefinition, lateKnowledge = false): MutableLife {
  return { run: newRun(compileClock(definition, rules.calendars)), events: [], definition, lateKnowledge };
}

export function changeTerms(rules: PlanClockRules, life: MutableLife, next: ClockDefinition, at: Instant): void {
  if (next === life.definition) return;
  life.definition = next;
  const { limit, unit = null, rollover = null } = next;
  tell(life, { at, type: 'clockChanged', clock: { limit, unit, calendar: calendarKey(rules, next.calendar, at), rollover } });
}

export function tell(life: MutableLife, event: ClockEvent): void {
  life.events.push(event);
  applyEvent(life.run, event);
}

/**
 * A clock goes over to another version of its plan: what the version has for it on the facts known, as R9 says. A calendar of the same name
 * that opens otherwise is a `calendarChanged`; other terms are a `clockChanged`. One that the version does not promise ends as cancelled; a
 * breach of it stays. `past`: what the record says up to then.
 */
export function moveLife(
  life: MutableLife,
  { rules }: ClockVersion,
  moved: { readonly fit: Fit; readonly at: Instant; readonly past: readonly SubjectEvent[] },
): void {
  const { fit, at, past } = moved;
  if (fit.misfit !== undefined) {
    if (isActive(life.run)) tell(life, { at, type: NOT_PROMISED });
    return;
  }
  const { definition } = fit;
  const holding = (definition.pauseOn ?? []).filter((reason) => isHeldFor(reason, past));
  for (const reason of life.run.reasons.filter((held) => !holding.includes(held))) tell(life, { at, type: 'resume', reason });
  const present = life.run.terms.calendar;
  const calendar = calendarAt(rules, present.name, at);
  const alike = calendar !== undefined && opensAlike(present, calendar);
  tell(life, {
    at,
    type: DEFINITION_MOVED,
    moved: { definition, calendars: rules.calendars, ...(alike ? { sameCalendar: calendar } : {}) },
  });
  if (calendar !== undefined && !alike)
    tell(life, { at, type: 'calendarChanged', calendar: calendarKey(rules, present.name, at) });
  changeTerms(rules, life, definition, at);
  for (const reason of holding.filter((held) => !life.run.reasons.includes(held))) tell(life, { at, type: 'pause', reason });
}

/** A pause is a fact of the record, whether a version's clock was held by its reason or not (R7). */
function isHeldFor(reason: string, past: readonly SubjectEvent[]): boolean {
  return past.findLast(({ type, reason: of }) => of === reason && (type === 'pause' || type === 'resume'))?.type === 'pause';
}

/** An event as the engine hears it; an automatic receipt stops nothing, and terms are for the plan to change. */
export function engineEvent({ rules, rule }: ClockVersion, life: ClockLife, event: SubjectEvent): ClockEvent | undefined {
  const { at, type, reason } = event;
  if (type === CALENDAR_CORRECTED) return correctionFor(rules, life.definition.calendar, at);
  if (type === 'clockChanged' || type === 'calendarChanged' || type === PLAN_MOVED) return undefined;
  if (event.automatic === true && rule?.written.stop.includes(type) === true) return undefined;
  return { at, type, ...(reason == null ? {} : { reason }) };
}

/** A correction is the engine's `calendarChanged` for the clocks on a calendar that it changes, and nothing to others. */
function correctionFor(rules: PlanClockRules, calendar: string, at: Instant): ClockEvent | undefined {
  const key = calendarKey(rules, calendar, at);
  return key === calendarKey(rules, calendar, at - 1) ? undefined : { at, type: 'calendarChanged', calendar: key };
}
