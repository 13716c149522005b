import { flowSetting, requestKindOf, severitiesOfKind, unknownKind } from '#centre/plan/plan.rules.ts';
import type { PersonOnTask } from '#platform/flow/fields.ts';
import { formatInstant, type Instant } from '#platform/time/instant.ts';
import { dateIn } from '#platform/time/local.ts';
import type { Assignee, Dossier, TaskOrderState } from './dossier.schema.ts';
import type { ClockWrite, BrokenGate, Draft } from './draft.schema.ts';
import { plusDuration } from './durations.rules.ts';
import { pausesOn, recordOfOrder } from './forms.rules.ts';
import { openFormRecord } from './records.rules.ts';

export interface DraftedOrder {
  readonly content: string | undefined;
  readonly requiredBy: Instant | null;
  readonly serviceMode: string;
  readonly proposerId: string | null;
  readonly proposerName: string;
  /** What clocks hear of the draft itself. */
  readonly writes?: readonly ClockWrite[];
}

/**
 * Opens a task order with its sheet, prefilled from the dossier; both have the same id. Called by whichever step finds that more must be done (F1 `orderTask`,
 * F5 `dispatch`) and by F13 `draft`. Returns the id: it is the subject of the clocks that `taskNeeded` starts.
 */
export function openDraftOrder(draft: Draft, order: DraftedOrder): string {
  const id = draft.nextId();
  const { request } = draft.dossier();
  draft.openTaskOrder({
    id,
    state: 'draft',
    flowVersion: draft.flow('taskOrder').version,
    version: 1,
    urgent: false,
    proposerId: order.proposerId,
    leaderId: null,
    serviceMode: order.serviceMode,
    requiredBy: order.requiredBy,
    issuedAt: null,
    approveBy: null,
    approvedAt: null,
    assignees: [],
    details: { contentSet: order.content !== undefined },
  });
  draft.fire({
    flow: draft.flow('taskOrder'),
    subject: { kind: 'taskOrder', id },
    event: 'draft',
    data: { requestId: request.id, serviceMode: order.serviceMode, requiredBy: order.requiredBy, proposerId: order.proposerId },
    texts: { content: order.content },
    writes: [...pausesOn(draft.dossier(), { kind: 'taskOrder', id }), ...(order.writes ?? [])],
  });
  openFormRecord(draft, {
    id,
    form: 'taskOrder',
    state: 'draft',
    taskOrderId: id,
    values: {
      productOrProjectName: draft.dossier().surroundings.project?.name,
      contractNumber: draft.dossier().surroundings.project?.contractNumber,
      requiredBy: order.requiredBy === null ? undefined : formatInstant(order.requiredBy),
      taskContent: order.content,
      proposer: order.proposerName,
    },
  });
  return id;
}

/** The approval that has to follow an urgent issue did not in the plan's time. */
export function lateApproval(dossier: Dossier, when: Pick<BrokenGate, 'at' | 'doneAt'>): BrokenGate {
  return {
    guard: 'orderApproved',
    limit: dossier.surroundings.plan.forms?.taskOrder?.approval?.retrospectiveWithin ?? null,
    ...when,
  };
}

export interface IssuedOrder {
  readonly assignees: readonly PersonOnTask[];
  readonly leaderId: string;
  readonly reason?: string | undefined;
}

/** Issues an order before its approval; the plan says how soon the approval has to follow. */
export function issueOrderUrgently(draft: Draft, orderId: string, issue: IssuedOrder): void {
  const { plan } = draft.dossier().surroundings;
  const within = plan.forms?.taskOrder?.approval?.retrospectiveWithin;
  const approveBy = within === undefined ? null : plusDuration(plan.plan.timezone, draft.at, within);
  draft.taskOrder(orderId, { urgent: true, approveBy });
  issueOrder(draft, orderId, { ...issue, event: 'issueUrgently' });
}

/** The people are named, the sheet gets its date and its number. */
export function issueOrder(
  draft: Draft,
  orderId: string,
  issue: IssuedOrder & { readonly event: 'issue' | 'issueUrgently' },
): void {
  const dossier = draft.dossier();
  const { plan, units } = dossier.surroundings;
  const assignees = issue.assignees.map(({ personId, level }): Assignee => ({
    personId,
    level,
    unitId: staffOf(dossier, personId)?.unitId ?? null,
  }));
  draft.taskOrder(orderId, { issuedAt: draft.at, leaderId: issue.leaderId, assignees });
  const record = recordOfOrder(dossier, 'taskOrder', orderId);
  if (record !== undefined) {
    const names = assignees.map(({ personId, unitId, level }) => ({
      name: staffOf(dossier, personId)?.name ?? personId,
      unit: units.find((unit) => unit.id === unitId)?.name ?? '',
      level: String(level),
    }));
    draft.record(record.id, {
      state: 'open',
      recordNumber: record.recordNumber ?? 'next',
      values: { ...record.values, issuedOn: dateIn(plan.plan.timezone, draft.at), assignees: names },
    });
  }
  draft.fire({
    flow: draft.flow('taskOrder'),
    subject: { kind: 'taskOrder', id: orderId },
    event: issue.event,
    data: {
      leaderId: issue.leaderId,
      assignees: assignees.map(({ personId }) => personId),
      approveBy: orderOf(draft.dossier(), orderId)?.approveBy ?? null,
    },
    texts: { reason: issue.reason },
    fields: factsOf(draft.dossier(), orderId),
    // Where nobody drives off the people named in the order are assigned by it; a visit says so itself.
    writes: orderOf(draft.dossier(), orderId)?.serviceMode === 'onSite' ? [] : [{ type: 'engineerAssigned' }],
  });
}

export function orderOf(dossier: Dossier, orderId: string): TaskOrderState | undefined {
  return dossier.taskOrders.find((order) => order.id === orderId);
}

/** What the clocks of an order ask about: how the work is done and by when it has to be. */
export function factsOf(dossier: Dossier, orderId: string): Record<string, string | null> {
  const order = orderOf(dossier, orderId);
  return {
    serviceMode: order?.serviceMode ?? null,
    ...(order?.requiredBy == null ? {} : { 'taskOrder.requiredBy': formatInstant(order.requiredBy) }),
  };
}

/**
 * Severities at which a task order may be issued before its approval without a reason. A plan may say how many of the gravest
 * (`flows.taskOrder.settings.urgentSeverities`); else all that a fault can have but the least grave.
 */
export function urgentSeverities(dossier: Dossier): string[] {
  const { plan } = dossier.surroundings;
  const ofFaults = severitiesOfKind(plan, kindOf(dossier));
  const set = flowSetting(plan, 'taskOrder', 'urgentSeverities');
  return ofFaults.slice(0, typeof set === 'number' ? set : -1);
}

/** Until it is registered a request runs as the kind that the plan names for the unknown. */
function kindOf({ request, surroundings }: Dossier): string {
  return request.kind ?? unknownKind(surroundings.plan).kind;
}

/** A fault so grave that people go before the order is approved. */
export function isUrgent(dossier: Dossier): boolean {
  const { request, surroundings } = dossier;
  const isFault = requestKindOf(surroundings.plan, kindOf(dossier)).flow === 'faultEmergency';
  return isFault && request.severity !== null && urgentSeverities(dossier).includes(request.severity);
}

/** Whether the sheet of an order says what is to be done. */
export function saysItsTask(dossier: Dossier, orderId: string | undefined): boolean {
  const written = orderId === undefined ? undefined : recordOfOrder(dossier, 'taskOrder', orderId)?.values['taskContent'];
  return typeof written === 'string' && written.trim() !== '';
}

export function staffOf(dossier: Dossier, personId: string): Dossier['surroundings']['staff'][number] | undefined {
  return dossier.surroundings.staff.find((person) => person.id === personId);
}
