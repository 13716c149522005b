/** Readings on how work moves (commitments.md, X4, X6 to X8, X16, X17). */
import type { PlanParts } from './plan.schema.ts';
import { own } from './plan-tree.rules.ts';
import { behindGate, clocksWhere, idsOf, sourcesOf } from './reading.rules.ts';
import type { Reading } from './reading.rules.ts';

/** X4: a channel that is open by the day, and clocks of the report that run on while it is closed. */
export function hours(plan: PlanParts): Reading[] {
  const isAlways = (name: string | undefined) => own(plan.calendars, name ?? '')?.kind === 'always';
  const running = clocksWhere(plan, (clock) => clock.start === 'reportReceived' && isAlways(clock.calendar));
  const [first] = running;
  if (first === undefined) return [];
  return Object.entries(plan.channels ?? {}).flatMap(([id, channel]) => {
    const calendar = own(plan.calendars, channel.calendar ?? '');
    if (calendar?.kind !== 'weekly') return [];
    return [
      {
        subject: 'hours',
        path: ['channels', id, 'calendar'],
        values: `${id}: ${channel.calendar ?? ''}; ${first[0]}: ${first[1].calendar ?? ''}`,
        sides: [[...channel.source, ...calendar.source], sourcesOf(running)] as const,
      },
    ];
  });
}

/** X6: service that is free in one phase after the other, and dated work through them. */
export function serviceStage(plan: PlanParts): Reading[] {
  const free = (plan.phases ?? []).filter((phase) => phase.free === true);
  const last = free.at(-1);
  if (free.length < 2 || last === undefined) return [];
  return Object.entries(plan.schedules ?? {}).flatMap(([id, { byPhase, free: isFree, source }]) => {
    const covered = Object.keys(byPhase ?? {});
    if (isFree !== true || !free.every((phase) => covered.includes(phase.id))) return [];
    return [
      {
        subject: 'serviceStage',
        path: ['schedules', id],
        values: `${free.map((phase) => phase.id).join(' + ')}; ${last.id}`,
        sides: [source, last.source] as const,
      },
    ];
  });
}

/** X7: a limit that ends with the restoration, where the work ends later or elsewhere. */
export function restoredOrSolved(plan: PlanParts): Reading[] {
  const elsewhere = [...(plan.entitlements?.spares?.source ?? []), ...(plan.faultHandling?.withdrawal.source ?? [])];
  return clocksWhere(plan, ({ restoredBy }) => restoredBy?.some((way) => way !== 'fix') === true).map(([id, clock]) => ({
    subject: { clock: id },
    path: ['clocks', id, 'restoredBy'],
    values: `${clock.stop.join(', ')}: ${clock.restoredBy?.join(', ') ?? ''}`,
    sides: [clock.source, elsewhere],
  }));
}

/** X8: the site counted from the report, and remote first. */
export function remoteBeforeSite(plan: PlanParts): Reading[] {
  const atOnce = clocksWhere(
    plan,
    ({ start, stop }) => (start === 'reportReceived' || start === 'registered') && stop.some((event) => TO_SITE.includes(event)),
  );
  const after = clocksWhere(
    plan,
    ({ start, stop }) => start === 'notRemotelySolvable' && stop.some((event) => TO_SITE.includes(event)),
  );
  const [first] = after;
  if (atOnce.length === 0 || first === undefined) return [];
  return [
    {
      subject: 'remoteBeforeSite',
      path: ['clocks', first[0]],
      values: `${idsOf(atOnce)}; ${idsOf(after)}`,
      sides: [sourcesOf(atOnce), sourcesOf(after)],
    },
  ];
}
const TO_SITE: readonly string[] = ['engineerDispatched', 'engineerArrived'];

/** X16: an order that needs approval first, however urgent, and an engineer who leaves at once. */
export function approvalBeforeDispatch(plan: PlanParts): Reading[] {
  const order = plan.forms?.taskOrder;
  if (order?.approval === undefined || order.approval.retrospectiveWithin !== undefined) return [];
  const atOnce = clocksWhere(
    plan,
    ({ start, stop }) => start === 'reportReceived' && stop.some((event) => RESPONSES.includes(event)),
  );
  const values = `taskOrder: ${order.approval.by}; ${idsOf(atOnce)}`;
  return [
    {
      subject: 'approvalBeforeDispatch',
      path: ['forms', 'taskOrder', 'approval'],
      values,
      sides: [order.source, sourcesOf(atOnce)],
    },
  ];
}
const RESPONSES: readonly string[] = ['substantiveResponseGiven', ...TO_SITE];

type ByMode = Readonly<Partial<Record<string, readonly string[]>>>;

/** X17: one clause asks for a signature, another for an evaluation; a record that asks for both in one mode, or for neither, decides nothing. */
export function signatureByMode(plan: PlanParts): Reading[] {
  const record = plan.forms?.serviceRecord;
  if (record === undefined) return [];
  const path = ['forms', 'serviceRecord', ...(record.requiredByMode === undefined ? [] : ['requiredByMode'])];
  const reading = { subject: 'signatureByMode' as const, path, values: shown(record.requiredByMode) };
  if (!isDecidedByMode(record.requiredByMode)) return [{ ...reading, sides: [record.source] }];
  return [{ ...reading, sides: [behindGate(plan, 'recordSigned'), behindGate(plan, 'evaluationNoted')] }];
}

/** Whether a record asks for the signature in some modes of service, not in others, and in none for both it and the evaluation. */
export function isDecidedByMode(byMode: ByMode | undefined): boolean {
  const asked = Object.values(byMode ?? {}).map((fields = []) => ({
    signed: fields.includes('customerSignature'),
    evaluated: fields.includes('customerEvaluation'),
  }));
  return new Set(asked.map(({ signed }) => signed)).size === 2 && !asked.some(({ signed, evaluated }) => signed && evaluated);
}

function shown(byMode: ByMode | undefined): string {
  const modes = Object.entries(byMode ?? {}).map(([mode, fields = []]) => `${mode}: ${fields.join(' + ')}`);
  return modes.length === 0 ? 'serviceRecord: —' : modes.join('; ');
}
