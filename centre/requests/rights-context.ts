import type { Actor } from '#centre/people/actor.schema.ts';
import { may, type RightsContext, type Thing } from '#centre/people/index.ts';
import type {
  Dossier,
  RecordState,
  RequestState,
  StaffFact,
  SubjectKind,
  TaskOrderState,
} from '#flows/dossier/dossier.schema.ts';
import { isUrgent, orderOf } from '#flows/dossier/task-orders.rules.ts';
import { forms, type FormId } from '#forms/index.ts';

interface Subject {
  readonly kind: SubjectKind;
  readonly id: string;
}

/** What rights ask of a dossier and the subject at hand. */
export function rightsContext(dossier: Dossier, subject?: Subject): RightsContext {
  const { request, surroundings, taskOrders } = dossier;
  const order = orderBehind(dossier, subject);
  const orders = order === undefined ? taskOrders : [order];
  const performers = orders.flatMap((known) => known.assignees.map((line) => line.personId));
  // A visit is made by those whom it was given to: nobody arrives, acts or leaves for the others of the order.
  const sent = subject?.kind === 'siteVisit' ? dossier.visits.find(({ id }) => id === subject.id)?.details.people : undefined;
  const leader = order?.leaderId ?? null;
  const unrecognised = request.projectId === null;
  const unitIds = unitsAround(dossier);
  return {
    customerId: request.customerId,
    projectId: request.projectId,
    siteId: request.siteId,
    unitIds,
    unrecognised,
    ownerPersonIds: [],
    assignedPersonIds: ids([
      ...performers,
      ...orders.map((known) => known.proposerId),
      request.ownerPersonId,
      request.details.engineerId,
      takerOf(request),
    ]),
    onCallPersonIds: surroundings.staff
      .filter((person) => person.onCall && (unrecognised || isOnCallHere(person, dossier, unitIds)))
      .map((person) => person.id),
    urgentSeverity: isUrgent(dossier),
    proposerPersonId: order?.proposerId ?? null,
    performerPersonIds: sent ?? performers,
    taskLeaderPersonId: sent === undefined || (leader !== null && sent.includes(leader)) ? leader : (sent[0] ?? null),
  };
}

/** The same for a form of the dossier: whose it is besides. */
function recordContext(dossier: Dossier, record: RecordState): RightsContext {
  const context = rightsContext(dossier, { kind: 'record', id: record.id });
  const order = record.taskOrderId === null ? undefined : orderOf(dossier, record.taskOrderId);
  switch (record.form) {
    case 'taskOrder':
      return { ...context, ownerPersonIds: ids([order?.proposerId]) };
    case 'serviceRecord':
      return { ...context, ownerPersonIds: ids([order?.leaderId, ...(context.performerPersonIds ?? [])]) };
    default:
      // The request's own: it is whose the request is, and theirs who work on it or answer for it now.
      return {
        ...context,
        ownerPersonIds: [...(context.assignedPersonIds ?? []), ...(context.onCallPersonIds ?? [])],
        ownerUnitId: dossier.request.ownerUnitId,
      };
  }
}

/** Each form is a thing of the matrix by its own name: what is said of it there decides who reads, prints and writes it. */
export const recordThings = Object.keys(forms) as FormId[] satisfies readonly Thing[];

/** Whether the matrix lets the actor read a form of the dossier. */
export function mayReadRecord(actor: Actor, dossier: Dossier, record: RecordState): boolean {
  const thing = recordThings.find((known) => known === record.form);
  return thing !== undefined && may(actor, 'read', thing, recordContext(dossier, record));
}

/** Whether the actor may read the request: the same as the condition of lists (`visibleRequests`) says. */
export function mayReadRequest(actor: Actor, dossier: Dossier): boolean {
  return may(actor, 'read', 'serviceRequest', rightsContext(dossier));
}

/** Whether the actor may read what a step moves: a form and a task order by their own rows, the rest by the request's. */
export function mayReadSubject(actor: Actor, dossier: Dossier, subject: Subject): boolean {
  if (actor.kind === 'system') return true;
  if (subject.kind === 'serviceRequest' || subject.kind === 'siteVisit') return mayReadRequest(actor, dossier);
  // The sheet of a task order has the order's id.
  const record = dossier.records.find((known) => known.id === subject.id);
  return record !== undefined && mayReadRecord(actor, dossier, record);
}

function orderBehind(dossier: Dossier, subject: Subject | undefined): TaskOrderState | undefined {
  const { taskOrders, visits, records } = dossier;
  const visit = subject?.kind === 'siteVisit' ? visits.find((known) => known.id === subject.id) : undefined;
  const record = subject?.kind === 'record' ? records.find((known) => known.id === subject.id) : undefined;
  const orderId = visit?.taskOrderId ?? record?.taskOrderId ?? (subject?.kind === 'taskOrder' ? subject.id : undefined);
  return taskOrders.find((known) => known.id === orderId);
}

/** Whoever took a report down follows it until it is registered and somebody owns it. */
function takerOf({ details }: RequestState): string | undefined {
  return details.registeredAt === undefined ? details.takenById : undefined;
}

/** A branch's shift is for the sites that the branch serves; those of headquarters and the centre are for all. */
function isOnCallHere(person: StaffFact, { surroundings }: Dossier, unitIds: readonly string[]): boolean {
  if (person.onCallUnits === undefined) return true;
  return person.onCallUnits.some(
    (id) => unitIds.includes(id) || surroundings.units.find((unit) => unit.id === id)?.kind !== 'branch',
  );
}

/** The units that serve the request: that of its site (of all sites where it names none), the owning one, and those above them. */
function unitsAround(dossier: Dossier): string[] {
  const { request, surroundings } = dossier;
  const serving = surroundings.sites
    .filter((site) => request.siteId === null || site.id === request.siteId)
    .map((site) => site.servingUnitId);
  const found = new Set<string>();
  const climb = (id: string | null | undefined): void => {
    if (!id || found.has(id)) return;
    found.add(id);
    climb(surroundings.units.find((unit) => unit.id === id)?.parentId);
  };
  for (const id of [...serving, request.ownerUnitId]) climb(id);
  return [...found];
}

function ids(known: readonly (string | null | undefined)[]): string[] {
  return known.filter((id): id is string => typeof id === 'string');
}
