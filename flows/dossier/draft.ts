import { rowFor, type FlowDefinition, type FlowRow } from '#platform/flow/flow.ts';
import type { Dossier, RecordState, RequestState, SubjectKind, TaskOrderState, VisitState } from './dossier.schema.ts';

import { instant } from '#platform/time/instant.ts';
import type { Passage } from './details.schema.ts';
import type { ClockWrite, EventDraft, MessageDraft, Firing, Draft, DraftContext } from './draft.schema.ts';

export function draftOf(before: Dossier, context: DraftContext): Draft {
  let dossier = before;
  const events: EventDraft[] = [];
  const messages: MessageDraft[] = [];
  const set = (change: Partial<Dossier>): void => {
    dossier = { ...dossier, ...change };
  };
  const patchRequest = (patch: Partial<RequestState>): void => set({ request: merged(dossier.request, patch) });
  const patchOrder = (id: string, patch: Partial<TaskOrderState>): void =>
    set({ taskOrders: dossier.taskOrders.map((order) => (order.id === id ? merged(order, patch) : order)) });
  const patchVisit = (id: string, patch: Partial<VisitState>): void =>
    set({ visits: dossier.visits.map((visit) => (visit.id === id ? merged(visit, patch) : visit)) });

  const flow = (id: string): FlowDefinition => {
    const found = context.flows[id];
    if (found === undefined) throw new Error(`no flow ${id}`);
    return found;
  };

  return {
    dossier: () => dossier,
    flow,
    requestFlow: () => flow(dossier.request.flow),
    at: context.at,
    now: context.now,
    nextId: context.nextId,
    can: (flow, subject, event) => rowFor(flow, event, stateOf(dossier, subject)) !== undefined,
    request: patchRequest,
    taskOrder: patchOrder,
    visit: patchVisit,
    record: (id, patch) =>
      set({ records: dossier.records.map((record) => (record.id === id ? { ...record, ...patch } : record)) }),
    openTaskOrder: (order) => set({ taskOrders: [...dossier.taskOrders, order] }),
    openVisit: (visit) => set({ visits: [...dossier.visits, visit] }),
    openRecord: (record) => {
      set({ records: [...dossier.records, record] });
      events.push(birthOf(record));
    },
    consent: (consent) => set({ consents: [...dossier.consents.filter((known) => known.id !== consent.id), consent] }),
    say: (message) => void messages.push(message),
    fire: (firing) => {
      const from = stateOf(dossier, firing.subject);
      const begins = beginningRow(firing.flow, firing.event, from);
      const row = begins ?? rowFor(firing.flow, firing.event, from);
      // A step asks `can` or was let through by the table; a missing row here is a fault of the code.
      if (row === undefined) throw new Error(`${firing.flow.id} has no ${firing.event} from ${from}`);
      const to = firing.to ?? row.to ?? from;
      const own: ClockWrite[] = row.writes.map((type) => ({
        type,
        ...(firing.reason ? { reason: firing.reason } : {}),
        ...(firing.fields ? { fields: firing.fields } : {}),
        ...(firing.subjects ? { subjects: firing.subjects } : {}),
      }));
      events.push({
        subject: firing.subject,
        type: firing.event,
        flow: firing.flow.id,
        from: begins === undefined ? from : null,
        to,
        writes: [...own, ...(firing.writes ?? [])],
        data: firing.data ?? {},
        texts: presentTexts(firing.texts),
        contactId: firing.contactId ?? null,
        visibility: firing.visibility ?? 'shared',
        guards: [...new Set([...row.guards, ...context.guards])],
        ...(firing.breaks === undefined ? {} : { breaks: firing.breaks }),
      });
      if (to === from && begins === undefined) return;
      const { kind, id } = firing.subject;
      const passed = passedBy(dossier, firing.subject, { state: to, event: firing.event, at: context.at });
      if (kind === 'serviceRequest') patchRequest({ state: to, details: { passed } });
      else if (kind === 'taskOrder') patchOrder(id, { state: to, details: { passed } });
      else if (kind === 'siteVisit') patchVisit(id, { state: to, details: { passed } });
    },
    note: (event) => {
      const { subject, type, data, contactId, visibility } = event;
      events.push({
        subject,
        type,
        data,
        contactId,
        visibility,
        flow: null,
        from: null,
        to: null,
        writes: event.writes ?? [],
        texts: presentTexts(event.texts),
        guards: [...(event.guards ?? []), ...context.guards],
        ...(event.at === undefined ? {} : { at: event.at }),
      });
    },
    result: () => ({ dossier, events, messages }),
  };
}

/** The states that a subject came to, with one more: what another flow's late entry moves comes no earlier than where it stood. */
function passedBy(dossier: Dossier, subject: Firing['subject'], passage: Passage): readonly Passage[] {
  const known = passagesOf(dossier, subject);
  return [...known, { ...passage, at: instant(Math.max(passage.at, known.at(-1)?.at ?? passage.at)) }];
}

/** No row without its event: a record is opened inside another flow's step, so its own chain begins here. */
function birthOf(record: RecordState): EventDraft {
  return {
    subject: { kind: 'record', id: record.id },
    type: 'openRecord',
    flow: 'record',
    from: null,
    to: record.state,
    writes: [],
    data: {
      form: record.form,
      documentNumber: record.documentNumber,
      documentVersion: record.documentVersion,
      taskOrderId: record.taskOrderId,
      replacesId: record.replacesId,
    },
    texts: {},
    contactId: null,
    visibility: 'internal',
    guards: [],
  };
}

/** The row that begins a flow, for a subject just opened in the state the row leads to. */
function beginningRow(flow: FlowDefinition, event: string, opened: string): FlowRow | undefined {
  return flow.rows.find((row) => row.event === event && row.from.length === 0 && row.to === opened);
}

/** `details` are merged member by member: each event sets its own and leaves the others. */
function merged<T extends { readonly details: object }>(state: T, patch: Partial<T>): T {
  return { ...state, ...patch, details: { ...state.details, ...patch.details } };
}

function presentTexts(texts: Firing['texts']): Record<string, string> {
  const entries = Object.entries(texts ?? {}).filter(
    (entry): entry is [string, string] => entry[1] !== undefined && entry[1] !== '',
  );
  return Object.fromEntries(entries);
}

/** The states that a subject came to, in order; of records nobody asks. */
export function passagesOf(dossier: Dossier, subject: { kind: SubjectKind; id: string }): readonly Passage[] {
  const list: readonly { id: string; details: { passed?: readonly Passage[] } }[] =
    subject.kind === 'serviceRequest'
      ? [dossier.request]
      : subject.kind === 'taskOrder'
        ? dossier.taskOrders
        : subject.kind === 'siteVisit'
          ? dossier.visits
          : [];
  return list.find((entry) => entry.id === subject.id)?.details.passed ?? [];
}

export function stateOf(dossier: Dossier, subject: { kind: SubjectKind; id: string }): string {
  if (subject.kind === 'serviceRequest') return dossier.request.state;
  const list =
    subject.kind === 'taskOrder' ? dossier.taskOrders : subject.kind === 'siteVisit' ? dossier.visits : dossier.records;
  return list.find((entry) => entry.id === subject.id)?.state ?? '';
}
