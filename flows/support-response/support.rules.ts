import { closingOfWorkingDayAfter } from '#centre/commitments/calendar/working-days.rules.ts';
import { planCalendars } from '#centre/commitments/plan-calendars.rules.ts';
import { flowSetting } from '#centre/plan/plan.rules.ts';
import type { ServicePlan } from '#centre/plan/plan.schema.ts';
import type { Draft, Firing } from '#flows/dossier/draft.schema.ts';
import { instant, type Instant } from '#platform/time/instant.ts';

/** Fires a row of the support response on its request; what every step of this flow does exactly once. */
export function fireSupport(draft: Draft, event: string, firing: Omit<Firing, 'flow' | 'subject' | 'event'> = {}): void {
  draft.fire({
    ...firing,
    flow: draft.requestFlow(),
    subject: { kind: 'serviceRequest', id: draft.dossier().request.id },
    event,
  });
}

/** How often the customer is reminded before silence may end a request, and for how many working days it is waited after that (our defaults, flows.md F1). */
const REMINDERS = 2;
const WAITING_DAYS = 5;

/** When silence may end a request: the closing of the last working day waited for; null while reminders are due, or where no calendar says when. */
export function silenceEndsAt(plan: ServicePlan, reminders: readonly Instant[]): Instant | null {
  const last = reminders[numberSet(plan, 'reminders', REMINDERS) - 1];
  // Working days are those of the plan's own weekly calendar.
  const weekly = Object.keys(plan.calendars).find((name) => plan.calendars[name]?.kind === 'weekly');
  const calendar = weekly === undefined ? undefined : planCalendars(plan).calendars.get(weekly);
  if (last === undefined || calendar === undefined) return null;
  const closing = closingOfWorkingDayAfter(calendar, calendar.zone.dayAt(last), numberSet(plan, 'waitingDays', WAITING_DAYS));
  return closing === null ? null : instant(closing);
}

function numberSet(plan: ServicePlan, setting: string, otherwise: number): number {
  const set = flowSetting(plan, 'supportResponse', setting);
  return typeof set === 'number' ? set : otherwise;
}
