import { closingOfWorkingDayAfter } from '#centre/commitments/calendar/working-days.rules.ts';
import { calendarAt } from '#centre/commitments/calendar-corrections.rules.ts';
import { flowSetting } from '#centre/plan/plan.rules.ts';
import type { ServicePlan } from '#centre/plan/plan.schema.ts';
import { instant, type Instant } from '#platform/time/instant.ts';
import type { RequestDetails } from './details.schema.ts';
import type { Dossier, Surroundings } from './dossier.schema.ts';
import type { Draft } from './draft.schema.ts';
import { plusPartOf } from './durations.rules.ts';

/** How often the customer is reminded before silence may end a request, and for how many working days it is waited each time (our defaults, flows.md F1). */
const REMINDERS = 2;
const WAITING_DAYS = 5;

/** The customer was answered and says nothing: since when, and when reminders went out. */
export interface Silence {
  readonly since: Instant | undefined;
  readonly reminders: readonly Instant[];
}

/** What working days are counted by: the plan, and its calendars with what the holiday table has said since. */
export type DaysAround = Pick<Surroundings, 'plan' | 'rules'>;

export interface SilenceStep {
  readonly event: 'remind' | 'noReply';
  readonly at: Instant;
}

/**
 * What silence brings next: a reminder while the plan has one left, then the end. Each follows one wait after the last thing the customer was told,
 * so a reminder that went out late gives as much time as one in time. A wait is so many working days (`waitingDays`), or an equal part of the time
 * in which the plan wants the confirmation (`confirmWithin`). Null where nothing was told yet or no calendar says when.
 */
export function nextOfSilence(around: DaysAround, { since, reminders }: Silence): SilenceStep | null {
  const last = reminders.at(-1) ?? since;
  const at = last === undefined ? null : waitedFrom(around, last);
  return at === null ? null : { event: reminders.length < remindersOf(around.plan) ? 'remind' : 'noReply', at };
}

/** When silence would end the request if it goes on: all reminders sent when they fall due. */
export function endOfSilence(around: DaysAround, silence: Silence): Instant | null {
  const next = nextOfSilence(around, silence);
  if (next === null || next.event === 'noReply') return next?.at ?? null;
  return endOfSilence(around, { ...silence, reminders: [...silence.reminders, next.at] });
}

/** How many reminders the plan wants before silence may end a request. */
export function remindersOf(plan: ServicePlan): number {
  const set = flowSetting(plan, 'supportResponse', 'reminders');
  return typeof set === 'number' ? set : REMINDERS;
}

function waitedFrom({ plan, rules }: DaysAround, last: Instant): Instant | null {
  const within = flowSetting(plan, 'supportResponse', 'confirmWithin');
  if (typeof within === 'string') return plusPartOf(plan.plan.timezone, last, { duration: within, parts: remindersOf(plan) + 1 });
  // Working days are those of the plan's own weekly calendar, as it is known now: a wait goes on through days that became holidays meanwhile.
  const weekly = Object.keys(plan.calendars).find((name) => plan.calendars[name]?.kind === 'weekly');
  const calendar = weekly === undefined ? undefined : calendarAt(rules, weekly, Number.POSITIVE_INFINITY);
  if (calendar === undefined) return null;
  const days = flowSetting(plan, 'supportResponse', 'waitingDays');
  const closing = closingOfWorkingDayAfter(calendar, calendar.zone.dayAt(last), typeof days === 'number' ? days : WAITING_DAYS);
  return closing === null ? null : instant(closing);
}

/** The silence of a request that waits for the customer's word; null where it does not wait, or the customer has written and is not answered. */
export function silenceOf({ request }: Pick<Dossier, 'request'>): Silence | null {
  const { heardAt, silentSince, answeredAt, reminders } = request.details;
  return heardAt === undefined ? { since: silentSince ?? answeredAt, reminders: reminders ?? [] } : null;
}

/** What is kept of a silence that begins, or goes on with a reminder: with it when time has to look again. */
export function silenceKept(around: DaysAround, silence: Silence): RequestDetails {
  return {
    reminders: silence.reminders,
    heardAt: undefined,
    silentSince: silence.since,
    wakeAt: nextOfSilence(around, silence)?.at,
  };
}

/** Silence is over: nothing is fired by time any more. */
export const SILENCE_OVER = { wakeAt: undefined, silentSince: undefined } as const satisfies RequestDetails;

/** Words written while the request waits for the customer's: theirs break the silence, our answer to them begins it anew. */
export function noteWords(draft: Draft, direction: 'incoming' | 'outgoing' | 'internal'): void {
  const dossier = draft.dossier();
  const subject = { kind: 'serviceRequest', id: dossier.request.id } as const;
  if (!draft.can(draft.requestFlow(), subject, 'noReply')) return;
  if (direction === 'incoming') draft.request({ details: { ...SILENCE_OVER, heardAt: draft.at } });
  else if (direction === 'outgoing' && dossier.request.details.heardAt !== undefined)
    draft.request({ details: silenceKept(dossier.surroundings, { since: draft.at, reminders: [] }) });
}
