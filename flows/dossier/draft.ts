import { rowFor, type FlowDefinition, type FlowRow } from '#platform/flow/flow.ts';
import type { Instant } from '#platform/time/instant.ts';
import type {
  ConsentState,
  Dossier,
  RecordState,
  RequestState,
  SubjectKind,
  SubjectRef,
  TaskOrderState,
  VisitState,
} from './dossier.schema.ts';

type Code = null | boolean | number | string | readonly Code[] | { readonly [key: string]: Code };

/** A name that clocks listen to, with the subjects it concerns beside the one that moves, and the facts it sets. */
export interface ClockWrite {
  readonly type: string;
  readonly reason?: string;
  readonly automatic?: boolean;
  readonly fields?: Readonly<Record<string, Code>>;
  /** Subjects it concerns; absent: the request and the subject that moves. */
  readonly subjects?: readonly SubjectRef[];
}

export interface EventDraft {
  readonly subject: { readonly kind: SubjectKind; readonly id: string };
  readonly type: string;
  readonly flow: string | null;
  readonly from: string | null;
  readonly to: string | null;
  readonly writes: readonly ClockWrite[];
  /** Codes, ids, numbers, instants as epoch milliseconds: nothing that a person wrote. */
  readonly data: Readonly<Record<string, Code>>;
  /** What people wrote: kept beside the evidence with a salt, its digest inside. */
  readonly texts: Readonly<Record<string, string>>;
  readonly contactId: string | null;
  readonly visibility: 'shared' | 'internal';
  /** Guards that were asked and held: the commitments behind them are the event's. */
  readonly guards: readonly string[];
}

/** Words to or by the customer that a step causes. */
export interface MessageDraft {
  readonly channel: string;
  readonly direction: 'incoming' | 'outgoing' | 'internal';
  readonly text: string;
  readonly author: 'actor' | 'system' | 'contact';
  readonly contactId: string | null;
  readonly fileIds: readonly string[];
  readonly automatic: boolean;
  /** Noted as said by a person, or to be delivered. */
  readonly delivery: 'noted' | 'queued';
}

export interface Firing {
  readonly flow: FlowDefinition;
  readonly subject: { readonly kind: SubjectKind; readonly id: string };
  readonly event: string;
  readonly data?: EventDraft['data'];
  readonly texts?: Readonly<Record<string, string | undefined>>;
  readonly contactId?: string | null;
  readonly visibility?: 'shared' | 'internal';
  /** Beside the names that the flow's row writes. */
  readonly writes?: readonly ClockWrite[];
  /** Facts set for the clocks by the row's own names. */
  readonly fields?: ClockWrite['fields'];
  readonly subjects?: readonly SubjectRef[];
  /** Why clocks pause or end by the row's own names. */
  readonly reason?: string;
  /** Where the row leaves the choice to the step. */
  readonly to?: string;
}

/**
 * What a step is deciding: the dossier as it becomes, the events that say why, the words that go out.
 * Pure: ids come in as data. The writer compares the dossier before and after and stores the difference in one transaction.
 */
export interface Draft {
  readonly dossier: () => Dossier;
  /** A flow by its identifier, as the registry that assembled this draft knows it. */
  readonly flow: (id: string) => FlowDefinition;
  /** The flow of the request's kind as it stands now. */
  readonly requestFlow: () => FlowDefinition;
  readonly fire: (firing: Firing) => void;
  /** An event that moves no flow: a cell filled, a signature, words written. */
  readonly note: (
    event: Pick<EventDraft, 'subject' | 'type' | 'data' | 'contactId' | 'visibility'> & {
      readonly texts?: Readonly<Record<string, string | undefined>>;
      readonly writes?: readonly ClockWrite[];
      readonly guards?: readonly string[];
    },
  ) => void;
  /** True where the flow has a move for the event in the subject's present state. */
  readonly can: (flow: FlowDefinition, subject: Firing['subject'], event: string) => boolean;
  readonly request: (patch: Partial<RequestState>) => void;
  readonly taskOrder: (id: string, patch: Partial<TaskOrderState>) => void;
  readonly visit: (id: string, patch: Partial<VisitState>) => void;
  readonly record: (id: string, patch: Partial<RecordState>) => void;
  readonly openTaskOrder: (order: TaskOrderState) => void;
  readonly openVisit: (visit: VisitState) => void;
  readonly openRecord: (record: RecordState) => void;
  readonly consent: (consent: ConsentState) => void;
  readonly say: (message: MessageDraft) => void;
  readonly nextId: () => string;
  readonly at: Instant;
  readonly now: Instant;
  readonly result: () => Decision;
}

export interface Decision {
  readonly dossier: Dossier;
  readonly events: readonly EventDraft[];
  readonly messages: readonly MessageDraft[];
}

export interface DraftContext {
  readonly at: Instant;
  readonly now: Instant;
  readonly nextId: () => string;
  readonly guards: readonly string[];
  readonly flows: Readonly<Record<string, FlowDefinition>>;
}

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
      });
      if (to === from) return;
      if (firing.subject.kind === 'serviceRequest') patchRequest({ state: to });
      else if (firing.subject.kind === 'taskOrder') patchOrder(firing.subject.id, { state: to });
      else if (firing.subject.kind === 'siteVisit') patchVisit(firing.subject.id, { state: to });
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
      });
    },
    result: () => ({ dossier, events, messages }),
  };
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

export function stateOf(dossier: Dossier, subject: { kind: SubjectKind; id: string }): string {
  if (subject.kind === 'serviceRequest') return dossier.request.state;
  const list =
    subject.kind === 'taskOrder' ? dossier.taskOrders : subject.kind === 'siteVisit' ? dossier.visits : dossier.records;
  return list.find((entry) => entry.id === subject.id)?.state ?? '';
}
