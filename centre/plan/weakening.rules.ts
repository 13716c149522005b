/** Whether a change promises the customer less. What these rules do not know is shown as a change, not as a weakening. */
import { clockWeakens } from './clock-weakening.rules.ts';
import { approximateSeconds } from './durations.rules.ts';
import { dayMinutes, openMinutes, weekMinutes } from './open-hours.rules.ts';
import type { PlanPath } from './plan-diagnostic.schema.ts';
import { severityOrder } from './plan.rules.ts';
import type { ServicePlan } from './plan.schema.ts';

interface Change {
  path: PlanPath;
  before: unknown;
  after: unknown;
}

type Rule = (change: Change, older: ServicePlan, newer: ServicePlan) => boolean;

const isLonger = (before: unknown, after: unknown) =>
  typeof before === 'string' &&
  typeof after === 'string' &&
  isDuration(before) &&
  isDuration(after) &&
  approximateSeconds(after) > approximateSeconds(before);
const isDuration = (text: string) => /^P[\dT]/.test(text);
const longer: Rule = ({ before, after }) => after === undefined || isLonger(before, after);
const shorter: Rule = ({ before, after }) => after === undefined || isLonger(after, before);
const removed: Rule = ({ after }) => after === undefined;
const added: Rule = ({ before }) => before === undefined;
const grown: Rule = ({ before, after }) => listOf(after).some((item) => !listOf(before).includes(item));
const shrunk: Rule = ({ before, after }) => listOf(before).some((item) => !listOf(after).includes(item));
const noLongerTrue: Rule = ({ before, after }) => before === true && after !== true;
const higher: Rule = ({ before, after }) => typeof before === 'number' && typeof after === 'number' && after > before;
const lower: Rule = ({ before, after }) => typeof before === 'number' && (typeof after !== 'number' || after < before);

/** A field that a condition asks besides, or a value that no longer meets it. */
const narrower: Rule = (change, older, newer) =>
  change.before === undefined || (change.after !== undefined && shrunk(change, older, newer));

/** Place (`*` any step) → when a change there is a weakening. The first place that fits decides. */
const RULES: readonly (readonly [string, Rule])[] = [
  ['commitments.*', removed],
  ['commitments.*.means', shrunk],
  ['commitments.*.*', ({ path }) => path[2] === 'quote' || path[2] === 'repeats'],
  ['clocks.*', removed],
  ['clocks.*.limit', ofClock],
  ['clocks.*.outer', longer],
  ['clocks.*.before', shorter],
  ['clocks.*.bySeverity', ofClock],
  ['clocks.*.bySeverity.*', ofClock],
  ['clocks.*.bySeverity.*.limit', ofClock],
  ['clocks.*.bySeverity.*.calendar', ofClock],
  ['clocks.*.calendar', ofClock],
  ['clocks.*.start', ({ after }) => after !== 'reportReceived'],
  ['clocks.*.unit', ({ before, after }) => before === undefined && after !== undefined],
  ['clocks.*.rollover', ({ after }) => after === 'nextWorkingDay'],
  ['clocks.*.stop', grown],
  ['clocks.*.cancelOn', grown],
  ['clocks.*.pauseOn', grown],
  ['clocks.*.when', added],
  ['clocks.*.when.*', narrower],
  ['clocks.*.sourceWhen', added],
  ['clocks.*.sourceWhen.*', added],
  ['clocks.*.sourceWhen.*.*', narrower],
  ['clocks.*.reopen', ({ before, after }) => before === 'continue' || after === undefined],
  ['requestKinds.*', removed],
  ['requestKinds.*.clocks', shrunk],
  ['calendars.*.hours.*', ({ before, after }) => openMinutes(after) < openMinutes(before)],
  ['calendars.*.lunchBreak', ({ before, after }) => openMinutes(after) > openMinutes(before)],
  ['calendars.*.makeUpWorkdays', ({ after }) => after === 'closed'],
  ['calendars.*.extraOff', grown],
  ['calendars.*.extraOn', shrunk],
  ['calendars.*.dates', closesDates],
  ['calendars.*.dates.*', closesDates],
  ['calendars.*.kind', ({ before }) => before === 'always'],
  ['calendars.*.rollover', ({ after }) => after === 'nextWorkingDay'],
  ['channels.*', removed],
  ['channels.*.calendar', opensLess],
  ['complaints.calendar', opensLess],
  ['onCall.calendar', opensLess],
  ['phases.*', removed],
  ['phases.*.duration', shorter],
  ['phases.*.free', noLongerTrue],
  ['schedules.*', removed],
  ['schedules.*.every', cadenceLonger],
  ['schedules.*.byPhase.*', removed],
  ['schedules.*.byPhase.*.every', cadenceLonger],
  ['schedules.*.byPhase.*.outer', longer],
  ['schedules.*.due', removed],
  ['schedules.*.due.after', longer],
  ['schedules.*.due.calendar', opensLess],
  ['schedules.*.due.unit', becomesWorkingDays],
  ['schedules.*.unit', becomesWorkingDays],
  ['schedules.*.outer', longer],
  ['schedules.*.window', longer],
  ['schedules.*.leadTimeNotice', shorter],
  ['schedules.*.sites', shrunk],
  ['schedules.*.free', noLongerTrue],
  ['schedules.*.share', lower],
  [
    'gates.*',
    ({ before, after }, older, newer) =>
      after === undefined || (after === 'off' && before !== 'off') || shrunk({ path: [], before, after }, older, newer),
  ],
  ['rules.*', removed],
  ['quality.objectives.*', removed],
  ['quality.objectives.*.target.above', lower],
  ['quality.objectives.*.target.atLeast', lower],
  ['quality.objectives.*.target.below', higher],
  [
    'quality.objectives.*.target.atMost',
    ({ before, after }) =>
      after === undefined ||
      isLonger(before, after) ||
      (typeof before === 'number' && typeof after === 'number' && after > before),
  ],
  ['quality.objectives.*.target.equals', ({ before, after }) => !Object.is(before, after)],
  ['organisation.competence.minimums.*', lower],
  ['organisation.positions.*', removed],
  ['organisation.positions.*.count.*', lower],
  ['resident', removed],
  ['resident.count', lower],
  ['resident.changes.max', higher],
  ['resident.changes.notice', shorter],
  ['resident.mustHave', shrunk],
  ['entitlements.*', removed],
  ['entitlements.feeList', grown],
  ['entitlements.feeList.*', added],
  ['entitlements.unlistedFees', ({ after }) => after !== 'free'],
  [
    'entitlements.warranty.freeWork',
    ({ before, after }, older, newer) => before === 'all' || shrunk({ path: [], before, after }, older, newer),
  ],
  ['entitlements.warranty.freeReplacement.freight', ({ after }) => after !== 'provider'],
  ['entitlements.productLife.atLeast', shorter],
  ['entitlements.priceCap.appliesTo', shrunk],
  ['entitlements.*.*', noLongerTrue],
  ['complaints.anonymousAllowed', noLongerTrue],
  ['complaints.channels', shrunk],
  ['complaints.otherEndings', grown],
  ['complaints.askView.*', lower],
  ['conduct.phrases.forbidden', shrunk],
  ['conduct.consentScopes.*', removed],
  ['conduct.*', shrunk],
  ['severities.*', removed],
  ['severityRules.ifUnknown', milder],
  ['intake.ifKindUnknown.severity', milder],
  ['severityRules.loweringNeeds', ({ after }) => after === 'reason'],
  ['postWarranty', removed],
  ['postWarranty.keptFree', shrunk],
  ['faultHandling.closeNeeds', shrunk],
  ['faultHandling.withdrawal.allowedIf', grown],
  ['privacy.contactData.retainAfterEnd', ({ before, after }) => isLonger(before, after)],
  ['privacy.audit.retain', shorter],
  ['privacy.audit.minimum', shorter],
  ['privacy.*.*', ({ before, after }, older, newer) => noLongerTrue({ path: [], before, after }, older, newer)],
];

/** Whether the change gives the customer less than the older plan does. */
export function weakens(change: Change, older: ServicePlan, newer: ServicePlan): boolean {
  // A value of the source that is called the author's own could be weakened next without anybody's word.
  if (/^assumed$|Assumed$/.test(String(change.path.at(-1)))) return change.after === true;
  return RULES.find(([place]) => fits(place, change.path))?.[1](change, older, newer) ?? false;
}

function fits(place: string, path: PlanPath): boolean {
  const steps = place.split('.');
  return steps.length === path.length && steps.every((step, index) => step === '*' || step === String(path[index]));
}

/** From a calendar that is always open to one that is not; between two weekly ones, to the one open less. */
function opensLess({ before, after }: Change, older: ServicePlan, newer: ServicePlan): boolean {
  return after === undefined || weekMinutes(newer, after) < weekMinutes(older, before);
}

const DAYS_OF: Readonly<Record<string, number>> = {
  workingDay: 1,
  day: 1,
  week: 7,
  month: 30,
  monthEnd: 30,
  quarter: 91,
  quarterEnd: 91,
  halfYear: 182,
  halfYearEnd: 182,
  year: 365,
  yearEnd: 365,
};

function cadenceLonger({ before, after }: Change): boolean {
  const days = (cadence: unknown) =>
    typeof cadence === 'string' ? (DAYS_OF[cadence] ?? approximateSeconds(cadence) / 86_400) : Infinity;
  // A quarter is as long as three months; only a clear difference counts.
  return days(after) > days(before) * 1.05;
}

function ofClock({ path }: Change, older: ServicePlan, newer: ServicePlan): boolean {
  return clockWeakens(path, { older, newer });
}

/** A severity less grave than the one before. */
function milder({ before, after }: Change, older: ServicePlan, newer: ServicePlan): boolean {
  const order = severityOrder(newer);
  return order.indexOf(String(after)) > Math.max(order.indexOf(String(before)), severityOrder(older).indexOf(String(before)));
}

function becomesWorkingDays({ after }: Change): boolean {
  return after === 'workingDays';
}

/** A date of its own that is open less than it was, or than its weekday. */
function closesDates({ path, before, after }: Change, older: ServicePlan): boolean {
  const [, calendar, , date] = path;
  const dates = (value: unknown) =>
    date === undefined ? ((value ?? {}) as Record<string, unknown>) : value === undefined ? {} : { [date]: value };
  const [was, is] = [dates(before), dates(after)];
  return [...new Set([...Object.keys(was), ...Object.keys(is)])].some((day) => {
    const usual = dayMinutes(older, String(calendar), day);
    const minutes = (side: Record<string, unknown>) => (side[day] === undefined ? usual : openMinutes(side[day]));
    return minutes(is) < minutes(was);
  });
}

function listOf(value: unknown): readonly unknown[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}
