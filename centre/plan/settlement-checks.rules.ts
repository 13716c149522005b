/** Check 3, last: somebody agreed to a settlement, and what it chose is what the plan does. */
import { warning } from './plan-diagnostic.schema.ts';
import type { PlanFinding } from './plan-diagnostic.schema.ts';
import type { PlanParts } from './plan.schema.ts';
import { own } from './plan-tree.rules.ts';
import type { PlanConflict } from './terms.schema.ts';
import { countingOf } from './time-readings.rules.ts';
import { checkPromisedChannels } from './ways-readings.rules.ts';
import { isDecidedByMode } from './work-readings.rules.ts';

export function checkSettlements(plan: PlanParts): PlanFinding[] {
  return (plan.conflicts ?? []).flatMap((conflict, index) => {
    const path = ['conflicts', index];
    const notAgreed =
      conflict.agreed === undefined ? [warning('conflictNotAgreed', path, { details: { conflict: conflict.id } })] : [];
    const differing = inForce(plan, conflict)
      .filter(({ chosen, actual }) => actual !== undefined && chosen !== actual)
      .map(({ key, chosen, actual, name }) =>
        warning('settlementDiffers', [...path, 'chosen', key], {
          details: { conflict: conflict.id, chosen, actual: actual ?? '', name },
        }),
      );
    return [...notAgreed, ...differing];
  });
}

/** What stands in one place of the plan; undefined where the plan does not speak of it. */
interface Actual {
  name: string;
  actual: string | undefined;
}

/** What the plan does about each value that a settlement chose for a clock, a schedule or one place of the plan. */
function inForce(plan: PlanParts, { chosen }: PlanConflict): (Actual & { key: string; chosen: string })[] {
  const values = Object.entries(chosen).flatMap(([key, value]) =>
    typeof value === 'string' || typeof value === 'boolean' ? [{ key, chosen: String(value) }] : [],
  );
  const of = (kind: string) => values.find(({ key }) => key === kind)?.chosen ?? '';
  const clock = own(plan.clocks, of('clock'));
  const byPhase: Readonly<Partial<Record<string, { every: string }>>> | undefined = own(plan.schedules, of('schedule'))?.byPhase;
  return values.flatMap((value) => {
    if (clock !== undefined && isLimit(value.key)) {
      const actual = clock[value.key];
      return [{ ...value, actual: typeof actual === 'string' ? actual : '—', name: of('clock') }];
    }
    const every = own(byPhase, value.key)?.every;
    if (every !== undefined) return [{ ...value, actual: every, name: `${of('schedule')} (${value.key})` }];
    const found = [...countedBy(plan, value), ...(own(ELSEWHERE, value.key)?.(plan, value.chosen) ?? [])];
    return found.map((place) => ({ ...value, ...place }));
  });
}

const COUNTINGS = { anchoredMonths: 'anchor', calendarQuarter: 'calendar' } as const;

/** How a schedule that is named counts its periods. */
function countedBy(plan: PlanParts, { key, chosen }: { key: string; chosen: string }): Actual[] {
  if (own(plan.schedules, key) === undefined || !Object.hasOwn(COUNTINGS, chosen)) return [];
  const counted = countingOf(plan, key);
  const actual = Object.entries(COUNTINGS).find(([, way]) => way === counted)?.[0] ?? '—';
  return [{ name: `schedules.${key}`, actual }];
}

/** Words of a settlement that speak of one place of the plan, with what stands there. */
const ELSEWHERE: Readonly<Record<string, (plan: PlanParts, chosen: string) => Actual[]>> = {
  channelPhone: ({ channels }) => [{ name: 'channels.phone.calendar', actual: channels?.phone?.calendar }],
  channels: (plan, chosen) => {
    const lacking = checkPromisedChannels(plan).map(({ details }) => details['channel'] ?? '');
    if (chosen !== 'union' || lacking.length === 0) return [];
    return [{ name: 'channels', actual: Object.keys(plan.channels ?? {}).join(', ') }];
  },
  makeUpWorkdays: ({ calendars }) =>
    Object.entries(calendars ?? {}).flatMap(([id, calendar]) =>
      calendar.kind === 'weekly' ? [{ name: `calendars.${id}.makeUpWorkdays`, actual: calendar.makeUpWorkdays }] : [],
    ),
  retrospectiveApprovalWithin: ({ forms }) => [
    { name: 'forms.taskOrder.approval.retrospectiveWithin', actual: forms?.taskOrder?.approval?.retrospectiveWithin ?? '—' },
  ],
  byServiceMode: ({ forms }) =>
    forms?.serviceRecord === undefined
      ? []
      : [{ name: 'forms.serviceRecord.requiredByMode', actual: String(isDecidedByMode(forms.serviceRecord.requiredByMode)) }],
  count: ({ resident }, chosen) =>
    resident === undefined || !YEARS.includes(chosen)
      ? []
      : [{ name: 'resident.changes.rolling', actual: resident.changes.rolling ? 'rollingYear' : 'calendarYear' }],
  goods: ({ entitlements }, chosen) =>
    chosen !== 'quotationUnderPriceCap' || entitlements === undefined
      ? []
      : [{ name: 'entitlements.priceCap', actual: entitlements.priceCap === undefined ? '—' : chosen }],
  warrantyPeriod: ({ phases }) =>
    (phases ?? [])
      .filter(({ id }) => id === 'warranty')
      .map(({ duration }) => ({ name: 'phases.warranty.duration', actual: duration })),
  freePeriodFrom: ({ phases }) =>
    (phases ?? [])
      .filter(({ id }) => id === 'warranty')
      .map(({ from }) => ({ name: 'phases.warranty.from.event', actual: from.event })),
};

const YEARS: readonly string[] = ['rollingYear', 'calendarYear'];

function isLimit(key: string): key is 'limit' | 'outer' | 'before' {
  return key === 'limit' || key === 'outer' || key === 'before';
}
