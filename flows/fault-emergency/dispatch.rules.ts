import type { Assignee, Dossier, RecordState, TaskOrderState } from '#flows/dossier/dossier.schema.ts';
import type { Draft } from '#flows/dossier/draft.schema.ts';
import { recordOfOrder } from '#flows/dossier/forms.rules.ts';
import { isFrozen } from '#flows/dossier/service-records.rules.ts';
import { issueOrder, issueOrderUrgently, openDraftOrder, orderOf, staffOf } from '#flows/dossier/task-orders.rules.ts';
import { messageWordsOf, timeFor } from '#flows/dossier/tell-customer.ts';
import type { PersonOnTask } from '#platform/flow/fields.ts';
import type { StepActor } from '#platform/flow/step.ts';
import { formatInstant, type Instant } from '#platform/time/instant.ts';
import { orderUnderWay, restorationDue } from './fault.rules.ts';

export interface Sending {
  readonly people: readonly PersonOnTask[];
  readonly content: string | undefined;
  readonly requiredBy: Instant | undefined;
  readonly urgentReason: string | undefined;
  readonly actor: StepActor;
}

/** The level of a dispatch is that of the highest person sent. */
export function levelOf(people: readonly PersonOnTask[]): number {
  return Math.max(1, ...people.map(({ level }) => level));
}

/** The order that people are sent under: the one under way, or a new draft of it. */
export function orderToSendUnder(draft: Draft, sending: Sending): string {
  const dossier = draft.dossier();
  const known = orderUnderWay(dossier);
  const requiredBy = sending.requiredBy ?? restorationDue(dossier);
  if (known === undefined) {
    return openDraftOrder(draft, {
      content: sending.content,
      requiredBy: requiredBy ?? null,
      serviceMode: 'onSite',
      proposerId: sending.actor.personId,
      proposerName: sending.actor.name,
    });
  }
  if (known.issuedAt === null)
    fillIn(draft, known, { content: sending.content, requiredBy: sending.requiredBy ?? known.requiredBy ?? requiredBy });
  return known.id;
}

/** What the draft of an order did not say yet, said by the dispatch. */
function fillIn(
  draft: Draft,
  order: TaskOrderState,
  more: { readonly content: string | undefined; readonly requiredBy: Instant | null | undefined },
): void {
  const record = recordOfOrder(draft.dossier(), 'taskOrder', order.id);
  draft.taskOrder(order.id, {
    requiredBy: more.requiredBy ?? null,
    details: more.content === undefined ? {} : { contentSet: true },
  });
  if (record === undefined || isFrozen(record, 'taskContent')) return;
  draft.record(record.id, {
    values: {
      ...record.values,
      ...(more.content === undefined ? {} : { taskContent: more.content }),
      ...(more.requiredBy == null ? {} : { requiredBy: formatInstant(more.requiredBy) }),
    },
  });
}

/** Notes that an order is needed, once: a need that a step said before, or whose order is out, starts no clock again. True where it is new. */
export function noteNeed(draft: Draft, orderId: string): boolean {
  const order = orderOf(draft.dossier(), orderId);
  if (order === undefined || order.issuedAt !== null || order.details.neededAt !== undefined) return false;
  draft.taskOrder(orderId, { details: { neededAt: draft.at } });
  return true;
}

/** What the clocks of an order that is needed ask about. */
export function needFacts(draft: Draft, orderId: string): Record<string, string | null> {
  return { severity: draft.dossier().request.severity, serviceMode: orderOf(draft.dossier(), orderId)?.serviceMode ?? null };
}

/** Issues the order if nobody has: by its approval, or urgently before it. People who come to an issued order join it. */
export function issueForSending(draft: Draft, orderId: string, sending: Sending): void {
  const order = orderOf(draft.dossier(), orderId);
  const issued = { assignees: sending.people, leaderId: leaderOf(sending.people), reason: sending.urgentReason };
  if (order?.state === 'approved') issueOrder(draft, orderId, { ...issued, event: 'issue' });
  else if (order?.issuedAt === null) issueOrderUrgently(draft, orderId, issued);
  else if (order !== undefined) joinOrder(draft, order, sending.people);
}

function leaderOf(people: readonly PersonOnTask[]): string {
  return (people.find(({ level }) => level === 1) ?? people[0])?.personId ?? '';
}

/**
 * Second level or relief: those who were sent stay on the order beside those who join. A list that the leader has signed takes nobody more;
 * who joins then stands under the remarks, which no signature covers, with the time.
 */
function joinOrder(draft: Draft, order: TaskOrderState, people: readonly PersonOnTask[]): void {
  const dossier = draft.dossier();
  const joining = people
    .filter(({ personId }) => !order.assignees.some((known) => known.personId === personId))
    .map(({ personId, level }) => ({ personId, level, unitId: staffOf(dossier, personId)?.unitId ?? null }));
  draft.taskOrder(order.id, { assignees: [...order.assignees, ...joining] });
  const record = recordOfOrder(dossier, 'taskOrder', order.id);
  if (record === undefined || joining.length === 0) return;
  if (isFrozen(record, 'assignees')) return noteUnderRemarks(draft, record, joining);
  const names = joining.map(({ personId, unitId, level }) => ({
    name: staffOf(dossier, personId)?.name ?? personId,
    unit: unitName(dossier, unitId),
    level: String(level),
  }));
  const listed = Array.isArray(record.values['assignees']) ? record.values['assignees'] : [];
  draft.record(record.id, { values: { ...record.values, assignees: [...listed, ...names] } });
}

function noteUnderRemarks(draft: Draft, record: RecordState, joining: readonly Assignee[]): void {
  if (isFrozen(record, 'remarks')) return;
  const dossier = draft.dossier();
  const words = messageWordsOf(dossier);
  const named = joining.map(({ personId, unitId, level }) =>
    words.joiner
      .replace('{name}', staffOf(dossier, personId)?.name ?? personId)
      .replace('{unit}', unitName(dossier, unitId))
      .replace('{level}', String(level)),
  );
  const line = words.joined.replace('{time}', timeFor(dossier, draft.at) ?? '').replace('{people}', named.join(words.separator));
  const written = record.values['remarks'];
  const remarks = typeof written === 'string' && written !== '' ? `${written}\n${line}` : line;
  draft.record(record.id, { values: { ...record.values, remarks } });
}

function unitName(dossier: Dossier, unitId: string | null): string {
  return dossier.surroundings.units.find((unit) => unit.id === unitId)?.name ?? '';
}

/** Kinds of units that the people under an order come from, with those who would join. */
export function unitKindsUnder(dossier: Dossier, people: readonly PersonOnTask[]): Set<string> {
  const assigned = orderUnderWay(dossier)?.assignees.map(({ unitId }) => unitId) ?? [];
  const sent = people.map(({ personId }) => staffOf(dossier, personId)?.unitId ?? null);
  const kinds = [...assigned, ...sent].map((unitId) => dossier.surroundings.units.find((unit) => unit.id === unitId)?.kind);
  // The support group is where headquarters keeps its engineers: whoever is of no branch is of headquarters.
  return new Set(kinds.filter((kind) => kind !== undefined).map((kind) => (kind === 'branch' ? 'branch' : 'headquarters')));
}

/** Whether those on site asked for the second level and nobody of it is under their order yet. */
export function secondLevelAwaited({ visits, taskOrders }: Dossier): boolean {
  return visits.some(
    ({ level, state, taskOrderId }) =>
      level === 2 &&
      state !== 'departed' &&
      state !== 'calledOff' &&
      taskOrders.some(({ id, assignees }) => id === taskOrderId && !assignees.some((line) => line.level === 2)),
  );
}
